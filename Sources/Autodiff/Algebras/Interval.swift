import Platform

/// All real numbers between two bounds: a result encloses whatever the operation gives on members of its
/// operands, rounding included.
///
/// Over intervals a Taylor series has coefficients that hold on the whole of an interval, which is what
/// Lagrange's form of the remainder asks for.
/// > Moore, Kearfott & Cloud, *Introduction to Interval Analysis* (2009), §5 and §9.4.
struct Interval: Equatable {
  let lower: Double
  let upper: Double

  /// Both bounds are nan where the interval is `undefined`.
  init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  init(_ value: Double) { self.init(lower: value, upper: value) }

  static let entire = Interval(lower: -.infinity, upper: .infinity)
  /// Somewhere among the operands the result does not exist, or jumps, or is not known.
  static let undefined = Interval(Double.nan)

  var isUndefined: Bool { !(lower <= upper) }
  var isPoint: Bool { lower == upper }
  var isBounded: Bool { lower.isFinite && upper.isFinite }
  var containsZero: Bool { contains(0) }
  /// The largest absolute value; nan where undefined.
  var magnitude: Double { Real.max(lower.magnitude, upper.magnitude) }

  func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  func hull(_ other: Interval) -> Interval {
    isUndefined || other.isUndefined
      ? .undefined : Interval(lower: min(lower, other.lower), upper: max(upper, other.upper))
  }

  /// With room for an error on both sides.
  func widened(by error: Double) -> Interval {
    Interval(lower: (lower - error).nextDown, upper: (upper + error).nextUp)
  }
}

extension Interval: Algebra {
  init(floatLiteral value: Double) { self.init(value) }
  init(integerLiteral value: Int) { self.init(Double(value)) }
  init(_ constant: NamedConstant) {
    let value = constant.value
    self = value.isFinite ? Interval(lower: value.nextDown, upper: value.nextUp) : Interval(value)
  }

  static var absent: Interval { Interval(Double.absent) }
  var isAbsent: Bool { lower.isAbsent }

  static func + (a: Interval, b: Interval) -> Interval { Function.add(a, b) }
  static func - (a: Interval, b: Interval) -> Interval { Function.subtract(a, b) }
  static func * (a: Interval, b: Interval) -> Interval { Function.multiply(a, b) }
  static func / (a: Interval, b: Interval) -> Interval { Function.divide(a, b) }
  static prefix func - (a: Interval) -> Interval { Function.negate(a) }

  static func apply(_ function: Function, _ a: Interval, _ b: Interval, _ c: Interval) -> Interval {
    readRule(of: function, IntervalReader(rule: function.range, a: a, b: b, c: c))
  }

  static func result(
    of function: Function, _ a: Interval, _ b: Interval, _ c: Interval,
    value: (Double, Double, Double) -> Double
  ) -> Interval {
    apply(function, a, b, c)
  }

  static func partial(_ partial: Interval, ofResult y: Interval) -> Interval {
    y.isUndefined ? .undefined : partial
  }

  func times(_ partial: Interval, selecting: Bool) -> Interval {
    selecting && partial == 0 ? .absent : self * partial
  }
}

/// Reads the range of a function: its values where it may be extreme, as its `RangeRule` says.
private struct IntervalReader: RuleReader {
  typealias Number = Interval
  let rule: RangeRule
  let a: Interval
  let b: Interval
  let c: Interval

  func unary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double) -> Double,
    _ derivative: (Interval, Interval) -> Interval
  ) -> Interval {
    if let known = special([a]) { return known }
    var range = Extremes(rule.error)
    for x in rule.candidates(a, []) { range.add(value(x), [x]) }
    return range.interval
  }

  func binary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double, Double) -> Double,
    _ da: (Interval, Interval, Interval) -> Interval, _ db: (Interval, Interval, Interval) -> Interval
  ) -> Interval {
    if let known = special([a, b]) { return known }
    var range = Extremes(rule.error)
    let others = rule.candidates(b, [a])
    for x in rule.candidates(a, [b]) { for y in others { range.add(value(x, y), [x, y]) } }
    return range.interval
  }

  func ternary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double, Double, Double) -> Double,
    _ da: (Interval, Interval, Interval, Interval) -> Interval,
    _ db: (Interval, Interval, Interval, Interval) -> Interval,
    _ dc: (Interval, Interval, Interval, Interval) -> Interval
  ) -> Interval {
    special([a, b, c]) ?? box(value)
  }

  func flat(
    _ card: @autoclosure () -> RuleCard, arity: Int, _ value: (Double, Double, Double) -> Double
  ) -> Interval {
    special(Array([a, b, c].prefix(arity))) ?? box(value)
  }

  /// The result, if it does not come from values.
  private func special(_ operands: [Interval]) -> Interval? {
    if case .monotone(_, let exception) = rule, let known = exception(a, b, c) { return known }
    if operands.contains(where: \.isUndefined) { return .undefined }
    switch rule {
    case .unknown: return .undefined
    case .periodic(_, let poles?) where !a.multiplesOfPi(from: poles).isEmpty: return .entire
    case .periodic, .monotone: return nil
    }
  }

  private func box(_ value: (Double, Double, Double) -> Double) -> Interval {
    var range = Extremes(rule.error)
    let (second, third) = (rule.candidates(b, [a, c]), rule.candidates(c, [a, b]))
    for x in rule.candidates(a, [b, c]) {
      for y in second { for z in third { range.add(value(x, y, z), [x, y, z]) } }
    }
    return range.interval
  }
}

/// The hull of values, each widened by its error.
private struct Extremes {
  let error: RangeRule.Error
  private var lower = Double.infinity
  private var upper = -Double.infinity
  private var isEntire = false
  private var isUndefined = false

  init(_ error: RangeRule.Error) { self.error = error }

  mutating func add(_ value: Double, _ operands: [Double]) {
    if value.isNaN {
      // Of infinite operands nothing is known, as in 0·inf; finite ones lie outside the domain.
      if operands.contains(where: \.isInfinite) { isEntire = true } else { isUndefined = true }
      return
    }
    let (low, high) = error.bounds(value, of: operands)
    lower = min(lower, low)
    upper = max(upper, high)
  }

  var interval: Interval {
    isUndefined ? .undefined : isEntire ? .entire : Interval(lower: lower, upper: upper)
  }
}
