/// Ranges that do not follow from values alone.
extension Interval {
  /// The range of a^b, if it has a pole in it or leaves the domain.
  static func power(_ a: Interval, _ b: Interval) -> Interval? {
    if a.lower < 0 && !b.isPoint { return .undefined }
    return a.containsZero && b.lower < 0 ? .entire : nil
  }

  /// The range of a^(b − c), if it has a pole in it or leaves the domain.
  static func powerShifted(_ a: Interval, _ b: Interval, _ c: Interval) -> Interval? {
    // The derivative of order c of a power of a lower, whole order b is 0, and this is one of its factors.
    if b.isPoint && b.lower == b.lower.rounded() && 0 <= b.lower && b.lower < c.lower { return 0 }
    return power(a, Interval(lower: b.lower - c.upper, upper: b.upper - c.lower))
  }

  /// Near ln(exp(a) + exp(b)) = 0 the error is one of the operands' last places.
  static func logAddExp(_ a: Interval, _ b: Interval) -> Interval? {
    guard !a.isUndefined && !b.isUndefined else { return .undefined }
    let (lower, upper) = (Real.logAddExp(a.lower, b.lower), Real.logAddExp(a.upper, b.upper))
    guard lower.isFinite && upper.isFinite else { return nil }
    let size = [a, b].map(\.magnitude).filter(\.isFinite).reduce(1, max)
    return Interval(lower: lower, upper: upper).widened(by: 8 * size.ulp)
  }

  /// The derivatives of sinc x = ∫₀¹ cos(xt) dt: that of order n is 1/(n + 1) at most, so it is no farther from
  /// its value in the middle than half the width over n + 2.
  static func sinc(_ x: Interval, derivative order: Interval) -> Interval? {
    guard !x.isUndefined && order.isPoint else { return .undefined }
    let n = order.lower
    let most = (1 / (n + 1)).nextUp
    guard x.isBounded else { return Interval(lower: -most, upper: most) }
    let middle = x.lower / 2 + x.upper / 2
    let reach = (x.upper - middle).nextUp / (n + 2)
    let value = Interval(Real.sinc(middle, derivative: n)).widened(by: reach.nextUp + 0x1p-46)
    return Interval(lower: max(value.lower, -most), upper: min(value.upper, most))
  }
}
