/// What a gradient costs: counted, not timed.
public struct Cost: Equatable, Sendable {
  /// Each count with its name, in the order to show them.
  public var counts: [(name: String, count: Int)]

  public static func == (a: Cost, b: Cost) -> Bool { a.counts.elementsEqual(b.counts, by: ==) }
}

extension Expression {
  /// The cost of the gradient by the chosen variables in a mode: sweeps or evaluations, arithmetic
  /// operations and function calls, and the numbers that the sweeps keep.
  ///
  /// - Parameters:
  ///   - indices: the variables by index; all unless given.
  ///   - differences: those of numeric mode, if they were taken; otherwise central ones are assumed.
  /// - Complexity: O(*n*): the sweeps run once, over symbols that count.
  public func cost(
    of mode: Mode, by indices: [Int]? = nil, differences: [NumericDifference]? = nil
  ) -> Cost {
    let indices = indices ?? Array(variables.indices)
    switch mode {
    case .forward:
      let each = indices.map { SweepCost(graph, outputs: outputs, by: [tape.inputs[$0]]).forward }
      return Cost(counts: [
        ("forward sweeps", indices.count), ("operations", each.reduce(0, +)),
        ("numbers kept", 2 * tape.slotCount),
      ])
    case .reverse:
      let cost = SweepCost(graph, outputs: outputs, by: indices.map { tape.inputs[$0] })
      return Cost(counts: [
        ("forward sweeps", 1), ("reverse sweeps", outputs.count), ("operations", cost.reverse),
        ("numbers kept", 2 * tape.slotCount + cost.partials),
      ])
    case .numeric:
      let evaluations = 1 + (differences?.reduce(0) { $0 + $1.evaluations } ?? 4 * indices.count)
      return Cost(counts: [
        ("evaluations", evaluations), ("operations", evaluations * tape.instructions.count),
        ("numbers kept", tape.slotCount),
      ])
    case .symbolic:
      let (graph, derivatives) = differentiate(graph, outputs: outputs, by: indices.map { tape.inputs[$0] })
      let all = Tape(graph, outputs: outputs + derivatives.flatMap { $0 })
      return Cost(counts: [
        ("evaluations", 1), ("operations", all.instructions.count), ("numbers kept", all.slotCount),
        ("derivative nodes", graph.sharedCount(of: derivatives.flatMap { $0 })),
      ])
    }
  }
}

/// The operations of the sweeps that differentiate: arithmetic and function calls, counted by running the
/// sweeps over symbols that count.
struct SweepCost {
  /// Of one forward sweep, values and tangents, along the sum of the chosen variables.
  let forward: Int
  /// Of a forward sweep that keeps partials, and a reverse sweep an output.
  let reverse: Int
  /// How many partials are kept.
  let partials: Int

  init(_ graph: Graph, outputs: [NodeID], by variables: [Int]) {
    let tape = Tape(graph, outputs: outputs)
    let chosen = tape.inputs.map(variables.contains)

    let forwardCounter = Recorder(graph)
    let duals = zip(tape.inputSymbols(forwardCounter), chosen).map { symbol, isChosen in
      Dual(primal: symbol, tangent: isChosen ? Symbol.literal(1) : .absent)
    }
    let constants = tape.constantSymbols(forwardCounter)
    _ = forwardSweep(tape, constants: constants.map { Dual(primal: $0) }, inputs: duals)
    forward = forwardCounter.operations

    let reverseCounter = Recorder(graph)
    let activity = Activity(tape, inputs: chosen)
    let linear = Linearization<Symbol>(
      tape, activity, constants: tape.constantSymbols(reverseCounter),
      inputs: tape.inputSymbols(reverseCounter))
    for output in tape.outputs {
      _ = reverseSweep(tape, activity, partials: linear.partials, seeds: [(output, .literal(1))])
    }
    reverse = reverseCounter.operations
    partials = linear.partials.count
    // The symbols refer to the counters without keeping them.
    withExtendedLifetime((forwardCounter, reverseCounter)) {}
  }
}
