extension Expression {
  /// The partial derivatives of all outputs by the given variables, exactly as reverse mode computes
  /// them, as one expression: for each output in turn, one output a variable.
  ///
  /// - Parameter order: how often to differentiate by the same variable.
  /// - Throws: `EvaluationError.unknownVariable`.
  public func derivatives(by variables: [String]? = nil, order: Int = 1) throws(EvaluationError) -> Expression
  {
    let chosen = try indices(of: variables).map { tape.inputs[$0] }
    if order < 1 { return derived(graph, outputs.flatMap { output in chosen.map { _ in output } }) }
    if order == 1 {
      let first = differentiate(graph, outputs: outputs, by: chosen)
      return derived(first.graph, first.derivatives.flatMap { $0 })
    }
    var graph = graph
    var rows = outputs.map { _ in [NodeID]() }
    for variable in chosen {
      let next = differentiate(graph, outputs: outputs, by: variable, order: order)
      graph = next.graph
      for row in rows.indices { rows[row].append(next.derivatives[row]) }
    }
    return derived(graph, rows.flatMap { $0 })
  }

  /// The mixed partial derivative of each output: by every variable in turn, each as often as it is named.
  ///
  /// - Throws: `EvaluationError.unknownVariable`.
  public func mixedDerivative(by variables: [String]) throws(EvaluationError) -> Expression {
    var graph = graph
    var roots = outputs
    for variable in try indices(of: variables).map({ tape.inputs[$0] }) {
      let next = differentiate(graph, outputs: roots, by: [variable])
      graph = next.graph
      roots = next.derivatives.map { $0[0] }
    }
    return derived(graph, roots)
  }

  /// The mixed partial derivative of each output as a textbook writes it before it simplifies.
  /// - Throws: `EvaluationError.unknownVariable`.
  public func rawMixedDerivative(by variables: [String]) throws(EvaluationError) -> Expression {
    var graph = graph
    var roots = outputs
    for variable in try indices(of: variables).map({ tape.inputs[$0] }) {
      let raw = differentiateByTextbook(graph, outputs: roots, by: variable)
      graph = raw.graph
      roots = raw.derivatives
    }
    return derived(graph, roots)
  }

  /// The derivative of the first output by one variable, simplified for reading.
  /// - Throws: `EvaluationError.unknownVariable`.
  public func derivative(by variable: String, order: Int = 1) throws(EvaluationError) -> Expression {
    try derived(graph, [outputs[0]]).derivatives(by: [variable], order: order).simplified()
  }

  /// The same values, put as a person would write them: like terms and powers collected, factors
  /// without effect left out. It is for reading; numbers computed from it round differently.
  public func simplified() -> Expression {
    let (graph, roots) = Simplifier.simplify(graph, outputs: outputs)
    return derived(graph, roots)
  }

  /// The partial derivatives as a textbook writes them before it simplifies: every rule applied to
  /// every node, zeros and ones included.
  /// - Throws: `EvaluationError.unknownVariable`.
  public func rawDerivatives(by variables: [String]? = nil, order: Int = 1) throws(EvaluationError)
    -> Expression
  {
    let chosen = try indices(of: variables).map { tape.inputs[$0] }
    var result: [NodeID] = []
    var graph = graph
    for output in outputs {
      for variable in chosen {
        var root = output
        for _ in 0..<max(order, 0) {
          let raw = differentiateByTextbook(graph, outputs: [root], by: variable)
          root = graph.absorb(raw.graph, raw.derivatives)[0]
        }
        result.append(root)
      }
    }
    return derived(graph, result)
  }

  func derived(_ graph: Graph, _ outputs: [NodeID]) -> Expression {
    Expression(source: source, graph, outputs)
  }

  // MARK: Text

  /// The expression in the language. Definitions for what is shared come first where the tree would
  /// be large.
  public var text: String {
    let (definitions, outputs) = printed(.language)
    return (definitions + [outputs.joined(separator: ", ")]).joined(separator: "\n")
  }

  /// The text of each output, after the definitions they share.
  public func texts() -> (definitions: [String], outputs: [String]) { printed(.language) }

  /// The same as `texts()`, in LaTeX.
  public func latex() -> (definitions: [String], outputs: [String]) { printed(.latex) }

  private func printed(_ notation: ExpressionPrinter.Notation) -> (definitions: [String], outputs: [String]) {
    // The functions that arise in derivatives are no part of the language.
    let (plain, roots) = lowered(graph, outputs: outputs)
    return ExpressionPrinter(plain, notation).program(roots)
  }

  // MARK: Size

  /// The number of nodes of each output's tree, counted without expanding it.
  public var treeCounts: [TreeCount] {
    let (plain, roots) = lowered(graph, outputs: outputs)
    return plain.treeCounts(of: roots)
  }

  /// The number of nodes of each output with what is equal counted once.
  public var sharedCounts: [Int] {
    let (plain, roots) = lowered(graph, outputs: outputs)
    return roots.map { plain.sharedCount(of: [$0]) }
  }
}
