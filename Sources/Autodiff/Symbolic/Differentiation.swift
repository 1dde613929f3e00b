// Symbolic differentiation: the sweeps, run over symbols.

extension Tape {
  /// The tape's constants as symbols: the nodes they came from, so that 1/3 stays 1/3.
  func constantSymbols(_ recorder: Recorder) -> [Symbol] {
    constants.map { recorder.symbol($0.node) }
  }

  func inputSymbols(_ recorder: Recorder) -> [Symbol] {
    inputs.map { recorder.symbol(recorder.graph.intern(Node(variable: $0))) }
  }
}

/// Writes the partial derivatives of the outputs to the graph by reverse sweeps, one an output.
///
/// The derivatives share nodes with one another and with `graph`. Every operation is the one that the
/// numeric reverse sweep does, so that evaluating them is as accurate.
/// - Returns: the graph with the derivatives added, and for each output one node a variable.
/// - Complexity: O(*m*·*n*) for *m* outputs and *n* nodes.
func differentiate(
  _ graph: Graph, outputs: [NodeID], by variables: [Int]
) -> (graph: Graph, derivatives: [[NodeID]]) {
  let recorder = Recorder(graph)
  let tape = Tape(graph, outputs: outputs)
  let activity = Activity(tape, inputs: tape.inputs.map(Set(variables).contains))
  let linear = Linearization<Symbol>(
    tape, activity, constants: tape.constantSymbols(recorder), inputs: tape.inputSymbols(recorder))
  let slots = variables.map { variable in
    tape.position(ofVariable: variable).map { tape.firstInput + $0 }
  }
  let derivatives = tape.outputs.map { output in
    let adjoints = reverseSweep(
      tape, activity, partials: linear.partials, seeds: [(output, .literal(1))])
    return slots.map { slot in recorder.node(slot.map { adjoints[$0] } ?? .absent) }
  }
  return (recorder.graph, derivatives)
}

/// Writes the derivative of the outputs by one variable as a textbook does before it simplifies:
/// every rule applied to every node, nothing left out, zeros and ones included.
///
/// - Complexity: O(*n*) nodes in the shared graph; the tree it stands for can be exponentially larger.
func differentiateByTextbook(
  _ graph: Graph, outputs: [NodeID], by variable: Int
) -> (graph: Graph, derivatives: [NodeID]) {
  let (plain, roots) = lowered(graph, outputs: outputs)
  let recorder = Recorder(plain, .textbook)
  let mark = recorder.graph.reachable(from: roots)
  let zero = recorder.symbol(recorder.graph.constant(0))
  let one = recorder.symbol(recorder.graph.constant(1))
  let hasVariable = recorder.graph.dependsOnVariables()
  var duals = [Dual<Symbol>](repeating: .absent, count: mark.count)
  for index in mark.indices where mark[index] {
    let node = recorder.graph.nodes[index]
    switch node.kind {
    case .constant, .named: duals[index] = Dual(primal: recorder.symbol(NodeID(index)), tangent: zero)
    case .variable:
      duals[index] = Dual(
        primal: recorder.symbol(NodeID(index)), tangent: node.variable == variable ? one : zero)
    case .call:
      var second = duals[node.b.index]
      // The power rule, where the exponent is a number.
      if node.function == .power, !hasVariable[node.b.index] { second.tangent = .absent }
      duals[index] = Dual.apply(node.function, duals[node.a.index], second, duals[node.c.index])
      if duals[index].tangent.isAbsent { duals[index].tangent = zero }
    }
  }
  let derivatives = roots.map { recorder.node(duals[$0.index].tangent) }
  let shown = lowered(recorder.graph, outputs: derivatives)
  return (shown.graph, shown.outputs)
}

extension Parser {
  /// Parses a program whose `diff(expression, x)` are derivatives as reverse mode computes them.
  static func parse(_ source: [UInt8], shadowing: Set<String> = []) throws(SyntaxError) -> Program {
    try parse(source, shadowing: shadowing) { graph, node, variable in
      let result = Autodiff.differentiate(graph, outputs: [node], by: [variable])
      return (result.graph, result.derivatives[0][0])
    }
  }
}
