/// The double nearest to a decimal of up to 19 digits.
///
/// > Lemire, *Number parsing at a gigabyte per second*, Software: Practice and Experience 51 (2021);
/// > Mushtak & Lemire, *Fast number parsing without fallback*, Software: Practice and Experience 53 (2023), which
/// > proves that 128 bits of the power are always enough.
enum EiselLemire {
  /// The double nearest to `digits` · 10^`exponent`; the even one of two that are equally near.
  static func double(_ digits: UInt64, _ exponent: Int) -> Double {
    guard digits != 0, exponent >= PowersOfTen.exponents.lowerBound else { return 0 }
    guard exponent <= 308 else { return .infinity }
    let shift = digits.leadingZeroBitCount
    let (high, low) = product(digits << shift, exponent)

    // 54 bits of the product and one that the rounding looks at; the upper bit may be 0.
    let upper = Int(high >> 63)
    let dropped = upper + 64 - 52 - 3
    var significand = high >> UInt64(dropped)
    var power = PowersOfTen.log2(exponent) + 63 + upper - shift + 1023
    if power <= 0 {
      // Below the normal range. A number so small cannot lie in the middle between two.
      if power <= -63 { return 0 }
      significand >>= UInt64(1 - power)
      significand += significand & 1
      return Double(bitPattern: significand >> 1)
    }
    // The middle between two doubles: only where the product is exact, which needs a small exponent.
    if low <= 1, (-4...23).contains(exponent), significand & 3 == 1, significand << UInt64(dropped) == high {
      significand &= ~1
    }
    significand += significand & 1
    significand >>= 1
    if significand >= 2 << 52 {
      significand = 1 << 52
      power += 1
    }
    if power >= 0x7FF { return .infinity }
    return Double(bitPattern: UInt64(power) << 52 | significand & ~(1 << 52))
  }

  /// The upper 128 bits of `digits` times the power; the lower half of the power only where it can count.
  @inline(__always)
  private static func product(_ digits: UInt64, _ exponent: Int) -> (high: UInt64, low: UInt64) {
    var power = PowersOfTen.floor(exponent)
    // Reciprocals are rounded up where an exact quotient must be recognised.
    if exponent < 0 && exponent >= -27 { power.low += 1 }
    var (high, low) = digits.multipliedFullWidth(by: power.high)
    if high & 0x1FF == 0x1FF {
      let (carry, isCarried) = low.addingReportingOverflow(digits.multipliedFullWidth(by: power.low).high)
      low = carry
      if isCarried { high += 1 }
    }
    return (high, low)
  }
}
