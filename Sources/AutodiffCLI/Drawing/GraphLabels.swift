import Autodiff

/// The words and numbers of a computational graph, as every drawing of it shows them.
struct GraphLabels {
  let graph: ComputationalGraph
  let notation: TraceNotation
  let numbers: NumberFormat

  /// `x1`, `v₁`, `y`.
  func name(_ node: ComputationalGraph.Node) -> String { notation.name(of: node.quantity) }

  /// What the node is, without its name: `ln(x1)`; nothing for an input. A definition's name stands before.
  func expression(_ node: ComputationalGraph.Node) -> String? {
    guard let formula = node.expression else { return nil }
    let text = graph.text(of: formula, in: notation)
    return node.label.map { notation.name(of: .input($0)) + " = " + text } ?? text
  }

  /// `v₁ = ln(x1)`
  func title(_ node: ComputationalGraph.Node) -> String {
    expression(node).map { name(node) + " = " + $0 } ?? name(node)
  }

  /// `v̄₁` or `v̇₁`, as the sweep has it.
  func derivativeName(_ node: ComputationalGraph.Node) -> String {
    notation.name(of: node.quantity.derivative(graph.sweep ?? .reverse))
  }

  /// The lines below the title: the value, and the tangents or adjoints.
  func details(_ node: ComputationalGraph.Node) -> [String] {
    guard let value = node.value else { return [] }
    let derivatives = node.derivatives.map { numbers.text($0) }.joined(separator: ", ")
    return [numbers.text(value)] + (derivatives.isEmpty ? [] : [derivativeName(node) + " = " + derivatives])
  }

  /// The partial derivative: its value if there is a point, otherwise its formula.
  func partial(_ edge: ComputationalGraph.Edge) -> String {
    if let partial = edge.partial { return numbers.text(partial) }
    return graph.sweep == nil ? formula(edge) : ""
  }

  /// Whether nothing flows along an edge: it has no partial, and leads to no output.
  func isCut(_ edge: ComputationalGraph.Edge) -> Bool {
    partial(edge).isEmpty && graph.nodes[edge.target].kind != .output
  }

  func formula(_ edge: ComputationalGraph.Edge) -> String {
    edge.formula.map { graph.text(of: $0, in: notation) } ?? ""
  }
}

extension Trace.Quantity {
  /// The tangent or the adjoint of a value.
  fileprivate func derivative(_ sweep: ComputationalGraph.Sweep) -> Trace.Quantity {
    switch (self, sweep) {
    case (.primal(let row), .forward): .tangent(row)
    case (.primal(let row), .reverse): .adjoint(row)
    case (.input(let name), .forward): .inputTangent(name)
    case (.input(let name), .reverse): .inputAdjoint(name)
    case (.output(let name), .forward): .outputTangent(name)
    case (.output(let name), .reverse): .outputAdjoint(name)
    default: self
    }
  }
}
