import Platform

/// The Bessel functions of the first kind, of whole order.
enum Bessel {
  /// The orders that are computed: time grows with the order.
  static let orders = -10_000.0...10_000.0

  static func isOrder(_ n: Double) -> Bool { orders.contains(n) && n == n.rounded() }

  /// Jₙ(x) for a whole n in `orders`.
  ///
  /// The error is 2 ulp of the result for |x| < |n|, and beyond, where the function oscillates, that of
  /// the C library's J₀ and J₁: 4 ulp of the amplitude √(2/πx).
  static func besselj(_ n: Double, _ x: Double) -> Double {
    // One beyond, for the derivative.
    guard n.magnitude <= orders.upperBound + 1, n == n.rounded(), !x.isNaN else { return .nan }
    let order = Int(n.magnitude)
    // J₋ₙ(x) = Jₙ(−x) = (−1)ⁿJₙ(x)
    let isNegative = order % 2 == 1 && (n < 0) != (x < 0)
    let value = positive(order, x.magnitude)
    return isNegative ? -value : value
  }

  private static func positive(_ n: Int, _ x: Double) -> Double {
    switch n {
    case 0: Platform.j0(x)
    case 1: Platform.j1(x)
    case _ where x < Double(n): downward(n, x)
    default: upward(n, x)
    }
  }

  /// The recurrence Jₖ₊₁ = (2k/x)·Jₖ − Jₖ₋₁ for x ≥ n ≥ 1, where neither solution grows.
  private static func upward(_ n: Int, _ x: Double) -> Double {
    if x == .infinity { return 0 }
    let reciprocal = DoubleDouble(2) / DoubleDouble(x)
    var (below, here) = (DoubleDouble(Platform.j0(x)), DoubleDouble(Platform.j1(x)))
    for k in 1..<n { (below, here) = (here, DoubleDouble(Double(k)) * reciprocal * here - below) }
    return here.value
  }

  /// Miller's algorithm for 0 ≤ x < n: Jₖ₋₁ = (2k/x)·Jₖ − Jₖ₊₁ downward from where Jₖ is negligible, and the
  /// scale from J₀ + 2J₂ + 2J₄ + … = 1. In double-doubles, as the errors of a thousand steps add up.
  /// > Gautschi, *Computational aspects of three-term recurrence relations*, SIAM Review 9 (1967).
  private static func downward(_ n: Int, _ x: Double) -> Double {
    // The first term of the power series, and the second relative to it, decide where x is small.
    let half = x / 2
    if half * half < Double(n + 1) * 0x1p-54 { return powerOverFactorial(half, n) }
    var start = n
    var (previous, current) = (0.0, 1.0)
    while current < 0x1p110 {
      (previous, current) = (current, Double(2 * start) / x * current - previous)
      start += 1
    }
    let reciprocal = DoubleDouble(2) / DoubleDouble(x)
    var (above, here) = (DoubleDouble(0), DoubleDouble(0x1p-500))
    var sum = DoubleDouble(0)
    var result = DoubleDouble(0)
    var resultExponent = 0
    var exponent = 0
    for k in stride(from: start, through: 0, by: -1) {
      if k == n { (result, resultExponent) = (here, exponent) }
      if k % 2 == 0 { sum = sum + (k == 0 ? here : DoubleDouble(2 * here.high, 2 * here.low)) }
      if k == 0 { break }
      let below = DoubleDouble(Double(k)) * reciprocal * here - above
      (above, here) = (here, below)
      if here.high.magnitude > 0x1p400 {
        // Scaled down together, exactly.
        above = DoubleDouble(above.high * 0x1p-800, above.low * 0x1p-800)
        here = DoubleDouble(here.high * 0x1p-800, here.low * 0x1p-800)
        sum = DoubleDouble(sum.high * 0x1p-800, sum.low * 0x1p-800)
        exponent += 800
      }
    }
    return Platform.scalbn((result / sum).value, resultExponent - exponent)
  }

  /// hⁿ/n!, by factors that alternate so that the product neither over- nor underflows early.
  private static func powerOverFactorial(_ h: Double, _ n: Int) -> Double {
    var product = DoubleDouble(1)
    for k in 1...n {
      product = product * (DoubleDouble(h) / DoubleDouble(Double(k)))
      if product.high.magnitude < 0x1p-1060 { return product.high }
    }
    return product.value
  }
}
