/// What a gradient costs: counted, not timed.
public struct Cost: Equatable, Sendable {
  /// Each count with its name, in the order to show them.
  public var counts: [(name: String, count: Int)]
  /// Sweeps, forward and back, or evaluations.
  public var sweeps: Int
  /// Arithmetic operations and function calls.
  public var operations: Int
  /// The memory that the sweeps need at once: the tape and the numbers kept.
  public var bytes: Int

  fileprivate init(
    _ sweeps: [(name: String, count: Int)], operations: Int, kept: Int, tape: Tape,
    others: [(name: String, count: Int)] = []
  ) {
    counts = sweeps + [("operations", operations), ("numbers kept", kept)] + others
    self.sweeps = sweeps.reduce(0) { $0 + $1.count }
    self.operations = operations
    bytes =
      kept * MemoryLayout<Double>.stride + tape.instructions.count * MemoryLayout<Tape.Instruction>.stride
  }

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
      return Cost(
        [("forward sweeps", indices.count)], operations: each.reduce(0, +), kept: 2 * tape.slotCount,
        tape: tape)
    case .reverse:
      let cost = SweepCost(graph, outputs: outputs, by: indices.map { tape.inputs[$0] })
      return Cost(
        [("forward sweeps", 1), ("reverse sweeps", outputs.count)], operations: cost.reverse,
        kept: 2 * tape.slotCount + cost.partials, tape: tape)
    case .numeric:
      let evaluations = 1 + (differences?.reduce(0) { $0 + $1.evaluations } ?? 4 * indices.count)
      return Cost(
        [("evaluations", evaluations)], operations: evaluations * tape.instructions.count,
        kept: tape.slotCount, tape: tape)
    case .symbolic:
      let (graph, derivatives) = differentiate(graph, outputs: outputs, by: indices.map { tape.inputs[$0] })
      let all = Tape(graph, outputs: outputs + derivatives.flatMap { $0 })
      return Cost(
        [("evaluations", 1)], operations: all.instructions.count, kept: all.slotCount, tape: all,
        others: [("derivative nodes", graph.sharedCount(of: derivatives.flatMap { $0 }))])
    }
  }
}

extension Expression {
  /// The cheaper of forward and reverse mode, in operations.
  ///
  /// Reverse cannot lose with more than eight variables an output: a sweep back costs at most five times
  /// the operations of the values, and a sweep forward at least once these.
  /// > Griewank & Walther, *Evaluating Derivatives*, 2nd ed., §3.2 and §4.5: the bounds on the ratio.
  public func cheaperMode(by indices: [Int]? = nil) -> Mode {
    let indices = indices ?? Array(variables.indices)
    if indices.count > 8 * outputs.count { return .reverse }
    let (forward, reverse) = (cost(of: .forward, by: indices), cost(of: .reverse, by: indices))
    return forward.operations < reverse.operations ? .forward : .reverse
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
