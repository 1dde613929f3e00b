@testable import Autodiff

/// A partial derivative as the rule table gives it, nan wherever the value is; 0 where it is a
/// structural zero.
func partial<A: Algebra>(of function: Function, by operand: Int, _ a: A, _ b: A, _ c: A) -> A {
  let y = A.apply(function, a, b, c)
  let partial = readRule(of: function, PartialReader<A>(operand: operand, a: a, b: b, c: c, y: y))
  return partial.map { A.partial($0, ofResult: y) } ?? 0
}
