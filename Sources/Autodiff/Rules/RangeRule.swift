/// How the range of a function on intervals follows from its values at some points.
enum RangeRule: Sendable {
  /// It does not follow: the function has no form on intervals.
  case unknown
  /// In each operand, the others fixed, the function is monotone between 0, the ends of the other operands
  /// and their negatives; so its extremes are among these and the operand's own ends. Where the exception has a
  /// result, it is this one.
  case monotone(Error, @Sendable (Interval, Interval, Interval) -> Interval?)
  /// Monotone but for extremes, or poles, at (p + k)·π for all whole k.
  case periodic(extremes: Double?, poles: Double?)

  /// How far a computed value may be from the exact one.
  enum Error: Sendable {
    /// Not at all.
    case none
    /// It is the nearest double, of a sum, a difference, a product or a quotient.
    case rounding
    /// By a few units in the last place.
    case few

    /// The bounds of the exact value.
    func bounds(_ value: Double, of operands: [Double]) -> (Double, Double) {
      switch self {
      case .none: return (value, value)
      case .rounding:
        // Sums, products and quotients of whole numbers that are whole again are exact, and so is a 0 with a 0
        // among the operands.
        func isWhole(_ number: Double) -> Bool { number == number.rounded() && number.magnitude < 0x1p53 }
        let isExact = isWhole(value) && operands.allSatisfy(isWhole) || value == 0 && operands.contains(0)
        return isExact ? (value, value) : (value.nextDown, value.nextUp)
      case .few:
        guard value.isFinite else { return (value.nextDown, value.nextUp) }
        return ((value - 8 * value.ulp).nextDown, (value + 8 * value.ulp).nextUp)
      }
    }
  }

  var error: Error {
    switch self {
    case .monotone(let error, _): error
    case .periodic, .unknown: .few
    }
  }

  /// Where an operand may make the function extreme.
  func candidates(_ x: Interval, _ others: [Interval]) -> [Double] {
    if x.isPoint { return [x.lower] }
    var found = [x.lower, x.upper]
    switch self {
    case .periodic(let extremes, _):
      return extremes.map { found.filter(\.isFinite) + x.multiplesOfPi(from: $0) } ?? found
    default:
      func add(_ value: Double) { if x.lower < value && value < x.upper { found.append(value) } }
      add(0)
      for other in others where other != 0 {
        for end in other.isPoint ? [other.lower] : [other.lower, other.upper] {
          add(end)
          add(-end)
        }
      }
      return found
    }
  }
}

extension Interval {
  /// Of the points (offset + k)·π that may lie within, two, or the only one.
  func multiplesOfPi(from offset: Double) -> [Double] {
    let pi = NamedConstant.pi.value
    guard lower.magnitude < 0x1p40 && upper.magnitude < 0x1p40 else {
      return [offset * pi, (offset + 1) * pi]
    }
    // One more than may be said for certain does no harm.
    let slack = 0x1p-50 * magnitude + 0x1p-50
    let first = ((lower - slack) / pi - offset).rounded(.up)
    let last = ((upper + slack) / pi - offset).rounded(.down)
    return first > last
      ? [] : first == last ? [(offset + first) * pi] : [0, 1].map { (offset + first + $0) * pi }
  }
}

extension Function {
  private static let ranges: [RangeRule] = allCases.map { readRule(of: $0, RangeReader()) }

  /// How its range on intervals is found.
  var range: RangeRule { Function.ranges[Int(rawValue)] }
}

private struct RangeReader: RuleReader {
  typealias Number = Double

  func unary(
    _ card: @autoclosure () -> RuleCard, _: (Double) -> Double, _: (Double, Double) -> Double
  ) -> RangeRule { card().range }

  func binary(
    _ card: @autoclosure () -> RuleCard, _: (Double, Double) -> Double,
    _: (Double, Double, Double) -> Double, _: (Double, Double, Double) -> Double
  ) -> RangeRule { card().range }

  func ternary(
    _ card: @autoclosure () -> RuleCard, _: (Double, Double, Double) -> Double,
    _: (Double, Double, Double, Double) -> Double, _: (Double, Double, Double, Double) -> Double,
    _: (Double, Double, Double, Double) -> Double
  ) -> RangeRule { card().range }

  func flat(
    _ card: @autoclosure () -> RuleCard, arity: Int, _: (Double, Double, Double) -> Double
  ) -> RangeRule {
    // Its values are exact.
    if case .monotone(_, let exception) = card().range { return .monotone(.none, exception) }
    return .unknown
  }
}
