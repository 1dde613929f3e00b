/// A kind of number that rules and sweeps run over. The kind decides what comes out of a sweep:
/// `Double` gives values, `Dual` tangents, `Symbol` expressions.
///
/// Operators on an algebra obey the rule table as well: a `Dual` product is the rule of `multiply`.
///
/// A *structural zero*, the tangent or adjoint of something that was never touched, is `absent`. It is
/// not 0.0: sweeps skip it, so that `0 * inf` cannot arise from an input that a node does not depend on.
protocol Algebra: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self

  init(_ constant: NamedConstant)

  /// The structural zero.
  static var absent: Self { get }
  var isAbsent: Bool { get }

  /// The result of a function. The operands beyond the function's arity are ignored.
  static func apply(_ function: Function, _ a: Self, _ b: Self, _ c: Self) -> Self

  /// The result of the function whose rule is being read: `value` is the rule's own arithmetic on
  /// doubles, for the algebra that can use it directly; the others apply `function`.
  static func result(
    of function: Function, _ a: Self, _ b: Self, _ c: Self, value: (Double, Double, Double) -> Double
  ) -> Self

  /// Not a number, so that nothing is its derivative.
  var isUndefined: Bool { get }

  /// A partial derivative as it counts: nan wherever the result `y` is nan, because a bare rule would
  /// give ln′(−1) = −1.
  static func partial(_ partial: Self, ofResult y: Self) -> Self

  /// `self`, a tangent or an adjoint, times a partial. A `selecting` partial that is zero stands for a
  /// branch not taken: the product is then a structural zero, and only then.
  func times(_ partial: Self, selecting: Bool) -> Self

  /// `self`, absent where `other` is in some rows of a column.
  func provided(_ other: Self) -> Self
}

extension Algebra {
  /// Outside columns, a number is absent or not.
  @inline(__always)
  func provided(_ other: Self) -> Self { self }

  /// `self + term`, where either may be absent.
  @inline(__always)
  func adding(_ term: Self) -> Self {
    if term.isAbsent { return self }
    if isAbsent { return term }
    return self + term
  }
}

extension Function {
  /// The function applied to operands of any algebra, as rules write it: `Function.cos(x)`.
  @inline(__always)
  func callAsFunction<A: Algebra>(_ a: A) -> A { A.apply(self, a, a, a) }
  @inline(__always)
  func callAsFunction<A: Algebra>(_ a: A, _ b: A) -> A { A.apply(self, a, b, b) }
  @inline(__always)
  func callAsFunction<A: Algebra>(_ a: A, _ b: A, _ c: A) -> A { A.apply(self, a, b, c) }
}
