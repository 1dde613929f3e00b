import Platform

/// The derivatives of the digamma function, and their differences.
enum Polygamma {
  /// The orders that are computed; beyond, n! is no double.
  static let orders = 0.0...170.0

  static func isOrder(_ n: Double) -> Bool { orders.contains(n) && n == n.rounded() }

  /// ψ⁽ⁿ⁾(x) for a whole n in `orders`; nan at poles.
  ///
  /// For x > 0 the error is below 12 ulp. Below 0 it is that of the terms, which cancel for even n
  /// near the roots.
  static func polygamma(_ n: Double, _ x: Double) -> Double {
    guard isOrder(n), !x.isNaN, !Gamma.isPole(x), x != -.infinity else { return .nan }
    if n == 0 { return Gamma.digamma(x) }
    let isEven = n.truncatingRemainder(dividingBy: 2) == 0
    if x > 0 { return isEven ? -zeta(n, x) : zeta(n, x) }
    // The sum over x, x + 1, … has the terms above 0, and those below up to x.
    let distance = x - x.rounded()
    let (above, below) = distance > 0 ? (distance, 1 - distance) : (1 + distance, -distance)
    let lower = zeta(n, below) - zeta(n, 1 - x)
    return isEven ? lower - zeta(n, above) : lower + zeta(n, above)
  }

  /// ψ⁽ⁿ⁾(a) − ψ⁽ⁿ⁾(a + b) for positive a and b, without the cancellation where b is small. Below 8 ulp
  /// for n = 0, as in the derivatives of the beta function.
  static func drop(_ n: Double, _ a: Double, _ b: Double) -> Double {
    guard isOrder(n), a > 0, b > 0 else { return .nan }
    let isEven = n.truncatingRemainder(dividingBy: 2) == 0
    let sum = HurwitzSum(n, step: b).value(at: a)
    return isEven ? -sum : sum
  }

  /// n!·ζ(n + 1, x) for n ≥ 1 and x > 0: the Hurwitz zeta function.
  private static func zeta(_ n: Double, _ x: Double) -> Double {
    x == .infinity ? 0 : HurwitzSum(n, step: nil).value(at: x)
  }
}

/// n!·Σ (x + k)^−(n+1) over k ≥ 0, or with a step the sum of what these powers lose where x grows by the
/// step: the first terms one by one, the rest by the Euler–Maclaurin formula.
///
/// > Johansson, *Rigorous high-precision computation of the Hurwitz zeta function and its derivatives*,
/// > Numer. Algorithms 69 (2015).
private struct HurwitzSum {
  let n: Double
  let step: Double?

  init(_ n: Double, step: Double?) {
    self.n = n
    self.step = step
  }

  func value(at x: Double) -> Double {
    let power = n + 1
    // Powers are taken of x·2^−scale, which lies in [1, 2).
    let scale = Int(x.exponent)
    // From here on the terms of the formula fall by a factor of 39 or more.
    let first = power + 12
    var shift = 0.0
    var sum = 0.0
    while x + shift < first {
      let term = inverse(x, shift, scale) * lost(power, at: x + shift)
      sum += term
      shift += 1
      if n > 0 && term < sum * 0x1p-60 { return unscaled(sum, scale) }
    }
    let end = x + shift
    var rest = lost(power, at: end) / 2
    // B₂ⱼ/(2j)!·(n + 1)(n + 2)…(n + 2j − 1)/end^(2j−1)
    var factor = power / 2 / end
    for (index, number) in Bernoulli.numbers.enumerated() {
      let j = 2 * Double(index + 1)
      rest += number * factor * lost(power + j - 1, at: end)
      factor *= ((power + j - 1) / (j + 1) / end) * ((power + j) / (j + 2) / end)
    }
    if n > 0 { rest += end / n * lost(n, at: end) }
    sum += inverse(x, shift, scale) * rest
    if let step, n == 0 { return Platform.scalbn(sum, -scale) + Platform.log1p(step / end) }
    return unscaled(sum, scale)
  }

  /// ((x + shift)·2^−scale)^−(n+1). What rounding takes from the sum is put back, as the power would
  /// multiply it.
  private func inverse(_ x: Double, _ shift: Double, _ scale: Int) -> Double {
    let point = DoubleDouble(sum: x, shift)
    let power = Platform.pow(Platform.scalbn(point.high, -scale), -(n + 1))
    return power - power * ((n + 1) * (point.low / point.high))
  }

  /// 1 − (point/(point + step))^power, and 1 where there is no step.
  private func lost(_ power: Double, at point: Double) -> Double {
    guard let step else { return 1 }
    if power == 1 { return step / (point + step) }
    return -Platform.expm1(-power * Platform.log1p(step / point))
  }

  /// n!·sum·2^−(n+1)·scale, in an order in which nothing over- or underflows but the result.
  private func unscaled(_ sum: Double, _ scale: Int) -> Double {
    Platform.scalbn(Platform.scalbn(sum, -scale) * Platform.tgamma(n + 1), -scale * Int(n))
  }
}
