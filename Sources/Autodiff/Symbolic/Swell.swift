/// One row of the table of expression swell: how large an expression and its derivative are as text,
/// and what the same derivative costs by a sweep.
public struct Swell: Sendable {
  /// The iteration from 1, or the order of the derivative.
  public let n: Int
  /// Tree nodes of the expression.
  public let expression: TreeCount
  /// Tree nodes of its derivative, before and after it is simplified.
  public let raw: TreeCount
  public let simplified: TreeCount
  /// Nodes of the simplified derivative with what is equal counted once.
  public let shared: Int
  /// Operations of one forward sweep, values and tangents.
  public let forward: Int
  /// Operations of a forward sweep that keeps partials, and a reverse sweep.
  public let reverse: Int
}

extension Expression {
  /// How the derivative of a map grows as the map is applied again and again: row n is the first
  /// output applied n − 1 times to the variable, and its derivative.
  ///
  /// - Throws: `EvaluationError.unknownVariable`.
  /// - Complexity: O(*n*) in the nodes of the shared graphs, however large the trees.
  public func swell(iterate count: Int, by variable: String) throws(EvaluationError) -> [Swell] {
    let index = try indices(of: [variable])[0]
    let input = tape.inputs[index]
    var graph = graph
    var current = graph.intern(Node(variable: input))
    var rows: [Swell] = []
    for n in 1...max(count, 1) {
      if n > 1 { current = graph.substituting(current, forVariable: input, in: outputs[0]) }
      rows.append(swell(n, graph, current, input))
    }
    return rows
  }

  /// How the derivatives of rising order grow: row n differentiates the simplified derivative of order
  /// n − 1 of the first output.
  ///
  /// - Throws: `EvaluationError.unknownVariable`.
  public func swell(order count: Int, by variable: String) throws(EvaluationError) -> [Swell] {
    let index = try indices(of: [variable])[0]
    let input = tape.inputs[index]
    var rows: [Swell] = []
    var (graph, roots) = Simplifier.simplify(graph, outputs: [outputs[0]])
    for n in 1...max(count, 1) {
      let row = swell(n, graph, roots[0], input)
      rows.append(row)
      let raw = differentiateByTextbook(graph, outputs: roots, by: input)
      (graph, roots) = Simplifier.simplify(raw.graph, outputs: raw.derivatives)
    }
    return rows
  }

  private func swell(_ n: Int, _ graph: Graph, _ root: NodeID, _ input: Int) -> Swell {
    let raw = differentiateByTextbook(graph, outputs: [root], by: input)
    let simple = Simplifier.simplify(raw.graph, outputs: raw.derivatives)
    let (plain, roots) = lowered(graph, outputs: [root])
    let cost = SweepCost(graph, outputs: [root], by: [input])
    return Swell(
      n: n, expression: plain.treeCounts(of: roots)[0], raw: raw.graph.treeCounts(of: raw.derivatives)[0],
      simplified: simple.graph.treeCounts(of: simple.outputs)[0],
      shared: simple.graph.sharedCount(of: simple.outputs), forward: cost.forward, reverse: cost.reverse)
  }
}

extension Graph {
  /// The expression `root` with `node` in place of a variable. O(n).
  mutating func substituting(_ node: NodeID, forVariable variable: Int, in root: NodeID) -> NodeID {
    let mark = reachable(from: [root])
    var places = [NodeID](repeating: NodeID(0 as Int32), count: mark.count)
    for index in mark.indices where mark[index] {
      let old = nodes[index]
      switch old.kind {
      case .variable: places[index] = old.variable == variable ? node : NodeID(index)
      case .constant, .named: places[index] = NodeID(index)
      case .call:
        places[index] = intern(
          Node(old.function, places[old.a.index], places[old.b.index], places[old.c.index]))
      }
    }
    return places[root.index]
  }
}
