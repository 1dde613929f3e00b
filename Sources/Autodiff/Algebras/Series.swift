/// A truncated Taylor series whose coefficients are computed when they are asked for.
///
/// No function has a recurrence of its own: a call y = f(x) satisfies y′ = f′(x)·x′, so coefficient k of y
/// follows from the coefficients below k of f′(x), which the rule table gives as a series of its own. A rule
/// that uses its result refers to the very series that is being computed, which is far enough along.
/// > Griewank & Walther, *Evaluating Derivatives*, 2nd ed., §13.2; McIlroy, *Squinting at power series* (1990).
final class Series: Algebra {
  private enum Origin {
    case absent
    /// Coefficients that are given, and zeros after them.
    case given
    case call(Function, Series, Series, Series)
  }

  private let origin: Origin
  private var coefficients: [Double]
  // The series of the partials, made when the first coefficient beyond the value is needed.
  private var partials: [Series?]?

  private init(_ origin: Origin, _ coefficients: [Double]) {
    self.origin = origin
    self.coefficients = coefficients
  }

  /// A series of given coefficients, 0 beyond them.
  convenience init(_ coefficients: [Double]) { self.init(.given, coefficients) }
  convenience init(floatLiteral value: Double) { self.init([value]) }
  convenience init(integerLiteral value: Int) { self.init([Double(value)]) }
  convenience init(_ constant: NamedConstant) { self.init([constant.value]) }

  static var absent: Series { Series(.absent, [0]) }
  var isAbsent: Bool { if case .absent = origin { true } else { false } }
  var isUndefined: Bool { false }

  static func + (a: Series, b: Series) -> Series { Function.add(a, b) }
  static func - (a: Series, b: Series) -> Series { Function.subtract(a, b) }
  static func * (a: Series, b: Series) -> Series { Function.multiply(a, b) }
  static func / (a: Series, b: Series) -> Series { Function.divide(a, b) }
  static prefix func - (a: Series) -> Series { Function.negate(a) }

  static func apply(_ function: Function, _ a: Series, _ b: Series, _ c: Series) -> Series {
    let value = Double.apply(function, a.coefficients[0], b.coefficients[0], c.coefficients[0])
    return Series(.call(function, a, b, c), [value])
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
  func coefficient(_ k: Int) -> Double {
    while coefficients.count <= k { coefficients.append(next(coefficients.count)) }
    return coefficients[k]
  }

  private func next(_ k: Int) -> Double {
    guard case .call(let function, let a, let b, let c) = origin else { return 0 }
    if function == .multiply { return product(a, b, k) }
    let operands = [a, b, c].prefix(function.arity)
    let partials =
      self.partials
      ?? operands.indices.map { place in
        operands[place].isConstant
          ? nil : readRule(of: function, PartialReader(operand: place, a: a, b: b, c: c, y: self))
      }
    self.partials = partials
    // k·yₖ = Σ j·xⱼ·pₖ₋ⱼ
    var sum = 0.0
    for (operand, partial) in zip(operands, partials) {
      guard let partial else { continue }
      for j in 1...k {
        let x = operand.coefficient(j)
        // A power of the variable that does not occur adds nothing, whatever the partial.
        if x != 0 { sum += Double(j) * x * partial.coefficient(k - j) }
      }
    }
    return sum / Double(k)
  }

  /// The product of two series directly: it divides nothing, so that polynomials stay exact.
  private func product(_ a: Series, _ b: Series, _ k: Int) -> Double {
    var sum = 0.0
    for j in 0...k {
      let (x, y) = (a.coefficient(j), b.coefficient(k - j))
      if (x != 0 || j == 0) && (y != 0 || j == k) { sum += x * y }
    }
    return sum
  }

  private var isConstant: Bool {
    if case .given = origin { coefficients.count == 1 } else { false }
  }
}
