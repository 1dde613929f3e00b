@testable import Autodiff

/// The terms of the chain rule at a point, added by absolute value: what rounding errors are relative to,
/// however much cancels.
struct AbsoluteTerms {
  let tape: Tape
  private let linear: Linearization<Double>
  private let activity: Activity

  init(_ f: Expression, at point: [Double]) {
    tape = f.tape
    activity = Activity(tape, choosing: Array(f.variables.indices))
    linear = Linearization(tape, activity, constants: tape.constants.map(\.value), inputs: point)
  }

  /// Whether all values and partials are finite and not so small or large that products of them may
  /// lose digits to the ends of the range.
  var isTame: Bool {
    (linear.values + linear.partials).allSatisfy { $0 == 0 || 1e-30 < $0.magnitude && $0.magnitude < 1e30 }
  }

  /// The sums of one output's gradient.
  func gradient(_ output: Int) -> [Double] {
    product(weights: tape.outputs.indices.map { $0 == output ? 1 : 0 })
  }

  /// The sums of weights times the Jacobian.
  func product(weights: [Double]) -> [Double] {
    let seeds = zip(tape.outputs, weights).map { (slot: $0, adjoint: $1.magnitude) }
    let adjoints = reverseSweep(
      tape, activity, partials: linear.partials.map(\.magnitude), seeds: seeds)
    return tape.inputs.indices.map { adjoints[tape.firstInput + $0].orZero }
  }

  /// The sums of a column of the first output's Hessian.
  func hessianColumn(_ column: Int) -> [Double] {
    let values = linear.values
    var tangents = [Double](repeating: 0, count: tape.slotCount)
    tangents[tape.firstInput + column] = 1
    // By instruction: of every operand the partial, and how it changes along the column.
    var partials: [[(first: Double, change: Double)]] = []
    for (place, instruction) in tape.instructions.enumerated() {
      let operands = [instruction.a, instruction.b, instruction.c].prefix(Int(instruction.arity)).map {
        Int($0)
      }
      func dual(_ slot: Int32, _ at: Int, _ seeded: Int) -> Dual<Double> {
        Dual(primal: values[Int(slot)], tangent: at == seeded ? 1 : .absent)
      }
      var terms: [(first: Double, change: Double)] = []
      for first in operands.indices {
        var term = (first: 0.0, change: 0.0)
        for second in operands.indices {
          let found = partial(
            of: instruction.function, by: first, dual(instruction.a, 0, second),
            dual(instruction.b, 1, second),
            dual(instruction.c, 2, second))
          term.first = found.primal.magnitude
          term.change += found.tangent.orZero.magnitude * tangents[operands[second]]
        }
        terms.append(term)
        tangents[tape.firstResult + place] += term.first * tangents[operands[first]]
      }
      partials.append(terms)
    }
    var adjoints = [Dual<Double>](repeating: Dual(primal: 0, tangent: 0), count: tape.slotCount)
    adjoints[tape.outputs[0]].primal = 1
    for (place, instruction) in tape.instructions.enumerated().reversed() {
      let adjoint = adjoints[tape.firstResult + place]
      for (operand, term) in zip([instruction.a, instruction.b, instruction.c], partials[place]) {
        adjoints[Int(operand)].primal += term.first * adjoint.primal
        adjoints[Int(operand)].tangent += term.first * adjoint.tangent + term.change * adjoint.primal
      }
    }
    return tape.inputs.indices.map { adjoints[tape.firstInput + $0].tangent }
  }
}
