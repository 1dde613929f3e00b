/// Powers of ten to 128 bits, which both reading and writing numbers multiply by.
enum PowersOfTen {
  /// The exponents that there are: those of every decimal with 19 digits that is neither 0 nor infinite,
  /// and of every double to write.
  static let exponents = -342...324

  /// floor(10^k · 2^s), where s gives it exactly 128 bits.
  @inline(__always)
  static func floor(_ k: Int) -> (high: UInt64, low: UInt64) {
    let index = 2 * (k - exponents.lowerBound)
    return (powersOfTenBits[index], powersOfTenBits[index + 1])
  }

  /// ceil(10^k · 2^s). The table has no low half of all ones, so nothing is carried.
  @inline(__always)
  static func ceiling(_ k: Int) -> (high: UInt64, low: UInt64) {
    let (high, low) = floor(k)
    return (high, isExact(k) ? low : low + 1)
  }

  /// Whether 10^k has no more than 128 significant bits.
  @inline(__always)
  private static func isExact(_ k: Int) -> Bool { 0 <= k && k <= 55 }

  /// floor(log₂ 10^k), for |k| ≤ 1233.
  @inline(__always)
  static func log2(_ k: Int) -> Int { (k * 1_741_647) >> 19 }
}
