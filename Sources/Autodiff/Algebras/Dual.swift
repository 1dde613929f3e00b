/// A value with its tangent along one direction. A forward sweep over duals is forward mode.
///
/// Over `Dual<Double>` the reverse sweep gives Hessian-vector products; over `Dual<Symbol>` the forward
/// sweep differentiates symbolically.
struct Dual<Base: Algebra>: Algebra {
  var primal: Base
  /// Absent where the value does not depend on the seed.
  var tangent: Base

  init(primal: Base, tangent: Base = .absent) {
    self.primal = primal
    self.tangent = tangent
  }

  init(floatLiteral value: Base.FloatLiteralType) { self.init(primal: Base(floatLiteral: value)) }
  init(integerLiteral value: Base.IntegerLiteralType) { self.init(primal: Base(integerLiteral: value)) }
  init(_ constant: NamedConstant) { self.init(primal: Base(constant)) }

  static var absent: Dual { Dual(primal: .absent) }
  var isAbsent: Bool { primal.isAbsent }
  var isUndefined: Bool { primal.isUndefined }

  static func + (a: Dual, b: Dual) -> Dual { Function.add(a, b) }
  static func - (a: Dual, b: Dual) -> Dual { Function.subtract(a, b) }
  static func * (a: Dual, b: Dual) -> Dual { Function.multiply(a, b) }
  static func / (a: Dual, b: Dual) -> Dual { Function.divide(a, b) }
  static prefix func - (a: Dual) -> Dual { Function.negate(a) }

  static func apply(_ function: Function, _ a: Dual, _ b: Dual, _ c: Dual) -> Dual {
    readRule(of: function, TangentReader(function: function, a: a, b: b, c: c))
  }

  static func result(
    of function: Function, _ a: Dual, _ b: Dual, _ c: Dual, value: (Double, Double, Double) -> Double
  ) -> Dual {
    apply(function, a, b, c)
  }

  static func partial(_ partial: Dual, ofResult y: Dual) -> Dual {
    Dual(primal: .partial(partial.primal, ofResult: y.primal), tangent: partial.tangent)
  }

  func times(_ partial: Dual, selecting: Bool) -> Dual {
    let product = primal.times(partial.primal, selecting: selecting)
    if product.isAbsent { return .absent }
    let own = tangent.isAbsent ? Base.absent : tangent.times(partial.primal, selecting: selecting)
    let other = partial.tangent.isAbsent ? Base.absent : primal * partial.tangent
    return Dual(primal: product, tangent: own.adding(other).provided(product))
  }
}

/// Reads the value of a function and, by the chain rule, its tangent.
struct TangentReader<Base: Algebra>: RuleReader {
  typealias Number = Base
  let function: Function
  let a: Dual<Base>
  let b: Dual<Base>
  let c: Dual<Base>

  @inline(__always)
  private func y(_ value: (Double, Double, Double) -> Double) -> Base {
    Base.result(of: function, a.primal, b.primal, c.primal, value: value)
  }

  /// What one operand's tangent contributes to the result's.
  @inline(__always)
  private func share(
    _ operand: Dual<Base>, _ y: Base, _ selecting: Bool, _ partial: () -> Base
  ) -> Base {
    if operand.tangent.isAbsent { return .absent }
    return operand.tangent.times(.partial(partial(), ofResult: y), selecting: selecting)
  }

  @inline(__always)
  func unary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double) -> Double, _ derivative: (Base, Base) -> Base
  ) -> Dual<Base> {
    let y = y { a, _, _ in value(a) }
    let tangent = share(a, y, function.isSelecting) { derivative(a.primal, y) }
    return Dual(primal: y, tangent: tangent)
  }

  @inline(__always)
  func binary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double, Double) -> Double,
    _ da: (Base, Base, Base) -> Base, _ db: (Base, Base, Base) -> Base
  ) -> Dual<Base> {
    let y = y { a, b, _ in value(a, b) }
    let selecting = function.isSelecting
    let first = share(a, y, selecting) { da(a.primal, b.primal, y) }
    let second = share(b, y, selecting) { db(a.primal, b.primal, y) }
    return Dual(primal: y, tangent: first.adding(second))
  }

  @inline(__always)
  func ternary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double, Double, Double) -> Double,
    _ da: (Base, Base, Base, Base) -> Base, _ db: (Base, Base, Base, Base) -> Base,
    _ dc: (Base, Base, Base, Base) -> Base
  ) -> Dual<Base> {
    let y = y(value)
    let selecting = function.isSelecting
    let first = share(a, y, selecting) { da(a.primal, b.primal, c.primal, y) }
    let second = share(b, y, selecting) { db(a.primal, b.primal, c.primal, y) }
    let third = share(c, y, selecting) { dc(a.primal, b.primal, c.primal, y) }
    return Dual(primal: y, tangent: first.adding(second).adding(third))
  }

  @inline(__always)
  func flat(
    _ card: @autoclosure () -> RuleCard, arity: Int, _ value: (Double, Double, Double) -> Double
  ) -> Dual<Base> {
    Dual(primal: y(value))
  }
}
