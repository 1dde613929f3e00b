/// The functions that arise in derivatives, written in functions of the language.
///
/// They exist because these forms lose digits, overflow or meet 0·inf somewhere; to a reader, the forms
/// are what the derivative is. Constants that arise in derivatives are here as well.
func textbook<A: Algebra>(_ function: Function, _ a: A, _ b: A, _ c: A) -> A? {
  switch function {
  case .powerShifted: Function.power(a, b - c)
  case .powerLog: Function.power(a, b) * Function.ln(a)
  case .direction: a / Function.hypot(a, b)
  case .inversion: a / (Function.power(a, 2) + Function.power(b, 2))
  case .prefers: (1 + Function.sign(a - b)) / 2
  case .within: (1 - Function.step(b - a)) * (1 - Function.step(a - c))
  case .gate: a * b
  default: nil
  }
}

func textbook<A: Algebra>(_ constant: NamedConstant, two: A, ten: A) -> A? {
  switch constant {
  case .ln2: Function.ln(two)
  case .log2e: 1 / Function.ln(two)
  case .log10e: 1 / Function.ln(ten)
  default: nil
  }
}

/// The graph below the outputs with every hidden function and constant in its textbook form.
///
/// - Complexity: O(*n*).
func lowered(_ graph: Graph, outputs: [NodeID]) -> (graph: Graph, outputs: [NodeID]) {
  var fresh = Graph()
  fresh.variables = graph.variables
  let recorder = Recorder(fresh, .textbook)
  let mark = graph.reachable(from: outputs)
  var symbols = [Symbol](repeating: .absent, count: graph.count)
  for index in mark.indices where mark[index] {
    let node = graph.nodes[index]
    switch node.kind {
    case .constant, .variable: symbols[index] = recorder.symbol(recorder.graph.intern(node))
    case .named:
      let two = recorder.symbol(recorder.graph.constant(2))
      let ten = recorder.symbol(recorder.graph.constant(10))
      symbols[index] =
        textbook(node.namedConstant, two: two, ten: ten)
        ?? recorder.symbol(recorder.graph.named(node.namedConstant))
    case .call:
      let (a, b, c) = (symbols[node.a.index], symbols[node.b.index], symbols[node.c.index])
      symbols[index] =
        textbook(node.function, a, b, c) ?? recorder.record(node.function, a, b, c)
    }
  }
  return (recorder.graph, outputs.map { recorder.node(symbols[$0.index]) })
}
