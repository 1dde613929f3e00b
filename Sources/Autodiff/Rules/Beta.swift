import Platform

/// The beta function B(a, b) = Γ(a)Γ(b)/Γ(a + b) of positive numbers, and its logarithm.
///
/// Logarithms of large size are kept as double-doubles: their exponential would show every bit lost.
/// > Didonato & Morris, *Algorithm 708*, ACM TOMS 18 (1992), for the three regions; NIST Digital Library of
/// > Mathematical Functions, §5.11, for the series.
enum Beta {
  /// To 12 ulp where it is a normal double.
  static func beta(_ a: Double, _ b: Double) -> Double {
    guard a > 0, b > 0 else { return .nan }
    let (a, b) = a < b ? (a, b) : (b, a)
    if b == .infinity { return 0 }
    if b < 10 { return small(a, b) }
    if a < 10 {
      // Γ(a) may be beyond the range of doubles where the result is not.
      return Platform.tgamma(a) * gammaRatioLog(a, b).exponential
    }
    return Platform.sqrt(2 * .pi / b) * logOfLarge(a, b).exponential
  }

  /// ln B(a, b). The error is 3·10⁻¹⁵ of the larger of the result and 1.
  static func lbeta(_ a: Double, _ b: Double) -> Double {
    guard a > 0, b > 0 else { return .nan }
    let (a, b) = a < b ? (a, b) : (b, a)
    if b == .infinity { return -.infinity }
    if b < 10 {
      let value = small(a, b)
      return value.isFinite ? Platform.log(value) : Gamma.lgamma(a)
    }
    if a < 10 { return (DoubleDouble(Gamma.lgamma(a)) + gammaRatioLog(a, b)).value }
    return (logOfLarge(a, b) + DoubleDouble((Platform.log(2 * .pi) - Platform.log(b)) / 2)).value
  }

  /// For a ≤ b < 10: by the gamma function. What rounding takes from a + b counts ψ(a + b) times.
  private static func small(_ a: Double, _ b: Double) -> Double {
    let sum = DoubleDouble(sum: a, b)
    let correction = 1 - sum.low * Gamma.digamma(sum.high)
    return Platform.tgamma(a) * (Platform.tgamma(b) / Platform.tgamma(sum.high) * correction)
  }

  /// ln Γ(b) − ln Γ(a + b) for a < 10 ≤ b, by Stirling's series:
  /// a − (a + b − ½)·ln(1 + a/b) − a·ln b + Δ(b) − Δ(a + b).
  private static func gammaRatioLog(_ a: Double, _ b: Double) -> DoubleDouble {
    let exponent = DoubleDouble(sum: a, b) + DoubleDouble(-0.5)
    let main = DoubleDouble(a) - exponent * .log1p(a, over: b) - DoubleDouble(a) * .log(b)
    return main + DoubleDouble(stirling(b) - stirling(a + b))
  }

  /// ln B(a, b) − ½ ln(2π/b) for 10 ≤ a ≤ b:
  /// −(a − ½)·ln(b/a) − (a + b − ½)·ln(1 + a/b) + Δ(a) + Δ(b) − Δ(a + b).
  private static func logOfLarge(_ a: Double, _ b: Double) -> DoubleDouble {
    let half = DoubleDouble(-0.5)
    let first = (DoubleDouble(a) + half) * (.log(b) - .log(a))
    let second = (DoubleDouble(sum: a, b) + half) * .log1p(a, over: b)
    return DoubleDouble(stirling(a) + stirling(b) - stirling(a + b)) - (first + second)
  }

  /// Δ(x) = ln Γ(x) − (x − ½)·ln x + x − ½ ln 2π = Σ B₂ₖ/(2k(2k − 1)x^(2k−1)), for x ≥ 10.
  private static func stirling(_ x: Double) -> Double {
    let square = 1 / (x * x)
    var sum = 0.0
    for k in stride(from: 9, through: 1, by: -1) {
      sum = sum * square + Bernoulli.overTwoK[k - 1] / Double(2 * k - 1)
    }
    return sum / x
  }
}
