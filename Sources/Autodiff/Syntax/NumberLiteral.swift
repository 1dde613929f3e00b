/// A number as written in an expression: `1`, `2.5`, `.5`, `5.`, `1e-3`, `1_000`, `0x1.8p3`.
///
/// Its form and its range are checked here; `NumberReader` converts it.
struct NumberLiteral {
  let value: Double
  let end: Int

  /// Reads the number that begins at `start`, with a digit or a point.
  init(_ source: [UInt8], at start: Int) throws(SyntaxError) {
    self = try SourceBytes.read(source) { source throws(SyntaxError) in try NumberLiteral(source, at: start) }
  }

  /// Reads the number that begins at `start`, with a digit or a point.
  init(_ source: SourceBytes, at start: Int) throws(SyntaxError) {
    var scan = Scan(source: source, place: start)
    let isHexadecimal = scan.byte(at: start) == UInt8(ascii: "0") && (scan.byte(at: start + 1) | 0x20) == 0x78
    if isHexadecimal { scan.place += 2 }

    let whole = try scan.digits(isHexadecimal)
    var fraction = 0
    if scan.byte(at: scan.place) == UInt8(ascii: ".") {
      scan.place += 1
      fraction = try scan.digits(isHexadecimal)
      if scan.byte(at: scan.place) == UInt8(ascii: ".") {
        throw SyntaxError(.malformedNumber(.twoPoints), start..<scan.place + 1)
      }
    }
    if whole + fraction == 0 {
      throw SyntaxError(.malformedNumber(.noDigits), start..<scan.place)
    }
    if scan.byte(at: scan.place) | 0x20 == (isHexadecimal ? UInt8(ascii: "p") : UInt8(ascii: "e")) {
      scan.place += 1
      let sign = scan.byte(at: scan.place)
      if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { scan.place += 1 }
      if try scan.digits(false) == 0 {
        throw SyntaxError(.malformedNumber(.noExponentDigits), start..<scan.place)
      }
    }

    end = scan.place
    value = NumberLiteral.convert(source[start..<end])
    if value.isInfinite { throw SyntaxError(.numberOutOfRange, start..<end) }
  }

  /// The number in the text, whose form has been checked.
  private static func convert(_ text: UnsafeBufferPointer<UInt8>) -> Double {
    if text.contains(UInt8(ascii: "_")) {
      return NumberReader.read(text.filter { $0 != UInt8(ascii: "_") }) ?? .nan
    }
    return NumberReader.read(text) ?? .nan
  }
}

/// A place in the text of a number.
private struct Scan {
  let source: SourceBytes
  var place: Int

  /// The byte at a place, 0 beyond the end.
  @inline(__always)
  func byte(at index: Int) -> UInt8 { source[index] }

  /// Passes over digits, with single underscores between them, and counts them.
  mutating func digits(_ isHexadecimal: Bool) throws(SyntaxError) -> Int {
    func isDigit(_ byte: UInt8) -> Bool {
      isHexadecimal ? Scan.isHexadecimalDigit(byte) : Scan.isDigit(byte)
    }
    var count = 0
    while true {
      if isDigit(byte(at: place)) {
        count += 1
      } else if byte(at: place) == UInt8(ascii: "_") {
        if count == 0 || !isDigit(byte(at: place + 1)) {
          throw SyntaxError(.malformedNumber(.misplacedUnderscore), place..<place + 1)
        }
      } else {
        return count
      }
      place += 1
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
  static func isHexadecimalDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 97 < 6 }
}
