/// A number of the symbolic engine: an exact fraction, or a double where exactness ended.
///
/// Numerator and denominator stay within 2^53, so that each is written and read back exactly. What
/// does not fit goes on as a double.
enum Coefficient: Hashable {
  case exact(Fraction)
  case inexact(Double)

  struct Fraction: Hashable {
    /// In lowest terms; the denominator is positive.
    let numerator: Int64
    let denominator: Int64
    /// Whether a decimal went in: 0.1 + 0.2 reads 0.3, not 3/10.
    let isDecimal: Bool

    static func == (a: Fraction, b: Fraction) -> Bool {
      a.numerator == b.numerator && a.denominator == b.denominator
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(numerator)
      hasher.combine(denominator)
    }
  }

  static let zero = Coefficient(0)
  static let one = Coefficient(1)
  static let minusOne = Coefficient(-1)

  init(integer: Int64) { self = .exact(Fraction(numerator: integer, denominator: 1, isDecimal: false)) }

  /// The fraction in lowest terms, if it fits.
  init?(_ numerator: Int64, over denominator: Int64, isDecimal: Bool = false) {
    guard denominator != 0, numerator != .min, denominator != .min else { return nil }
    let divisor = Coefficient.commonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int64 = denominator < 0 ? -1 : 1
    let (n, d) = (sign * numerator / Int64(divisor), sign * denominator / Int64(divisor))
    guard n.magnitude <= 1 << 53, d <= 1 << 53 else { return nil }
    self = .exact(Fraction(numerator: n, denominator: d, isDecimal: isDecimal))
  }

  /// The number that the shortest text of a double says: 0.1 is 1/10.
  init(_ value: Double) {
    self = Coefficient.decimal(value) ?? .inexact(value)
  }

  private static func decimal(_ value: Double) -> Coefficient? {
    guard value.isFinite else { return nil }
    if value == value.rounded() {
      return value.magnitude <= 0x1p53 ? Coefficient(integer: Int64(value)) : nil
    }
    let (digits, exponent) = ShortestDecimal.of(value.magnitude)
    let scale = -exponent
    guard scale >= 0, scale <= 15 else { return nil }
    var power: Int64 = 1
    for _ in 0..<scale { power *= 10 }
    return Coefficient(value < 0 ? -Int64(digits) : Int64(digits), over: power, isDecimal: true)
  }

  private static func commonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  /// The nearest double; of a fraction, the quotient correctly rounded.
  var value: Double {
    switch self {
    case .exact(let fraction): Double(fraction.numerator) / Double(fraction.denominator)
    case .inexact(let value): value
    }
  }

  var isZero: Bool { self == .zero }
  var isOne: Bool { self == .one }
  var isNegative: Bool { value < 0 }

  /// The whole number it is.
  var integer: Int64? {
    if case .exact(let fraction) = self, fraction.denominator == 1 { fraction.numerator } else { nil }
  }

  static func + (a: Coefficient, b: Coefficient) -> Coefficient {
    if case .exact(let x) = a, case .exact(let y) = b {
      let (left, overflowLeft) = x.numerator.multipliedReportingOverflow(by: y.denominator)
      let (right, overflowRight) = y.numerator.multipliedReportingOverflow(by: x.denominator)
      let (sum, overflowSum) = left.addingReportingOverflow(right)
      let (below, overflowBelow) = x.denominator.multipliedReportingOverflow(by: y.denominator)
      if !overflowLeft && !overflowRight && !overflowSum && !overflowBelow,
        let result = Coefficient(sum, over: below, isDecimal: x.isDecimal || y.isDecimal)
      {
        return result
      }
    }
    return .inexact(a.value + b.value)
  }

  static func * (a: Coefficient, b: Coefficient) -> Coefficient {
    if case .exact(let x) = a, case .exact(let y) = b {
      let (above, overflowAbove) = x.numerator.multipliedReportingOverflow(by: y.numerator)
      let (below, overflowBelow) = x.denominator.multipliedReportingOverflow(by: y.denominator)
      if !overflowAbove && !overflowBelow,
        let result = Coefficient(above, over: below, isDecimal: x.isDecimal || y.isDecimal)
      {
        return result
      }
    }
    return .inexact(a.value * b.value)
  }

  static prefix func - (a: Coefficient) -> Coefficient { .minusOne * a }

  /// 1 over it. Of zero: infinity.
  var reciprocal: Coefficient {
    if case .exact(let x) = self,
      let result = Coefficient(x.denominator, over: x.numerator, isDecimal: x.isDecimal)
    {
      return result
    }
    return .inexact(1 / value)
  }

  /// A whole power of it, exact or nothing.
  func power(_ exponent: Int64) -> Coefficient? {
    guard case .exact = self, exponent.magnitude <= 64 else { return isOne ? self : nil }
    if isZero && exponent <= 0 { return nil }
    var result = Coefficient.one
    for _ in 0..<exponent.magnitude { result = result * self }
    guard case .exact = result else { return nil }
    return exponent < 0 ? result.reciprocal : result
  }

  /// The root of it, where that is exact.
  func root(_ degree: Int64) -> Coefficient? {
    guard case .exact(let x) = self, x.numerator >= 0, degree >= 2, degree <= 64,
      let above = Coefficient.root(x.numerator, degree), let below = Coefficient.root(x.denominator, degree)
    else { return nil }
    return Coefficient(above, over: below, isDecimal: x.isDecimal)
  }

  private static func root(_ number: Int64, _ degree: Int64) -> Int64? {
    var (low, high): (Int64, Int64) = (0, min(number, 1 << 27))
    while low <= high {
      let middle = (low + high) / 2
      guard let power = Coefficient(integer: middle).power(degree), let value = power.integer, value <= number
      else {
        high = middle - 1
        continue
      }
      if value == number { return middle }
      low = middle + 1
    }
    return nil
  }
}
