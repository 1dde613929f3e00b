import Platform

/// The complementary error function, and the bell curve that is its derivative.
enum ErrorFunction {
  /// e^(−x²), with what rounding took from the square put back: 1.5 ulp, where exp(-x*x) has an error of
  /// x² ulp.
  static func bell(_ x: Double) -> Double {
    let square = x * x
    guard square < 800 else { return x.isNaN ? x : 0 }
    let power = Platform.exp(-square)
    return power - power * (-square).addingProduct(x, x)
  }

  /// 1 − erf x, to 2 ulp where it is a normal double; the C library's has up to 3.2.
  ///
  /// Beyond 15/32 it is e^(−x²)·S(x)/(1 + 2x), where S is a Chebyshev series in (x − 3.5)/(x + 3.5) with a
  /// relative error below 10⁻¹⁸. S changes so little that the rounding of its sum counts a tenth.
  /// > Shepherd & Laframboise, *Chebyshev approximation of (1+2x)exp(x²)erfc x in 0 ≤ x < ∞*,
  /// > Math. Comp. 36 (1981).
  static func erfc(_ x: Double) -> Double {
    guard x > 0.46875 else { return 1 - Platform.erf(x) }
    guard x < 27.5 else { return 0 }
    let u = ((x - 3.5) / (x + 3.5) - 0.00699912510936133) * 1.2973893303064683
    var (b, c) = (0.0, 0.0)
    for coefficient in coefficients { (b, c) = (2 * u * b - c + coefficient, b) }
    let series = DoubleDouble(sum: 1.220728530729371, (u * b - c) + -6.971650127134403e-17)
    let factor = series / DoubleDouble(sum: 2 * x, 1)
    let square = x * x
    let lost = (-square).addingProduct(x, x)
    let power = Platform.exp(-square)
    return power * factor.high + power * (factor.low - factor.high * lost)
  }

  // From the highest degree down to 1; computed with 400 bits.
  private static let coefficients: [Double] = [
    2.2653860220843947e-19, 4.1116893209891364e-17, 2.1596073853575832e-17, -1.6386491971362405e-15,
    -9.89960830775994e-16, 7.019579246400366e-14, -8.692821647624117e-15, -3.206694395494935e-12,
    6.1589978840891635e-12, 1.4479937452998573e-10, -7.843778379284703e-10, -4.759258598283536e-09,
    7.032294523033015e-08, -1.613989841594111e-07, -3.372740882414789e-06, 4.6416806457649295e-05,
    -0.00034336939192648443, 0.0017903395546035243, -0.006932563898913378, 0.019097296912343194,
    -0.027232926801751264, -0.05935254273722325,
  ]
}
