extension Expression {
  /// The trace of a sweep at a point.
  ///
  /// - Parameters:
  ///   - sweep: `primal` for values alone, `forward` with tangents, a column for each variable,
  ///     `reverse` with adjoints, a column for each output.
  ///   - variables: those to differentiate by.
  /// - Throws: `EvaluationError`.
  /// - Complexity: O(*n*·*v*) for *v* variables in forward, O(*n*·*m*) for *m* outputs in reverse.
  public func trace(
    _ sweep: Trace.Sweep, at point: [String: Double], by variables: [String]? = nil
  ) throws(EvaluationError) -> Trace {
    let inputs = try inputs(at: point)
    let indices = try indices(of: variables)
    var builder = TraceBuilder(self)
    switch sweep {
    case .primal: return primalTrace(&builder, inputs)
    case .forward: return forwardTrace(&builder, inputs, indices)
    case .reverse: return reverseTrace(&builder, inputs, indices)
    }
  }

  // MARK: The parts that all traces have

  /// A row before its formulas are simplified: they are numbers into the builder's list.
  private struct Draft {
    var quantity: Trace.Quantity
    var label: String?
    var expression: NodeID
    var operands: [Trace.Quantity] = []
    var primal: Double
    var tangent: Int?
    var tangents: [Double] = []
    var increments: [(target: Trace.Quantity, formula: Int, adjoints: [Double])] = []
    var adjoints: [Double] = []
  }

  private struct Drafts {
    var inputs: [Draft] = []
    var operations: [Draft] = []
    var outputs: [Draft] = []
  }

  private func drafts(_ builder: inout TraceBuilder, _ values: [Double]) -> Drafts {
    var drafts = Drafts()
    for (position, name) in variables.enumerated() {
      let slot = tape.firstInput + position
      let leaf = builder.symbol(.input(name))
      drafts.inputs.append(
        Draft(
          quantity: .primal(tape.row(ofSlot: slot)), expression: builder.recorder.node(leaf),
          primal: values[slot]))
    }
    for (index, instruction) in tape.instructions.enumerated() {
      let slot = tape.firstResult + index
      let operands = (0..<Int(instruction.arity)).compactMap { builder.quantity(instruction.operand($0)) }
      let operation = builder.operation(instruction)
      drafts.operations.append(
        Draft(
          quantity: .primal(tape.row(ofSlot: slot)), label: labels[tape.nodes[index]],
          expression: builder.recorder.node(operation), operands: operands, primal: values[slot]))
    }
    for (position, slot) in tape.outputs.enumerated() {
      let operand = builder.operand(slot)
      drafts.outputs.append(
        Draft(
          quantity: .output(number(ofOutput: position)), expression: builder.recorder.node(operand),
          operands: builder.quantity(slot).map { [$0] } ?? [], primal: values[slot]))
    }
    return drafts
  }

  private func number(ofOutput position: Int) -> Int { outputs.count == 1 ? 0 : position + 1 }

  private func finish(
    _ sweep: Trace.Sweep, _ seeds: [String], _ drafts: Drafts, _ builder: inout TraceBuilder
  ) -> Trace {
    // Simplifying makes a new graph; the primal operations are written there as they are.
    var (graph, formulas) = builder.simplified()
    let all = drafts.inputs + drafts.operations + drafts.outputs
    var expressions = graph.absorb(builder.recorder.graph, all.map(\.expression))[...]
    func row(_ draft: Draft) -> Trace.Row {
      let increments = draft.increments.map { step in
        let (isNegative, positive) = graph.splittingSign(formulas[step.formula])
        return Trace.Increment(
          target: step.target, formula: Trace.Formula(root: positive), isSubtracted: isNegative,
          adjoints: step.adjoints)
      }
      return Trace.Row(
        quantity: draft.quantity, label: draft.label,
        expression: Trace.Formula(root: expressions.removeFirst()), operands: draft.operands,
        primal: draft.primal, tangent: draft.tangent.map { Trace.Formula(root: formulas[$0]) },
        tangents: draft.tangents, increments: increments, adjoints: draft.adjoints)
    }
    let inputs = drafts.inputs.map(row)
    let operations = drafts.operations.map(row)
    let outputs = drafts.outputs.map(row)
    return Trace(
      sweep: sweep, seeds: seeds, inputs: inputs, operations: operations, outputs: outputs,
      formulas: graph, quantities: builder.quantities)
  }

  // MARK: Sweeps

  private func primalTrace(_ builder: inout TraceBuilder, _ inputs: [Double]) -> Trace {
    let values = forwardSweep(tape, constants: tape.constants.map(\.value), inputs: inputs)
    let drafts = drafts(&builder, values)
    return finish(.primal, [], drafts, &builder)
  }

  private func forwardTrace(_ builder: inout TraceBuilder, _ inputs: [Double], _ indices: [Int]) -> Trace {
    let activity = Activity(tape, choosing: indices)
    let constants = tape.constants.map { Dual(primal: $0.value) }
    var duals = inputs.map { Dual(primal: $0) }
    let sweeps = indices.map { index in
      duals[index].tangent = 1
      let slots = forwardSweep(tape, constants: constants, inputs: duals)
      duals[index].tangent = .absent
      return slots
    }
    let values = sweeps.first?.map(\.primal) ?? forwardSweep(
      tape, constants: constants.map(\.primal), inputs: inputs)

    // Tangent before primal, row by row: dv*v, v*dw.
    for slot in tape.firstInput..<tape.slotCount {
      _ = builder.symbol(.tangent(tape.row(ofSlot: slot)))
      _ = builder.symbol(.primal(tape.row(ofSlot: slot)))
    }
    var drafts = drafts(&builder, values)
    for (position, name) in variables.enumerated() {
      drafts.inputs[position].tangent = builder.formula(builder.symbol(.inputTangent(name)))
      drafts.inputs[position].tangents = sweeps.map { $0[tape.firstInput + position].tangent.orZero }
    }
    for (index, instruction) in tape.instructions.enumerated() {
      var sum = Symbol.absent
      for place in 0..<Int(instruction.arity) where activity.masks[index] & 1 << place != 0 {
        guard let partial = builder.partial(instruction, index, by: place) else { continue }
        let tangent = builder.symbol(.tangent(tape.row(ofSlot: instruction.operand(place))))
        sum = sum.adding(tangent.times(partial, selecting: false))
      }
      drafts.operations[index].tangent = builder.formula(sum)
      drafts.operations[index].tangents = sweeps.map { $0[tape.firstResult + index].tangent.orZero }
    }
    for (position, slot) in tape.outputs.enumerated() {
      let tangent: Symbol =
        slot < tape.firstInput ? .absent : builder.symbol(.tangent(tape.row(ofSlot: slot)))
      drafts.outputs[position].tangent = builder.formula(tangent)
      drafts.outputs[position].tangents = sweeps.map { $0[slot].tangent.orZero }
    }
    return finish(.forward, indices.map { variables[$0] }, drafts, &builder)
  }

  private func reverseTrace(_ builder: inout TraceBuilder, _ inputs: [Double], _ indices: [Int]) -> Trace {
    let activity = Activity(tape, choosing: indices)
    let linear = Linearization(tape, activity, constants: tape.constants.map(\.value), inputs: inputs)

    // Adjoints before primals: bv2*v0.
    for slot in tape.firstInput..<tape.slotCount { _ = builder.symbol(.adjoint(tape.row(ofSlot: slot))) }
    var drafts = drafts(&builder, linear.values)

    var steps: [[Int: Double]] = []
    var finals: [[Double]] = []
    for output in tape.outputs {
      var sweep: [Int: Double] = [:]
      finals.append(
        reverseSweep(tape, activity, partials: linear.partials, seeds: [(output, 1)]) {
          sweep[$0.instruction * 4 + $0.operand] = $0.adjoint
        })
      steps.append(sweep)
    }

    // A column whose sweep does not take a step keeps the adjoint it had.
    var current = [[Double]](
      repeating: [Double](repeating: 0, count: tape.outputs.count), count: tape.slotCount)
    for (position, slot) in tape.outputs.enumerated() {
      current[slot][position] = 1
      drafts.outputs[position].adjoints = tape.outputs.indices.map { $0 == position ? 1 : 0 }
    }
    for index in tape.instructions.indices.reversed() {
      let instruction = tape.instructions[index]
      drafts.operations[index].adjoints = current[tape.firstResult + index]
      for place in 0..<Int(instruction.arity) where activity.masks[index] & 1 << place != 0 {
        let key = index * 4 + place
        guard steps.contains(where: { $0[key] != nil }),
          let partial = builder.partial(instruction, index, by: place)
        else { continue }
        let slot = instruction.operand(place)
        for (column, sweep) in steps.enumerated() {
          if let adjoint = sweep[key] { current[slot][column] = adjoint }
        }
        let adjoint = builder.symbol(.adjoint(tape.row(ofSlot: tape.firstResult + index)))
        let formula = builder.formula(adjoint.times(partial, selecting: false))
        drafts.operations[index].increments.append(
          (.adjoint(tape.row(ofSlot: slot)), formula, current[slot]))
      }
    }
    for position in indices {
      drafts.inputs[position].adjoints = finals.map { $0[tape.firstInput + position].orZero }
    }
    let seeds = tape.outputs.indices.map { outputs.count == 1 ? "y" : "y\($0 + 1)" }
    return finish(.reverse, seeds, drafts, &builder)
  }
}

extension Graph {
  /// Whether a node is written with a sign in front, and the node without it.
  fileprivate mutating func splittingSign(_ id: NodeID) -> (isNegative: Bool, positive: NodeID) {
    // The sign of a product or quotient is that of its first factor.
    var chain: [Node] = []
    var place = id
    while self[place].kind == .call, self[place].function == .multiply || self[place].function == .divide {
      chain.append(self[place])
      place = self[place].a
    }
    let node = self[place]
    if node.kind == .call && node.function == .negate {
      place = node.a
    } else if node.kind == .constant && node.constant < 0 {
      place = constant(-node.constant)
    } else {
      return (false, id)
    }
    for node in chain.reversed() { place = call(node.function, place, node.b) }
    return (true, place)
  }
}
