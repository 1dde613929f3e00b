/// Reads numbers from bytes: decimals, hexadecimal floats, `inf` and `nan`, each rounded once, to nearest and to
/// even, however many digits it has.
///
/// Nothing is allocated but for decimals of more than 19 digits that lie next to the middle between two doubles.
package enum NumberReader {
  package typealias Bytes = UnsafePointer<UInt8>

  /// Reads the number that begins at `start`: a sign or none, then a decimal such as `1`, `.5`, `5.`, `1e-3`, a
  /// hexadecimal float such as `0x1.8p3`, or `inf`, `infinity`, `nan` in capitals or not.
  ///
  /// - Returns: the number, infinite if it is beyond the range of a double, and the place behind it; nil if no
  ///   number begins here. `1e` is the number 1 with something behind it.
  /// - Complexity: O(*n*) in digits, and O(*n*²) in those of the first 800 where that is needed.
  package static func read(_ start: Bytes, _ end: Bytes) -> (value: Double, end: Bytes)? {
    var place = start
    guard place < end else { return nil }
    let isNegative = place.pointee == UInt8(ascii: "-")
    if isNegative || place.pointee == UInt8(ascii: "+") { place += 1 }
    guard let (value, rest) = magnitude(place, end) else { return nil }
    return (isNegative ? -value : value, rest)
  }

  @inline(__always)
  private static func magnitude(_ start: Bytes, _ end: Bytes) -> (value: Double, end: Bytes)? {
    guard start < end else { return nil }
    if start.pointee == UInt8(ascii: "0"), end - start > 1, start[1] | 0x20 == UInt8(ascii: "x") {
      return HexadecimalFloat.read(start + 2, end) ?? (0, start + 1)
    }
    if let decimal = Decimal(start, end) { return (decimal.value, decimal.end) }
    return word(start, end)
  }

  @inline(never)
  private static func word(_ start: Bytes, _ end: Bytes) -> (value: Double, end: Bytes)? {
    for (name, value) in words {
      let length = name.utf8.count
      guard end - start >= length else { continue }
      if zip(name.utf8, 0..<length).allSatisfy({ $0 == start[$1] | 0x20 }) { return (value, start + length) }
    }
    return nil
  }

  private static let words = [("infinity", Double.infinity), ("inf", .infinity), ("nan", .nan)]
}

extension NumberReader {
  /// The exponent that the letter announces, and the place moved behind it; 0 if there is none.
  @inline(__always)
  static func readExponent(_ place: inout Bytes, _ limit: Bytes, after letter: UInt8) -> Int {
    guard place < limit, place.pointee | 0x20 == letter else { return 0 }
    var next = place + 1
    let isNegative = next < limit && next.pointee == UInt8(ascii: "-")
    if isNegative || (next < limit && next.pointee == UInt8(ascii: "+")) { next += 1 }
    var written = 0
    let first = next
    while next < limit, next.pointee &- 48 < 10 {
      // No text is so long that its digits could make up for more.
      if written < 1 << 50 { written = written * 10 + Int(next.pointee &- 48) }
      next += 1
    }
    if next == first { return 0 }
    place = next
    return isNegative ? -written : written
  }

  /// The number that makes up the whole of the bytes; nil if they are anything else.
  package static func read(_ bytes: some Collection<UInt8>) -> Double? {
    let value = bytes.withContiguousStorageIfAvailable { bytes -> Double? in
      guard let start = bytes.baseAddress, let (value, end) = read(start, start + bytes.count),
        end == start + bytes.count
      else { return nil }
      return value
    }
    return value ?? read(Array(bytes)[...])
  }
}

/// A decimal as it is written: digits with a point among them, and an exponent.
struct Decimal {
  typealias Bytes = NumberReader.Bytes

  /// The significant digits, or the first 19 of them.
  private var digits: UInt64 = 0
  /// The power of ten of the last of these digits.
  private var exponent = 0
  private var isTruncated = false
  /// The digits, a point among them.
  private let text: UnsafeBufferPointer<UInt8>
  /// The place behind the number.
  let end: Bytes

  /// - Returns: nil if there is no digit.
  @inline(__always)
  init?(_ start: Bytes, _ limit: Bytes) {
    var place = start
    Decimal.readDigits(&place, limit, into: &digits)
    var count = place - start
    if place < limit, place.pointee == UInt8(ascii: ".") {
      place += 1
      let fraction = place
      Decimal.readDigits(&place, limit, into: &digits)
      exponent = fraction - place
      count += place - fraction
    }
    guard count > 0 else { return nil }
    text = UnsafeBufferPointer(start: start, count: place - start)

    exponent += NumberReader.readExponent(&place, limit, after: UInt8(ascii: "e"))
    end = place
    if count > 19 { keepNineteenDigits() }
  }

  @inline(__always)
  private static func readDigits(_ place: inout Bytes, _ limit: Bytes, into digits: inout UInt64) {
    while limit - place >= 8 {
      let word = UInt64(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
      guard isEightDigits(word) else { break }
      digits = digits &* 100_000_000 &+ value(ofEightDigits: word)
      place += 8
    }
    while place < limit, case let digit = place.pointee &- 48, digit < 10 {
      digits = digits &* 10 &+ UInt64(digit)
      place += 1
    }
  }

  /// Whether all eight bytes are digits: the upper half of each is 3, also after 6 is added.
  @inline(__always)
  private static func isEightDigits(_ word: UInt64) -> Bool {
    ((word &+ 0x0606_0606_0606_0606) | word) & 0xF0F0_F0F0_F0F0_F0F0 == 0x3030_3030_3030_3030
      && word & 0xF0F0_F0F0_F0F0_F0F0 == 0x3030_3030_3030_3030
  }

  /// Digits become pairs, pairs become fours, fours become eight, in three multiplications.
  /// > Lemire, *Number parsing at a gigabyte per second*, Software: Practice and Experience 51 (2021).
  @inline(__always)
  private static func value(ofEightDigits word: UInt64) -> UInt64 {
    var word = word &- 0x3030_3030_3030_3030
    word = word &* 10 &+ (word >> 8)
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    let upper = (word & mask) &* 0x000F_4240_0000_0064
    let lower = ((word >> 16) & mask) &* 0x0000_2710_0000_0001
    return (upper &+ lower) >> 32
  }

  /// The digits have overflowed, unless most of them are leading zeros: takes the first 19 that count.
  private mutating func keepNineteenDigits() {
    var (kept, skipped) = (0, 0)
    digits = 0
    for byte in text where byte != UInt8(ascii: ".") {
      if kept == 19 {
        skipped += 1
      } else if kept > 0 || byte != UInt8(ascii: "0") {
        digits = digits * 10 + UInt64(byte &- 48)
        kept += 1
      }
    }
    exponent += skipped
    isTruncated = skipped > 0
  }

  /// The nearest double.
  @inline(__always)
  var value: Double {
    if !isTruncated {
      if let value = exactly { return value }
      return EiselLemire.double(digits, exponent)
    }
    return valueOfTruncated
  }

  /// One exactly rounded operation on two exact doubles.
  /// > Clinger, *How to read floating point numbers accurately*, PLDI 1990.
  @inline(__always)
  private var exactly: Double? {
    guard digits <= 1 << 53 else { return nil }
    if exponent == 0 { return Double(digits) }
    if exponent < 0 && exponent >= -22 { return Double(digits) / Decimal.exactPowers[-exponent] }
    if exponent > 0 && exponent <= 22 { return Double(digits) * Decimal.exactPowers[exponent] }
    return nil
  }

  private static let exactPowers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19,
    1e20, 1e21, 1e22,
  ]

  /// The number lies between two decimals of 19 digits: where their doubles are the same, it is that one.
  @inline(never)
  private var valueOfTruncated: Double {
    let low = EiselLemire.double(digits, exponent)
    if low == EiselLemire.double(digits + 1, exponent) { return low }
    return ExactDecimal(text, exponent: exponent).nearest(to: low)
  }
}
