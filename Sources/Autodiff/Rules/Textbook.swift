/// The functions that arise in derivatives, written in functions of the language.
///
/// They exist because these forms lose digits, overflow or meet 0·inf somewhere; to a reader, the forms
/// are what the derivative is. Constants that arise in derivatives are here as well.
/// - Parameter order: the value of `b`, where it is a constant.
func textbook(_ function: Function, _ a: Symbol, _ b: Symbol, _ c: Symbol, order: Double?) -> Symbol? {
  switch function {
  case .powerShifted: Function.power(a, b - c)
  case .powerLog: Function.power(a, b) * Function.ln(a)
  case .direction: a / inOrder(a, b) { Function.hypot($0, $1) }
  case .inversion: a / inOrder(a, b) { Function.power($0, 2) + Function.power($1, 2) }
  case .share: Function.sigmoid(a - b)
  case .prefers: (1 + Function.sign(a - b)) / 2
  case .within: (1 - Function.step(b - a)) * (1 - Function.step(a - c))
  case .either: 1
  case .gate: gate(a, b)
  case .bell: Function.exp(-Function.power(a, 2))
  case .polygammaDrop: order.map { polygamma(b, a, order: $0) - polygamma(b, a + c, order: $0) }
  case .passed, .chosen: a * b
  case .joined: a + b
  case .provided, .defined, .orZero: a
  case .sincDerivative: order.flatMap { sincDerivative(a, order: $0) }
  default: nil
  }
}

/// b where the condition a holds, else 0: nested for a chain of conditions, as it was written.
private func gate(_ a: Symbol, _ b: Symbol) -> Symbol {
  if case .literal = a { return b }
  guard case .node(let reference, var id) = a else { return a * b }
  let recorder = reference.takeUnretainedValue()
  guard recorder.isCondition(a) else { return a * b }
  var value = b
  // A long chain is one condition: written out for every gate it would be quadratic.
  for _ in 0..<8 {
    let node = recorder.graph[id]
    guard node.kind == .call, node.function == .and else { break }
    value = Function.conditional(recorder.symbol(node.b), value, 0)
    id = node.a
  }
  return Function.conditional(recorder.symbol(id), value, 0)
}

/// A symmetric function of two operands, with the one written first first.
private func inOrder(_ a: Symbol, _ b: Symbol, _ f: (Symbol, Symbol) -> Symbol) -> Symbol {
  if case .node(_, let x) = a, case .node(_, let y) = b, y < x { return f(b, a) }
  return f(a, b)
}

private func polygamma(_ n: Symbol, _ x: Symbol, order: Double) -> Symbol {
  order == 0 ? Function.digamma(x) : Function.polygamma(n, x)
}

/// From x·f⁽ⁿ⁾ + n·f⁽ⁿ⁻¹⁾ = sin⁽ⁿ⁾ x, for f = sinc.
private func sincDerivative(_ x: Symbol, order: Double) -> Symbol? {
  guard order >= 1 && order <= 100 else { return nil }
  var f = Function.sinc(x)
  for k in 1...Int(order) {
    let ofSine =
      switch k % 4 {
      case 1: Function.cos(x)
      case 2: -Function.sin(x)
      case 3: -Function.cos(x)
      default: Function.sin(x)
      }
    f = (ofSine - (k == 1 ? f : .literal(Double(k)) * f)) / x
  }
  return f
}

func textbook(_ constant: NamedConstant, two: Symbol, ten: Symbol, pi: Symbol) -> Symbol? {
  switch constant {
  case .ln2: Function.ln(two)
  case .log2e: 1 / Function.ln(two)
  case .log10e: 1 / Function.ln(ten)
  case .twoOverRootPi: two / Function.sqrt(pi)
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
  func order(_ id: NodeID) -> Double? { graph[id].kind == .constant ? graph[id].constant : nil }
  for index in mark.indices where mark[index] {
    let node = graph.nodes[index]
    switch node.kind {
    case .constant, .variable: symbols[index] = recorder.symbol(recorder.graph.intern(node))
    case .named:
      let two = recorder.symbol(recorder.graph.constant(2))
      let ten = recorder.symbol(recorder.graph.constant(10))
      let pi = recorder.symbol(recorder.graph.named(.pi))
      symbols[index] =
        textbook(node.namedConstant, two: two, ten: ten, pi: pi)
        ?? recorder.symbol(recorder.graph.named(node.namedConstant))
    case .call:
      let (a, b, c) = (symbols[node.a.index], symbols[node.b.index], symbols[node.c.index])
      symbols[index] =
        textbook(node.function, a, b, c, order: order(node.b))
        ?? recorder.symbol(
          recorder.graph.intern(Node(node.function, recorder.node(a), recorder.node(b), recorder.node(c))))
    }
  }
  let roots = outputs.map { recorder.node(symbols[$0.index]) }
  return (recorder.graph, roots)
}
