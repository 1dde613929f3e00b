extension Trace {
  /// A row before its formulas are simplified: they are numbers into the builder's list.
  struct Draft {
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

  struct Drafts {
    var inputs: [Draft] = []
    var operations: [Draft] = []
    var outputs: [Draft] = []
  }
}

// What all traces have in common.
extension Expression {
  func drafts(_ builder: inout TraceBuilder, _ values: [Double]) -> Trace.Drafts {
    var drafts = Trace.Drafts()
    for (position, name) in variables.enumerated() {
      let slot = tape.firstInput + position
      let leaf = builder.symbol(.input(name))
      drafts.inputs.append(
        Trace.Draft(
          quantity: .primal(tape.row(ofSlot: slot)), expression: builder.recorder.node(leaf),
          primal: values[slot]))
    }
    for (index, instruction) in tape.instructions.enumerated() {
      let slot = tape.firstResult + index
      let operands = (0..<Int(instruction.arity)).compactMap { builder.quantity(instruction.operand($0)) }
      let operation = builder.operation(instruction)
      drafts.operations.append(
        Trace.Draft(
          quantity: .primal(tape.row(ofSlot: slot)), label: labels[tape.nodes[index]],
          expression: builder.recorder.node(operation), operands: operands, primal: values[slot]))
    }
    let outputNames = tracedOutputs
    for (position, slot) in tape.outputs.enumerated() {
      let operand = builder.operand(slot)
      drafts.outputs.append(
        Trace.Draft(
          quantity: .output(outputNames[position]), expression: builder.recorder.node(operand),
          operands: builder.quantity(slot).map { [$0] } ?? [], primal: values[slot]))
    }
    return drafts
  }

  /// The outputs as traces and graphs name them: y, or y1, y2, …, as textbooks do; with another letter
  /// where a variable or a definition goes by such a name.
  var tracedOutputs: [String] {
    func isFree(_ letter: String) -> Bool {
      func clashes(_ name: String) -> Bool {
        name.hasPrefix(letter) && name.utf8.dropFirst().allSatisfy { (48...57).contains($0) }
      }
      return !variables.contains(where: clashes) && !labels.values.contains(where: clashes)
    }
    let letter = ["y", "f", "z", "w"].first(where: isFree) ?? "output"
    return outputs.count == 1 ? [letter] : outputs.indices.map { "\(letter)\($0 + 1)" }
  }

  func finish(
    _ sweep: Trace.Sweep, _ seeds: [String], isProduct: Bool = false, _ drafts: Trace.Drafts,
    _ builder: inout TraceBuilder
  ) -> Trace {
    // Simplifying makes a new graph; the primal operations are written there as they are.
    var (graph, formulas) = builder.simplified()
    let all = drafts.inputs + drafts.operations + drafts.outputs
    var expressions = graph.absorb(builder.recorder.graph, all.map(\.expression))[...]
    func row(_ draft: Trace.Draft) -> Trace.Row {
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
      sweep: sweep, seeds: seeds, isProduct: isProduct, inputs: inputs, operations: operations,
      outputs: outputs,
      formulas: graph, quantities: builder.quantities)
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
