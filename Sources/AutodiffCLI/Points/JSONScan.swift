import Autodiff

/// Goes over one JSON value without building anything.
struct JSONScan {
  /// What should have been where.
  // The text outlives it, and no thread but its own sees it.
  struct Fault: Error, @unchecked Sendable {
    var expected: String
    var place: Bytes

    init(expected: String, at place: Bytes) {
      self.expected = expected
      self.place = place
    }
  }

  typealias Text = UnsafeBufferPointer<UInt8>

  private var place: Bytes
  private let end: Bytes

  init(_ text: Text) {
    place = text.baseAddress!
    end = place + text.count
  }

  /// Hands over the key, without its quotation marks, and the value of each member of an object, which must be
  /// all there is.
  mutating func object(_ member: (Text, Text) throws(Fault) -> Void) throws(Fault) {
    try expect(UInt8(ascii: "{"), "an object")
    if !skip(UInt8(ascii: "}")) {
      repeat {
        let key = try string("a key in quotation marks")
        try expect(UInt8(ascii: ":"), "':'")
        try member(key, try value())
      } while skip(UInt8(ascii: ","))
      try expect(UInt8(ascii: "}"), "',' or '}'")
    }
    skipBlanks()
    if place < end { throw Fault(expected: "the end of the line", at: place) }
  }

  /// Hands over each element of an array.
  mutating func array(_ element: (Text) throws(Fault) -> Void) throws(Fault) {
    try expect(UInt8(ascii: "["), "an array")
    if skip(UInt8(ascii: "]")) { return }
    repeat { try element(try value()) } while skip(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"), "',' or ']'")
  }

  // MARK: Parts

  @inline(__always)
  private mutating func skipBlanks() {
    while place < end, place.pointee <= UInt8(ascii: " ") { place += 1 }
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard place < end, place.pointee == byte else { return false }
    place += 1
    return true
  }

  private mutating func expect(_ byte: UInt8, _ what: String) throws(Fault) {
    if !skip(byte) { throw Fault(expected: what, at: place) }
  }

  /// The text between quotation marks.
  private mutating func string(_ what: String) throws(Fault) -> Text {
    try expect(quotationMark, what)
    let start = place
    while place < end, place.pointee != quotationMark {
      place += place.pointee == UInt8(ascii: "\\") ? 2 : 1
    }
    guard place < end else { throw Fault(expected: "'\"' at the end of the string", at: start - 1) }
    place += 1
    return Text(start: start, count: place - 1 - start)
  }

  /// The text of a value of any kind, however deeply nested.
  private mutating func value() throws(Fault) -> Text {
    skipBlanks()
    let start = place
    guard place < end else { throw Fault(expected: "a value", at: place) }
    var depth = 0
    repeat {
      skipBlanks()
      guard place < end else { throw Fault(expected: "the end of what begins here", at: start) }
      switch place.pointee {
      case quotationMark: _ = try string("a string")
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        place += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        place += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        if depth == 0 { throw Fault(expected: "a value", at: place) }
        place += 1
      default:
        let first = place
        while place < end, JSONScan.isBare(place.pointee) { place += 1 }
        if place == first { throw Fault(expected: "a value", at: place) }
      }
      if depth < 0 { throw Fault(expected: "a value", at: start) }
    } while depth > 0
    return Text(start: start, count: place - start)
  }

  /// Whether a byte can be part of a number or of `true`, `false`, `null`.
  @inline(__always)
  private static func isBare(_ byte: UInt8) -> Bool {
    byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: ".")
  }

  // MARK: Texts

  /// The number that a value is.
  static func number(_ text: Text, name: @autoclosure () -> String) -> Result<Double, PointsError.Cause> {
    if let (value, end) = NumberReader.read(text.baseAddress!, text.baseAddress! + text.count),
      end == text.baseAddress! + text.count, value.isFinite
    {
      return .success(value)
    }
    guard text.first == quotationMark else {
      if text.elementsEqual("null".utf8) { return .failure(.emptyCell(name: name())) }
      return NumberCell.read(text, name: name())
    }
    let content = Text(rebasing: text[1..<text.count - 1])
    if ["NaN", "Infinity", "-Infinity"].contains(where: { content.elementsEqual($0.utf8) }) {
      return NumberCell.read(content, name: name())
    }
    return .failure(.notANumber(name: name(), text: Array(text.prefix(80))))
  }

  /// A value as a cell of another format: a string without its quotation marks, null as nothing.
  static func cell(_ text: Text) -> [UInt8] {
    if text.first == quotationMark { return Array(decoded(Text(rebasing: text[1..<text.count - 1])).utf8) }
    return text.elementsEqual("null".utf8) ? [] : Array(text)
  }

  /// The text of a string, its escapes replaced.
  static func decoded(_ text: Text) -> String {
    guard text.contains(UInt8(ascii: "\\")) else { return String(decoding: text, as: UTF8.self) }
    var units: [UInt16] = []
    var plain: [UInt8] = []
    func flushed() {
      units += Array(String(decoding: plain, as: UTF8.self).utf16)
      plain = []
    }
    var rest = text[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let letter = rest.popFirst() else {
        plain.append(byte)
        continue
      }
      switch letter {
      case UInt8(ascii: "n"): plain.append(newline)
      case UInt8(ascii: "t"): plain.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "r"): plain.append(carriageReturn)
      case UInt8(ascii: "b"): plain.append(8)
      case UInt8(ascii: "f"): plain.append(12)
      case UInt8(ascii: "u"):
        flushed()
        units.append(UInt16(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16) ?? 0xFFFD)
        rest = rest.dropFirst(4)
      default: plain.append(letter)
      }
    }
    flushed()
    return String(decoding: units, as: UTF16.self)
  }
}
