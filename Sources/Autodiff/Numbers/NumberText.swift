/// Numbers as text. Never depends on the locale.
package enum NumberText {
  /// The most bytes that `write` writes: `-1.7976931348623157e+308` has 24. Some more are scratch space.
  package static let capacity = 40

  /// The shortest decimal that reads back as the same double: `2`, `0.1`, `1e-5`, `1e+16`, `nan`, `-inf`.
  package static func shortest(_ value: Double) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
      let count = write(value, to: buffer.baseAddress!)
      return String(decoding: buffer[..<count], as: UTF8.self)
    }
  }

  /// Writes the shortest decimal to memory with room for `capacity` bytes, and returns how many it has.
  ///
  /// An exponent is written for magnitudes below 1e-4 or above 2^53, where doubles are no longer all the
  /// integers. Its sign is always written, as in C and JavaScript.
  package static func write(_ value: Double, to start: UnsafeMutablePointer<UInt8>) -> Int {
    var place = start
    if value.sign == .minus && !value.isNaN {
      place[0] = UInt8(ascii: "-")
      place += 1
    }
    guard value.isFinite else { return place - start + writeWord(value.isNaN ? "nan" : "inf", to: place) }
    guard value != 0 else {
      place[0] = UInt8(ascii: "0")
      return place - start + 1
    }
    let (digits, exponent) = ShortestDecimal.of(value.magnitude)
    let count = DecimalDigits.count(digits)
    // The number is 0.d₁d₂… · 10^point.
    let point = count + exponent
    if point < -3 || value.magnitude > 0x1p53 {
      return place - start + writeScientific(digits, count, point - 1, to: place)
    }
    return place - start + writePositional(digits, count, point, to: place)
  }

  private static func writeWord(_ word: StaticString, to start: UnsafeMutablePointer<UInt8>) -> Int {
    start.update(from: word.utf8Start, count: word.utf8CodeUnitCount)
    return word.utf8CodeUnitCount
  }

  /// `d.ddd`, `0.00ddd` or `ddd000`.
  @inline(__always)
  private static func writePositional(
    _ digits: UInt64, _ count: Int, _ point: Int, to start: UnsafeMutablePointer<UInt8>
  ) -> Int {
    if point <= 0 {
      // All the zeros that there can be; the digits go over those that are too many.
      UnsafeMutableRawPointer(start).storeBytes(
        of: UInt64(littleEndian: 0x3030_3030_3030_2E30), as: UInt64.self)
      DecimalDigits.write(digits, count, to: start + 2 - point)
      return 2 - point + count
    }
    if point >= count {
      DecimalDigits.write(digits, count, to: start)
      for index in count..<point { start[index] = UInt8(ascii: "0") }
      return point
    }
    DecimalDigits.write(digits, count, to: start + 1)
    for index in 0..<point { start[index] = start[index + 1] }
    start[point] = UInt8(ascii: ".")
    return count + 1
  }

  /// `d.ddde+16`
  private static func writeScientific(
    _ digits: UInt64, _ count: Int, _ exponent: Int, to start: UnsafeMutablePointer<UInt8>
  ) -> Int {
    DecimalDigits.write(digits, count, to: start + 1)
    start[0] = start[1]
    start[1] = UInt8(ascii: ".")
    let place = start + (count > 1 ? count + 1 : 1)
    place[0] = UInt8(ascii: "e")
    place[1] = exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+")
    let magnitude = exponent.magnitude
    let length = DecimalDigits.count(UInt64(magnitude))
    DecimalDigits.write(UInt64(magnitude), length, to: place + 2)
    return place - start + 2 + length
  }
}

extension NumberText {
  /// C's text in our convention: `1e-05` becomes `1e-5`. The sign of an exponent stays.
  package static func normalized(_ text: String) -> String {
    var bytes = Array(text.utf8)
    guard let e = bytes.firstIndex(of: UInt8(ascii: "e")) else { return text }
    let first = e + 2  // C always writes a sign after the e.
    while first < bytes.count - 1, bytes[first] == UInt8(ascii: "0") { bytes.remove(at: first) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
