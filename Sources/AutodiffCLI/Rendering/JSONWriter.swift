/// Writes JSON on one line, in the order of the calls.
///
///     var json = JSONWriter(numbers: .shortest)
///     json.object { json in
///       json.member("mode", "reverse")
///       json.object("at") { json in json.member("x1", 2) }
///     }
///     json.text  // {"mode":"reverse","at":{"x1":2}}
struct JSONWriter {
  private(set) var text = ""
  private let numbers: NumberFormat
  /// Whether the next value or key follows another one in the same object or array.
  private var needsComma = false

  init(numbers: NumberFormat) { self.numbers = numbers }

  /// Ends the line: one JSON value a line.
  mutating func endLine() {
    text += "\n"
    needsComma = false
  }

  // MARK: - Values: elements of an array, or the whole text

  mutating func value(_ string: String) { element(JSONWriter.quoted(string)) }
  mutating func value(_ number: Double) { element(numbers.json(number)) }
  mutating func value(_ flag: Bool) { element(flag ? "true" : "false") }
  mutating func null() { element("null") }
  /// A number already written in decimal.
  mutating func numeral(_ digits: String) { element(digits) }

  mutating func value(_ cell: Table.Cell) {
    switch cell {
    case .text(let text), .variable(let text), .formula(let text, _): value(text)
    case .number(let number): value(number)
    case .numeral(let digits): numeral(digits)
    case .empty: null()
    }
  }

  mutating func object(_ members: (inout JSONWriter) -> Void) { nest("{", members, "}") }
  mutating func array(_ elements: (inout JSONWriter) -> Void) { nest("[", elements, "]") }

  // MARK: - Members of an object

  /// Writes a key; its value must follow.
  mutating func key(_ name: String) {
    element(JSONWriter.quoted(name) + ":")
    needsComma = false
  }

  mutating func member(_ name: String, _ string: String) {
    key(name)
    value(string)
  }

  mutating func member(_ name: String, _ number: Double) {
    key(name)
    value(number)
  }

  mutating func member(_ name: String, _ flag: Bool) {
    key(name)
    value(flag)
  }

  mutating func object(_ name: String, _ members: (inout JSONWriter) -> Void) {
    key(name)
    object(members)
  }

  mutating func array(_ name: String, _ elements: (inout JSONWriter) -> Void) {
    key(name)
    array(elements)
  }

  // MARK: -

  private mutating func element(_ json: String) {
    if needsComma { text += "," }
    text += json
    needsComma = true
  }

  private mutating func nest(_ open: String, _ body: (inout JSONWriter) -> Void, _ close: String) {
    element(open)
    needsComma = false
    body(&self)
    text += close
    needsComma = true
  }

  /// A JSON string.
  ///
  /// > RFC 8259, section 7: quotes, backslashes and the control characters below U+0020 are escaped.
  static func quoted(_ string: String) -> String {
    "\""
      + string.replacingScalars {
        switch $0 {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        case "\u{8}": return "\\b"
        case "\u{C}": return "\\f"
        case _ where $0.value < 0x20:
          let digits = String($0.value, radix: 16)
          return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: return nil
        }
      } + "\""
  }
}

extension Table {
  /// The rows as JSON objects keyed by column, one a line.
  func jsonLines(numbers: NumberFormat) -> String {
    var json = JSONWriter(numbers: numbers)
    for row in rows {
      json.object { json in
        for (column, cell) in zip(columns, row) {
          json.key(column.key)
          json.value(cell)
        }
      }
      json.endLine()
    }
    return json.text
  }
}
