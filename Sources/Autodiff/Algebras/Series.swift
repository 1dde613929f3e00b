/// A truncated Taylor series whose coefficients are computed when they are asked for.
///
/// No function has a recurrence of its own: a call y = f(x) satisfies y′ = f′(x)·x′, so coefficient k of y
/// follows from the coefficients below k of f′(x), which the rule table gives as a series of its own. A rule
/// that uses its result refers to the very series that is being computed, which is far enough along.
/// Over doubles the coefficients are those at a point; over intervals they enclose those of every point of one;
/// over symbols they are expressions.
/// > Griewank & Walther, *Evaluating Derivatives*, 2nd ed., §13.2; McIlroy, *Squinting at power series* (1990).
final class Series<Base: SeriesCoefficient>: Algebra {
  private enum Origin {
    case absent
    /// Coefficients that are given, and zeros after them.
    case given
    case call(Function, Series, Series, Series)
  }

  private let origin: Origin
  private let isConstant: Bool
  private var coefficients: [Base]
  // The series of the partials, made when the first coefficient beyond the value is needed.
  private var partials: [Series?]?
  // Calls with this as an operand. A rule that needs sech(x) twice, or a derivative that leads back to one that
  // is there, shares its coefficients: otherwise the number of series would double with every order.
  private var calls: [Call] = []

  private struct Call {
    weak var result: Series?
  }

  private init(_ origin: Origin, _ coefficients: [Base]) {
    self.origin = origin
    self.coefficients = coefficients
    isConstant = if case .given = origin { coefficients.count == 1 } else { false }
  }

  /// A series of given coefficients, 0 beyond them.
  convenience init(_ coefficients: [Base]) { self.init(.given, coefficients) }
  convenience init(floatLiteral value: Base.FloatLiteralType) { self.init([Base(floatLiteral: value)]) }
  convenience init(integerLiteral value: Base.IntegerLiteralType) { self.init([Base(integerLiteral: value)]) }
  convenience init(_ constant: NamedConstant) { self.init([Base(constant)]) }

  static var absent: Series { Series(.absent, [0]) }
  var isAbsent: Bool { if case .absent = origin { true } else { false } }
  var isUndefined: Bool { false }

  static func + (a: Series, b: Series) -> Series { Function.add(a, b) }
  static func - (a: Series, b: Series) -> Series { Function.subtract(a, b) }
  static func * (a: Series, b: Series) -> Series { Function.multiply(a, b) }
  static func / (a: Series, b: Series) -> Series { Function.divide(a, b) }
  static prefix func - (a: Series) -> Series { Function.negate(a) }

  static func apply(_ function: Function, _ a: Series, _ b: Series, _ c: Series) -> Series {
    guard let host = a.isConstant ? b.isConstant ? c.isConstant ? nil : c : b : a else {
      return Series([Base.apply(function, a.coefficients[0], b.coefficients[0], c.coefficients[0])])
    }
    for call in host.calls {
      if let known = call.result, known.isCall(function, a, b, c) { return known }
    }
    let value = Base.apply(function, a.coefficients[0], b.coefficients[0], c.coefficients[0])
    let result = Series(.call(function, a, b, c), [value])
    host.calls.removeAll { $0.result == nil }
    host.calls.append(Call(result: result))
    return result
  }

  private func isCall(_ function: Function, _ a: Series, _ b: Series, _ c: Series) -> Bool {
    guard case .call(let own, let x, let y, let z) = origin else { return false }
    return own == function && x.isSame(as: a) && y.isSame(as: b) && z.isSame(as: c)
  }

  private func isSame(as other: Series) -> Bool {
    self === other
      || isConstant && other.isConstant
        && coefficients[0].isSame(as: other.coefficients[0])
  }

  static func result(
    of function: Function, _ a: Series, _ b: Series, _ c: Series, value: (Double, Double, Double) -> Double
  ) -> Series {
    apply(function, a, b, c)
  }

  static func partial(_ partial: Series, ofResult y: Series) -> Series { partial }

  func times(_ partial: Series, selecting: Bool) -> Series { self * partial }

  /// The coefficient of order `k`.
  /// - Complexity: O(*k*²) for all up to *k*, of one operation.
  func coefficient(_ k: Int) -> Base {
    while coefficients.count <= k { coefficients.append(next(coefficients.count)) }
    return coefficients[k]
  }

  private func next(_ k: Int) -> Base {
    guard case .call(let function, let a, let b, let c) = origin else { return 0 }
    // Where there is no value there is no derivative, and none where a flat function jumps.
    if coefficients[0].isUndefined || function.isFlat && !coefficients[0].isPoint { return .undefined }
    if function == .multiply { return product(a, b, k) }
    if function == .divide { return quotient(a, b, k) }
    let operands = [a, b, c].prefix(function.arity)
    let partials =
      self.partials
      ?? operands.indices.map { place in
        operands[place].isConstant
          ? nil : readRule(of: function, PartialReader(operand: place, a: a, b: b, c: c, y: self))
      }
    self.partials = partials
    // k·yₖ = Σ j·xⱼ·pₖ₋ⱼ
    var sum = Base.absent
    for (operand, partial) in zip(operands, partials) {
      guard let partial, !function.isSelecting || partial.coefficient(0) != 0 else { continue }
      for j in 1...k {
        let x = operand.coefficient(j)
        // A power of the variable that does not occur adds nothing, whatever the partial.
        if x != 0 { sum = sum.adding(Base(Double(j)) * x * partial.coefficient(k - j)) }
      }
    }
    return sum.isAbsent ? 0 : sum / Base(Double(k))
  }

  /// The product of two series directly: it divides nothing, so that polynomials stay exact.
  private func product(_ a: Series, _ b: Series, _ k: Int) -> Base {
    var sum = Base.absent
    for j in 0...k {
      let (x, y) = (a.coefficient(j), b.coefficient(k - j))
      if (x != 0 || j == 0) && (y != 0 || j == k) { sum = sum.adding(x * y) }
    }
    return sum.isAbsent ? 0 : sum
  }

  /// The quotient of two series, from a = y·b: as for the product, a rule of the algebra, no function's.
  private func quotient(_ a: Series, _ b: Series, _ k: Int) -> Base {
    var rest = Base.absent
    for j in 1...k {
      let (x, y) = (b.coefficient(j), coefficients[k - j])
      if x != 0 && (y != 0 || j == k) { rest = rest.adding(x * y) }
    }
    let own = a.coefficient(k)
    return (rest.isAbsent ? own : own != 0 ? own - rest : -rest) / b.coefficient(0)
  }
}

/// What the coefficients of a series may be.
protocol SeriesCoefficient: Algebra, Equatable {
  init(_ value: Double)
  static var undefined: Self { get }
  /// Equal, 0 and -0 told apart.
  func isSame(as other: Self) -> Bool
  /// One number, no range of them.
  var isPoint: Bool { get }
}

extension Double: SeriesCoefficient {
  static var undefined: Double { .nan }
  func isSame(as other: Double) -> Bool { bitPattern == other.bitPattern }
  var isPoint: Bool { true }
}

extension Interval: SeriesCoefficient {
  func isSame(as other: Interval) -> Bool {
    lower.isSame(as: other.lower) && upper.isSame(as: other.upper)
  }
}

extension Symbol: SeriesCoefficient, Equatable {
  init(_ value: Double) { self = .literal(value) }
  static var undefined: Symbol { .literal(.nan) }
  var isPoint: Bool { true }
  func isSame(as other: Symbol) -> Bool {
    switch (self, other) {
    case (.literal(let a), .literal(let b)): a.isSame(as: b)
    case (.node(_, let a), .node(_, let b)): a == b
    case (.named(let a), .named(let b)): a == b
    default: isAbsent && other.isAbsent
    }
  }
  static func == (a: Symbol, b: Symbol) -> Bool {
    if case .literal(let x) = a, case .literal(let y) = b { return x == y }
    return a.isSame(as: b)
  }
}
