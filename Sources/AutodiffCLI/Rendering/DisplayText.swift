/// Text as a terminal shows it: cells of a known width, with nothing in them that could move the cursor,
/// reverse the writing direction, or hide.
enum DisplayText {
  /// A character, or the escape that stands for it, and the bytes that it comes from.
  struct Cell {
    var text: String
    /// Columns on a terminal: 0 for a combining mark, 2 for an East Asian wide character.
    var width: Int
    var bytes: Range<Int>
  }

  /// The cells of `bytes`, byte ranges counted from `bytes.startIndex`'s own index.
  static func cells(_ bytes: ArraySlice<UInt8>) -> [Cell] {
    var cells: [Cell] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let length = scalarLength(bytes[index...])
      let range = index..<(index + max(1, length))
      index = range.upperBound
      if length == 0 {
        let escape = "\\x" + hex(UInt32(bytes[range.lowerBound]), digits: 2)
        cells.append(Cell(escape: escape, bytes: range))
        continue
      }
      let scalar = String(decoding: bytes[range], as: UTF8.self).unicodeScalars.first!
      if let escape = escape(scalar) {
        cells.append(Cell(escape: escape, bytes: range))
      } else {
        cells.append(Cell(text: String(scalar), width: scalar.displayWidth, bytes: range))
      }
    }
    return cells
  }

  /// `text` with every character escaped that a terminal would act on or that would not be seen.
  static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    return cells(Array(text.utf8)[...]).reduce(into: "") { $0 += $1.text }
  }

  /// The columns that `text` takes once it is escaped.
  static func width(_ text: String) -> Int {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
    return cells(Array(text.utf8)[...]).reduce(0) { $0 + $1.width }
  }

  /// `bytes` escaped, between single quotes, the middle left out if they are long: for messages.
  static func quoted(_ bytes: [UInt8]) -> String {
    let limit = 64
    if bytes.count <= limit { return "'" + join(cells(bytes[...])) + "'" }
    // A cut may fall within a character; what is left of it is then shown as bytes.
    return "'" + join(cells(bytes.prefix(limit / 2))) + "..." + join(cells(bytes.suffix(limit / 4))) + "'"
  }

  private static func join(_ cells: some Sequence<Cell>) -> String {
    cells.reduce(into: "") { $0 += $1.text }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    case 0x00..<0x20, 0x7F: "\\x" + hex(scalar.value, digits: 2)
    default: isHidden(scalar.value) ? "\\u{" + hex(scalar.value, digits: 1) + "}" : nil
    }
  }

  /// Characters that show nothing, or that change how their neighbours are shown: the C1 controls, soft
  /// hyphen, zero-width spaces and joiners, line separators, directional marks, embeddings and isolates (the "Trojan Source"
  /// controls), invisible operators, byte order mark, interlinear annotation, tags.
  private static func isHidden(_ value: UInt32) -> Bool {
    switch value {
    case 0x80...0x9F, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      true
    default: false
    }
  }

  private static func hex(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// The number of bytes of the well-formed UTF-8 scalar at the start of `bytes`; 0 if there is none.
  ///
  /// > The Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
  private static func scalarLength(_ bytes: ArraySlice<UInt8>) -> Int {
    guard let first = bytes.first else { return 0 }
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return 0
    }
    switch first {
    case 0xE0: second = 0xA0...0xBF
    case 0xED: second = 0x80...0x9F
    case 0xF0: second = 0x90...0xBF
    case 0xF4: second = 0x80...0x8F
    default: break
    }
    guard bytes.count >= length, second.contains(bytes[bytes.startIndex + 1]) else { return 0 }
    let tail = bytes[(bytes.startIndex + 2)..<(bytes.startIndex + length)]
    return tail.allSatisfy { (0x80...0xBF).contains($0) } ? length : 0
  }
}

extension DisplayText.Cell {
  /// An escape is ASCII: a column a byte.
  fileprivate init(escape: String, bytes: Range<Int>) {
    self.init(text: escape, width: escape.utf8.count, bytes: bytes)
  }
}
