/// Reads one partial derivative of a function, given the operands and the result.
struct PartialReader<Number: Algebra>: RuleReader {
  let operand: Int
  let a: Number
  let b: Number
  let c: Number
  let y: Number

  func unary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double) -> Double,
    _ derivative: (Number, Number) -> Number
  ) -> Number? { derivative(a, y) }

  func binary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double, Double) -> Double,
    _ da: (Number, Number, Number) -> Number, _ db: (Number, Number, Number) -> Number
  ) -> Number? { operand == 0 ? da(a, b, y) : db(a, b, y) }

  func ternary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double, Double, Double) -> Double,
    _ da: (Number, Number, Number, Number) -> Number, _ db: (Number, Number, Number, Number) -> Number,
    _ dc: (Number, Number, Number, Number) -> Number
  ) -> Number? { operand == 0 ? da(a, b, c, y) : operand == 1 ? db(a, b, c, y) : dc(a, b, c, y) }

  func flat(
    _ card: @autoclosure () -> RuleCard, arity: Int, _ value: (Double, Double, Double) -> Double
  ) -> Number? { nil }
}
