extension Expression {
  /// The tape with every conditional replaced by the branch that is taken at a point.
  ///
  /// A difference quotient must not step over into the other branch: `if(x > 0, ln(x), 0)` has the
  /// derivative 0 at 0, as the other modes say.
  /// - Complexity: O(*n*), and nothing where there is no conditional.
  func selectingBranches(at inputs: [Double]) -> Tape {
    guard tape.instructions.contains(where: { $0.function == .conditional }) else { return tape }
    let slots = forwardSweep(tape, constants: tape.constants.map(\.value), inputs: inputs)
    var values: [NodeID: Double] = [:]
    for constant in tape.constants { values[constant.node] = constant.value }
    for (index, node) in tape.nodes.enumerated() { values[node] = slots[tape.firstResult + index] }
    for (position, variable) in tape.inputs.enumerated() {
      if let node = graph.node(ofVariable: variable) { values[node] = inputs[position] }
    }

    var graph = graph
    let mark = graph.reachable(from: outputs)
    var places = [NodeID](repeating: NodeID(0 as Int32), count: mark.count)
    for index in mark.indices where mark[index] {
      let node = graph.nodes[index]
      if node.kind != .call {
        places[index] = NodeID(index)
      } else if node.function == .conditional {
        places[index] = values[node.a] == 0 ? places[node.c.index] : places[node.b.index]
      } else {
        places[index] = graph.intern(
          Node(node.function, places[node.a.index], places[node.b.index], places[node.c.index]))
      }
    }
    // The inputs stay, though a branch may not need them all.
    return Tape(graph, outputs: outputs.map { places[$0.index] }, inputs: tape.inputs)
  }
}
