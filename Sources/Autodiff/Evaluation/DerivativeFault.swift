/// Where a reverse sweep first meets a number that is not finite.
struct DerivativeFault {
  /// The instruction whose derivative is at fault; none if nothing is found.
  private(set) var instruction: Int?
  private(set) var finding: Diagnosis.Finding?
  /// Whether the adjoint is 0 where the partial is infinite.
  private(set) var isZeroTimesInfinity = false
  /// One a slot, as after the sweep.
  let adjoints: [Double]
  /// The instructions from the one at fault up to an output.
  private(set) var chain: [Int] = []

  /// - Complexity: O(*n*) in the instructions.
  init(_ expression: Expression, at inputs: [Double], by indices: [Int]) {
    let tape = expression.tape
    let activity = Activity(tape, choosing: indices)
    let linear = Linearization(tape, activity, constants: tape.constants.map(\.value), inputs: inputs)
    adjoints = reverseSweep(
      tape, activity, partials: linear.partials, seeds: tape.outputs.map { ($0, 1.0) })
    findPartial(tape, activity, linear)
    if instruction == nil { findProduct(tape, activity, linear) }
    guard let instruction else { return }
    chain = [instruction]
    // What uses a result comes after it, and leads to the output if it has an adjoint.
    var next = 0
    for (index, step) in activity.steps.enumerated() {
      let end = next + step.count
      defer { next = end }
      guard index > instruction, !adjoints[tape.firstResult + index].isAbsent else { continue }
      let slot = Int32(tape.firstResult + chain[chain.count - 1])
      if activity.targets[next..<end].contains(slot) { chain.append(index) }
    }
  }

  /// The first partial that is not finite though the operands are.
  private mutating func findPartial(
    _ tape: Tape, _ activity: Activity, _ linear: Linearization<Double>
  ) {
    var next = 0
    for (index, step) in activity.steps.enumerated() {
      let end = next + step.count
      defer { next = end }
      // A branch that was not taken is not to blame.
      let adjoint = adjoints[tape.firstResult + index]
      if adjoint.isAbsent { continue }
      guard let partial = linear.partials[next..<end].first(where: { !$0.isFinite }) else { continue }
      let use = tape.instructions[index]
      let operands = [use.a, use.b, use.c].prefix(Int(use.arity))
      guard operands.allSatisfy({ linear.values[Int($0)].isFinite }) else { continue }
      instruction = index
      finding = partial.isNaN ? .derivativeUndefined : .derivativeInfinite
      isZeroTimesInfinity = partial.isInfinite && adjoint == 0
      return
    }
  }

  /// From the output down, the first finite adjoint whose product with a finite partial is not, or the first
  /// adjoint that is not finite.
  private mutating func findProduct(
    _ tape: Tape, _ activity: Activity, _ linear: Linearization<Double>
  ) {
    var next = linear.partials.count
    for index in tape.instructions.indices.reversed() {
      let start = next - activity.steps[index].count
      defer { next = start }
      let adjoint = adjoints[tape.firstResult + index]
      if adjoint.isAbsent { continue }
      let isFault = linear.partials[start..<next].contains { $0.isFinite && !($0 * adjoint).isFinite }
      if isFault || !adjoint.isFinite {
        (instruction, finding) = (index, .derivativeOverflow)
        return
      }
    }
  }
}
