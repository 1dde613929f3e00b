/// A number as written in an expression: `1`, `2.5`, `.5`, `5.`, `1e-3`, `1_000`, `0x1.8p3`.
///
/// The standard library's conversion would take "nan" and "1e400" (as inf) for numbers, so form and
/// range are checked here.
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
    value = NumberLiteral.convert(source[start..<end], isHexadecimal: isHexadecimal)
    if value.isInfinite { throw SyntaxError(.numberOutOfRange, start..<end) }
  }

  private static func convert(_ text: UnsafeBufferPointer<UInt8>, isHexadecimal: Bool) -> Double {
    if !isHexadecimal, let value = exact(text) { return value }
    // The standard library wants a digit before the point and none of our underscores.
    var plain: [UInt8] = text.first == UInt8(ascii: ".") ? [UInt8(ascii: "0")] : []
    for byte in text where byte != UInt8(ascii: "_") { plain.append(byte) }
    if plain.last == UInt8(ascii: ".") { plain.removeLast() }
    return Double(String(decoding: plain, as: UTF8.self)) ?? slow(plain)
  }

  // `5.e3` and `0x5.p3` are numbers here and not to the standard library.
  private static func slow(_ text: [UInt8]) -> Double {
    var filled: [UInt8] = []
    for (index, byte) in text.enumerated() {
      filled.append(byte)
      if byte == UInt8(ascii: "."), index + 1 < text.count,
        !Scan.isHexadecimalDigit(text[index + 1])
          || text[index + 1] | 0x20 == UInt8(ascii: "e")
      {
        filled.append(UInt8(ascii: "0"))
      }
    }
    return Double(String(decoding: filled, as: UTF8.self)) ?? .nan
  }

  /// Plain decimals whose digits fit 2^53 and whose scale is at most 10^22: one exactly rounded
  /// operation on two exact doubles.
  /// > Clinger, *How to read floating point numbers accurately*, PLDI 1990.
  private static func exact(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard text.count <= 17 else { return nil }
    var (digits, scale, seenPoint) = (0, 0, false)
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits = digits * 10 + Int(byte - 48)
        if seenPoint { scale += 1 }
      case UInt8(ascii: "."): seenPoint = true
      default: return nil
      }
    }
    guard digits <= 1 << 53 else { return nil }
    return scale == 0 ? Double(digits) : Double(digits) / powersOfTen[scale]
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  ]
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
