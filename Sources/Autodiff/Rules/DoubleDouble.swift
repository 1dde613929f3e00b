import Platform

/// A number as a sum of two doubles that do not overlap: about 106 bits, with an error of a few 2⁻¹⁰⁴ an
/// operation.
///
/// > Dekker, *A floating-point technique for extending the available precision*, Numer. Math. 18 (1971).
struct DoubleDouble {
  var high: Double
  var low: Double

  init(_ high: Double, _ low: Double = 0) {
    self.high = high
    self.low = low
  }

  /// a + b without an error.
  /// > Knuth, *The Art of Computer Programming*, vol. 2, §4.2.2, theorem B.
  init(sum a: Double, _ b: Double) {
    high = a + b
    let part = high - a
    low = (a - (high - part)) + (b - part)
  }

  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let sum = DoubleDouble(sum: a.high, b.high)
    return DoubleDouble(sum: sum.high, sum.low + (a.low + b.low))
  }

  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let product = a.high * b.high
    let error = (-product).addingProduct(a.high, b.high) + (a.high * b.low + a.low * b.high)
    return DoubleDouble(sum: product, error)
  }

  static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let quotient = a.high / b.high
    let rest = a.high.addingProduct(-quotient, b.high) - quotient * b.low + a.low
    return DoubleDouble(sum: quotient, rest / b.high)
  }

  static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + (-b) }
  static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(-a.high, -a.low) }

  var value: Double { high + low }

  /// e to this power, to 1 ulp where it is a normal double.
  var exponential: Double {
    let power = Platform.exp(high)
    return power.isFinite ? power + power * low : power
  }

  /// The inverse hyperbolic tangent of a number of at most 1/3, by its power series. Terms whose bits
  /// all lie in the lower half are added as doubles.
  private static func atanh(_ x: DoubleDouble) -> DoubleDouble {
    let square = x * x
    var tail = 0.0
    for k in stride(from: 36, through: 19, by: -1) { tail = tail * square.high + 1 / Double(2 * k + 1) }
    var sum = DoubleDouble(tail)
    for k in stride(from: 18, through: 0, by: -1) {
      sum = sum * square + DoubleDouble(1) / DoubleDouble(Double(2 * k + 1))
    }
    return sum * x
  }

  private static let ln2 = DoubleDouble(0.6931471805599453, 2.3190468138462996e-17)

  /// ln x for a positive finite x.
  static func log(_ x: Double) -> DoubleDouble {
    var exponent = Double(x.exponent)
    var significand = x.significand
    if significand > 1.5 {
      significand /= 2
      exponent += 1
    }
    // ln m = 2 artanh((m − 1)/(m + 1)); m − 1 is exact.
    let f = DoubleDouble(significand - 1) / DoubleDouble(sum: significand, 1)
    let log = atanh(f)
    return DoubleDouble(exponent) * ln2 + DoubleDouble(2 * log.high, 2 * log.low)
  }

  /// ln(1 + a/b) for 0 < a ≤ b, to full relative precision however small the quotient is.
  static func log1p(_ a: Double, over b: Double) -> DoubleDouble {
    // ln(1 + a/b) = 2 artanh(a/(a + 2b))
    let (a, b) = b > 0x1p1000 ? (a * 0x1p-10, b * 0x1p-10) : (a, b)
    let log = atanh(DoubleDouble(a) / DoubleDouble(sum: 2 * b, a))
    return DoubleDouble(2 * log.high, 2 * log.low)
  }
}
