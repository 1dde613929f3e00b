// Derivatives of high order as expressions of moderate size.

/// The derivative of each output of order `order` by one variable, out of the Taylor series of every node.
///
/// Differentiating again and again makes a graph that grows exponentially with the order, whatever is shared. The
/// coefficients of a series grow with its square: each is a sum over those of lower order.
/// - Returns: the graph with the derivatives added; nil where a branch depends on the point, which a series cannot
///   know.
/// - Complexity: O(*order*²·*n*) nodes for *n* nodes.
func differentiateBySeries(
  _ graph: Graph, outputs: [NodeID], by variable: Int, order: Int
) -> (graph: Graph, derivatives: [NodeID])? {
  let tape = Tape(graph, outputs: outputs, inputs: [variable])
  guard !tape.instructions.contains(where: { $0.function.isSelecting }) else { return nil }
  let recorder = Recorder(graph)
  return withExtendedLifetime(recorder) {
    var inputs = tape.inputSymbols(recorder).map { Series([$0]) }
    let position = tape.position(ofVariable: variable)!
    inputs[position] = Series([inputs[position].coefficient(0), 1])
    let slots = seriesSweep(
      tape, constants: tape.constantSymbols(recorder).map { Series([$0]) }, inputs: inputs, order: order)
    let factorial = (1...max(order, 1)).reduce(1.0) { $0 * Double($1) }
    let derivatives = tape.outputs.map { recorder.node(.literal(factorial) * slots[$0].coefficient(order)) }
    return (recorder.graph, derivatives)
  }
}

/// The derivative of each output of order `order` by one variable: differentiated again and again while that is
/// no larger than by series.
func differentiate(
  _ graph: Graph, outputs: [NodeID], by variable: Int, order: Int
) -> (graph: Graph, derivatives: [NodeID]) {
  let series = order > 2 ? differentiateBySeries(graph, outputs: outputs, by: variable, order: order) : nil
  let limit = series.map { $0.graph.sharedCount(of: $0.derivatives) }
  var (graph, roots) = (graph, outputs)
  for _ in 0..<order {
    let next = differentiate(graph, outputs: roots, by: [variable])
    (graph, roots) = (next.graph, next.derivatives.map { $0[0] })
    if let series, let limit, graph.sharedCount(of: roots) > limit { return series }
  }
  return (graph, roots)
}
