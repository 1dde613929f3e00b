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
    case .forward:
      let directions = indices.map { index in self.variables.indices.map { $0 == index ? 1.0 : 0 } }
      return forwardTrace(&builder, inputs, indices, directions, seeds: indices.map { self.variables[$0] })
    case .reverse:
      let weights = outputs.indices.map { output in outputs.indices.map { $0 == output ? 1.0 : 0 } }
      return reverseTrace(&builder, inputs, indices, weights, seeds: tracedOutputs)
    }
  }

  /// The trace of a Jacobian-vector product: a forward sweep with one column of tangents.
  ///
  /// - Parameters:
  ///   - inputs: a value for each variable, in order.
  ///   - direction: one number a variable.
  /// - Complexity: O(*n*).
  public func trace(at inputs: [Double], along direction: [Double]) -> Trace {
    precondition(direction.count == variables.count)
    var builder = TraceBuilder(self)
    let indices = variables.indices.filter { direction[$0] != 0 }
    return forwardTrace(&builder, inputs, indices, [direction], seeds: ["tangent"], isProduct: true)
  }

  /// The trace of a vector-Jacobian product: a reverse sweep with one column of adjoints.
  ///
  /// - Parameters:
  ///   - inputs: a value for each variable, in order.
  ///   - weights: one number an output.
  ///   - indices: the variables to differentiate by, all unless given.
  /// - Complexity: O(*n*).
  public func trace(at inputs: [Double], weights: [Double], by indices: [Int]? = nil) -> Trace {
    precondition(weights.count == outputs.count)
    var builder = TraceBuilder(self)
    return reverseTrace(
      &builder, inputs, indices ?? Array(variables.indices), [weights], seeds: ["adjoint"], isProduct: true)
  }

  private func primalTrace(_ builder: inout TraceBuilder, _ inputs: [Double]) -> Trace {
    let values = forwardSweep(tape, constants: tape.constants.map(\.value), inputs: inputs)
    let drafts = drafts(&builder, values)
    return finish(.primal, [], drafts, &builder)
  }

  private func forwardTrace(
    _ builder: inout TraceBuilder, _ inputs: [Double], _ indices: [Int], _ directions: [[Double]],
    seeds: [String], isProduct: Bool = false
  ) -> Trace {
    let activity = Activity(tape, choosing: indices)
    let constants = tape.constants.map { Dual(primal: $0.value) }
    let sweeps = directions.map {
      forwardSweep(tape, constants: constants, inputs: duals(inputs, $0))
    }
    let values =
      sweeps.first?.map(\.primal)
      ?? forwardSweep(
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
      for place in 0..<Int(instruction.arity) where activity.isActive(instruction: index, operand: place) {
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
    return finish(.forward, seeds, isProduct: isProduct, drafts, &builder)
  }

  private func reverseTrace(
    _ builder: inout TraceBuilder, _ inputs: [Double], _ indices: [Int], _ weights: [[Double]],
    seeds: [String], isProduct: Bool = false
  ) -> Trace {
    let activity = Activity(tape, choosing: indices)
    let linear = Linearization(tape, activity, constants: tape.constants.map(\.value), inputs: inputs)

    // Adjoints before primals: bv2*v0.
    for slot in tape.firstInput..<tape.slotCount { _ = builder.symbol(.adjoint(tape.row(ofSlot: slot))) }
    var drafts = drafts(&builder, linear.values)

    var steps: [[Int: Double]] = []
    var finals: [[Double]] = []
    for weights in weights {
      let seeds = zip(tape.outputs, weights).filter { $0.1 != 0 }.map { (slot: $0.0, adjoint: $0.1) }
      var sweep: [Int: Double] = [:]
      finals.append(
        reverseSweep(tape, activity, partials: linear.partials, seeds: seeds) {
          sweep[$0.place] = $0.adjoint
        })
      steps.append(sweep)
    }

    // A column whose sweep does not take a step keeps the adjoint it had.
    var current = [[Double]](
      repeating: [Double](repeating: 0, count: weights.count), count: tape.slotCount)
    for (position, slot) in tape.outputs.enumerated() {
      for (column, weights) in weights.enumerated() { current[slot][column] += weights[position] }
      drafts.outputs[position].adjoints = weights.map { $0[position] }
    }
    var end = activity.partialCount
    for index in tape.instructions.indices.reversed() {
      let instruction = tape.instructions[index]
      var next = end - activity.steps[index].count
      end = next
      drafts.operations[index].adjoints = current[tape.firstResult + index]
      for place in 0..<Int(instruction.arity) where activity.isActive(instruction: index, operand: place) {
        let key = next
        next += 1
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
    return finish(.reverse, seeds, isProduct: isProduct, drafts, &builder)
  }
}
