/// The numbers of a computational graph at a point: values, local partials, and tangents or adjoints.
struct GraphNumbers {
  let activity: Activity
  /// One a slot.
  let values: [Double]
  /// Those of the active operands, by instruction, then by operand.
  let partials: [Double]
  /// For each seed, one tangent or adjoint a slot.
  let derivatives: [[Double]]
  let seeds: [String]
  private let sweep: ComputationalGraph.Sweep

  /// - Parameter indices: the variables to differentiate by.
  init(_ expression: Expression, _ inputs: [Double], _ indices: [Int], _ sweep: ComputationalGraph.Sweep) {
    let tape = expression.tape
    let activity = Activity(tape, choosing: indices)
    let linear = Linearization(tape, activity, constants: tape.constants.map(\.value), inputs: inputs)
    switch sweep {
    case .forward:
      let constants = tape.constants.map { Dual(primal: $0.value) }
      var duals = inputs.map { Dual(primal: $0) }
      derivatives = indices.map { index in
        duals[index].tangent = 1
        defer { duals[index].tangent = .absent }
        return forwardSweep(tape, constants: constants, inputs: duals).map(\.tangent.orZero)
      }
      seeds = indices.map { expression.variables[$0] }
    case .reverse:
      derivatives = tape.outputs.map { output in
        reverseSweep(tape, activity, partials: linear.partials, seeds: [(output, 1)]).map(\.orZero)
      }
      seeds = tape.outputs.indices.map { tape.outputs.count == 1 ? "y" : "y\($0 + 1)" }
    }
    self.activity = activity
    self.sweep = sweep
    values = linear.values
    partials = linear.partials
  }

  /// The tangents of an output are those of its slot; its adjoints are the seeds.
  func derivatives(ofOutput position: Int, _ slot: Int) -> [Double] {
    switch sweep {
    case .forward: derivatives.map { $0[slot] }
    case .reverse: derivatives.indices.map { $0 == position ? 1 : 0 }
    }
  }
}
