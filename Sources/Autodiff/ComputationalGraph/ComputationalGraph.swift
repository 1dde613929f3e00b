/// An expression as nodes and edges: what the chain rule runs over.
///
/// The nodes are those of a trace: the inputs, then the operations v₁ … v_l by level, then the outputs. The
/// constants are written in place. An edge leads from an operand to the operation that uses it and carries the
/// partial derivative of the operation by that operand.
///
/// > Baydin, Pearlmutter, Radul, Siskind, *Automatic differentiation in machine learning: a survey*,
/// > JMLR 18 (2018), figure 4.
public struct ComputationalGraph: Sendable {
  /// What is computed beside the values.
  public enum Sweep: String, Sendable { case forward, reverse }

  public enum Kind: String, Sendable { case input, operation, output }

  public struct Node: Sendable {
    public let kind: Kind
    /// What the node is called: an input, a row of the trace, an output.
    public let quantity: Trace.Quantity
    /// The name that a definition gave to the node.
    public let label: String?
    /// How an operation or output is made of other nodes; an input has none.
    public let expression: Trace.Formula?
    /// 0 for inputs; otherwise one more than the highest operand's. All outputs have the same level.
    public let level: Int
    public let value: Double?
    /// The tangents, one a variable, or the adjoints, one an output; empty without a point.
    public let derivatives: [Double]
  }

  public struct Edge: Sendable {
    /// The operand, as an index of `nodes`.
    public let source: Int
    /// The operation or output, as an index of `nodes`.
    public let target: Int
    /// The place among the operands of the target, from 0.
    public let place: Int
    /// The partial derivative by rule; absent where it is a structural zero, as that of `floor`.
    public let formula: Trace.Formula?
    /// Its value at the point, if there is one; absent as the formula, and where no chosen variable is below.
    public let partial: Double?
  }

  /// The nodes, operands first.
  public let nodes: [Node]
  /// The edges by target, then by place.
  public let edges: [Edge]
  /// What the derivatives belong to: variables in a forward sweep, outputs in a reverse one.
  public let seeds: [String]
  public let sweep: Sweep?

  let formulas: Graph
  let quantities: [Trace.Quantity]

  /// A formula as text, the inputs by name.
  public func text(of formula: Trace.Formula, in notation: TraceNotation) -> String {
    let printer = ExpressionPrinter(formulas, notation == .latex ? .latex : .language) {
      notation.name(of: quantities[$0])
    }
    return printer.text(formula.root)
  }
}

extension Expression {
  /// The computational graph.
  ///
  /// - Parameters:
  ///   - inputs: a value for each variable, in order; without them the graph has formulas alone.
  ///   - indices: the variables to differentiate by; all unless given.
  ///   - sweep: whether the nodes have tangents or adjoints.
  /// - Complexity: O(*n*) in nodes; with a point O(*n*·*v*) for *v* tangents or O(*n*·*m*) for *m* adjoints.
  public func computationalGraph(
    at inputs: [Double]? = nil, by indices: [Int]? = nil, sweep: ComputationalGraph.Sweep = .reverse
  ) -> ComputationalGraph {
    let indices = indices ?? Array(variables.indices)
    var builder = TraceBuilder(self, naming: .byInput)
    let numbers = inputs.map { GraphNumbers(self, $0, indices, sweep) }
    var nodes: [ComputationalGraph.Node] = []
    var drafts: [(source: Int, target: Int, place: Int, formula: Int?, partial: Double?)] = []
    let first = tape.firstInput

    func node(
      _ kind: ComputationalGraph.Kind, _ quantity: Trace.Quantity, slot: Int, label: String? = nil,
      expression: NodeID? = nil, level: Int, derivatives: [Double]? = nil
    ) {
      nodes.append(
        ComputationalGraph.Node(
          kind: kind, quantity: quantity, label: label,
          expression: expression.map { Trace.Formula(root: $0) },
          level: level, value: numbers?.values[slot],
          derivatives: derivatives ?? numbers?.derivatives.map { $0[slot] } ?? []))
    }

    for (position, name) in variables.enumerated() {
      node(.input, .input(name), slot: first + position, level: 0)
    }
    var deepest = 0
    var nextPartial = 0
    for (index, instruction) in tape.instructions.enumerated() {
      let slot = tape.firstResult + index
      var level = 0
      for place in 0..<Int(instruction.arity) {
        let operand = instruction.operand(place)
        let isActive = numbers.map { $0.activity.isActive(instruction: index, operand: place) } ?? false
        defer { if isActive { nextPartial += 1 } }
        guard operand >= first else { continue }
        level = max(level, nodes[operand - first].level)
        let formula = builder.partial(instruction, index, by: place).map { builder.formula($0) }
        drafts.append(
          (
            operand - first, index + variables.count, place, formula,
            isActive ? numbers?.partials[nextPartial] : nil
          ))
      }
      deepest = max(deepest, level + 1)
      node(
        .operation, .primal(tape.row(ofSlot: slot)), slot: slot, label: labels[tape.nodes[index]],
        expression: builder.recorder.node(builder.operation(instruction)), level: level + 1)
    }
    let outputNames = tracedOutputs
    for (position, slot) in tape.outputs.enumerated() {
      let own = numbers.map { $0.derivatives(ofOutput: position, slot) }
      if slot >= first { drafts.append((slot - first, nodes.count, 0, nil, numbers == nil ? nil : 1)) }
      node(
        .output, .output(outputNames[position]), slot: slot,
        expression: builder.recorder.node(builder.operand(slot)), level: deepest + 1, derivatives: own)
    }

    // Simplifying makes a new graph; the operations are written there as they are.
    var (graph, formulas) = builder.simplified()
    var roots = graph.absorb(builder.recorder.graph, nodes.compactMap { $0.expression?.root })[...]
    for index in nodes.indices where nodes[index].expression != nil {
      nodes[index] = nodes[index].with(expression: Trace.Formula(root: roots.removeFirst()))
    }
    let edges = drafts.map { draft in
      ComputationalGraph.Edge(
        source: draft.source, target: draft.target, place: draft.place,
        formula: draft.formula.map { Trace.Formula(root: formulas[$0]) }, partial: draft.partial)
    }
    return ComputationalGraph(
      nodes: nodes, edges: edges, seeds: numbers?.seeds ?? [], sweep: numbers == nil ? nil : sweep,
      formulas: graph, quantities: builder.quantities)
  }
}

extension ComputationalGraph.Node {
  fileprivate func with(expression: Trace.Formula) -> Self {
    Self(
      kind: kind, quantity: quantity, label: label, expression: expression, level: level, value: value,
      derivatives: derivatives)
  }
}
