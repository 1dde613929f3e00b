/// The shortest decimal that reads back as a double, and of the shortest the nearest.
///
/// > Giulietti, *The Schubfach way to render doubles* (2021), with the refinements of Abolz' Drachennest: no
/// > decimal is given two digits where one is enough.
enum ShortestDecimal {
  /// The decimal `digits` · 10^`exponent`, its last digit not 0.
  ///
  /// - Parameter value: finite, greater than 0.
  static func of(_ value: Double) -> (digits: UInt64, exponent: Int) {
    let field = Int(value.bitPattern >> 52)
    let fraction = value.bitPattern & (1 << 52 - 1)
    // The double is c · 2^q.
    let c = field == 0 ? fraction : fraction | 1 << 52
    let q = max(field, 1) - 1075
    if q <= 0, q > -53, c & (1 << UInt64(-q) - 1) == 0 { return withoutZeros(c >> UInt64(-q), 0) }
    let (digits, exponent) = search(c, q, isLowerCloser: fraction == 0 && field > 1)
    return withoutZeros(digits, exponent)
  }

  /// Looks among the multiples of 10^(k+1), of which no more than one lies in the interval of the decimals that
  /// read back, and then among those of 10^k.
  @inline(__always)
  private static func search(_ c: UInt64, _ q: Int, isLowerCloser: Bool) -> (digits: UInt64, exponent: Int) {
    // floor(log₁₀ 2^q), or of ¾ · 2^q where the double below is nearer than the one above.
    let k = (q * 1_262_611 - (isLowerCloser ? 524_031 : 0)) >> 22
    let h = UInt64(q + PowersOfTen.log2(-k) + 1)
    let power = PowersOfTen.ceiling(-k)
    // Four times the number and the ends of its interval, in units of 10^k.
    let lowerEnd = scaled(power, (4 * c - (isLowerCloser ? 1 : 2)) << h)
    let middle = scaled(power, (4 * c) << h)
    let upperEnd = scaled(power, (4 * c + 2) << h)
    // The ends belong to the interval where reading rounds to the even double, which is this one.
    let isOdd = c & 1
    let (lower, upper) = (lowerEnd + isOdd, upperEnd - isOdd)

    let s = middle / 4
    if s >= 10 {
      let tens = s / 10
      let isBelowInside = lower <= 40 * tens
      let isAboveInside = 40 * tens + 40 <= upper
      if isBelowInside != isAboveInside { return (tens + (isAboveInside ? 1 : 0), k + 1) }
    }
    let isBelowInside = lower <= 4 * s
    let isAboveInside = 4 * s + 4 <= upper
    if isBelowInside != isAboveInside { return (s + (isAboveInside ? 1 : 0), k) }
    // Both or neither: the nearer one, or the even one.
    let half = 4 * s + 2
    return (s + (middle > half || middle == half && s & 1 == 1 ? 1 : 0), k)
  }

  /// The product, its fraction kept as a lowest bit that is set where it is not 0: rounding to odd.
  @inline(__always)
  private static func scaled(_ power: (high: UInt64, low: UInt64), _ number: UInt64) -> UInt64 {
    let carry = power.low.multipliedFullWidth(by: number).high
    let (high, low) = power.high.multipliedFullWidth(by: number)
    let (sum, isCarried) = low.addingReportingOverflow(carry)
    return (high &+ (isCarried ? 1 : 0)) | (sum > 1 ? 1 : 0)
  }

  @inline(__always)
  private static func withoutZeros(_ digits: UInt64, _ exponent: Int) -> (digits: UInt64, exponent: Int) {
    var (digits, exponent) = (digits, exponent)
    while case let (tenth, last) = digits.quotientAndRemainder(dividingBy: 10), last == 0 {
      digits = tenth
      exponent += 1
    }
    return (digits, exponent)
  }
}
