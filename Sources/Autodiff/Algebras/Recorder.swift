/// The graph that operations on symbols are written to.
final class Recorder {
  /// What may be left out while recording.
  enum Rewriting {
    /// Only what leaves every result the same to the bit: factors ±1, double negation.
    case exact
    /// Nothing but what a textbook leaves out as well: (u + v)′ is u′ + v′, not 1·u′ + 1·v′, and
    /// (ln u)′ is u′/u. Zeros stay.
    case textbook
  }

  var graph: Graph
  let rewriting: Rewriting
  /// How many operations were asked for, those included whose node was there already.
  private(set) var operations = 0

  init(_ graph: Graph, _ rewriting: Rewriting = .exact) {
    self.graph = graph
    self.rewriting = rewriting
  }

  func symbol(_ id: NodeID) -> Symbol { .node(Unmanaged.passUnretained(self), id) }

  /// The node that a symbol stands for; 0 where it is absent.
  func node(_ symbol: Symbol) -> NodeID {
    switch symbol {
    case .absent: graph.constant(0)
    case .literal(let value): graph.constant(value)
    case .named(let constant): graph.named(constant)
    case .node(_, let id): id
    }
  }

  func record(_ function: Function, _ a: Symbol, _ b: Symbol, _ c: Symbol) -> Symbol {
    shortened(function, a, b, c) ?? write(function, a, b, c)
  }

  private func write(_ function: Function, _ a: Symbol, _ b: Symbol, _ c: Symbol) -> Symbol {
    operations += 1
    let x = node(a)
    return symbol(
      graph.intern(
        Node(function, x, function.arity > 1 ? node(b) : x, function.arity > 2 ? node(c) : x)))
  }

  /// The value of a literal or of a constant node.
  private func constant(_ symbol: Symbol) -> Double? {
    switch symbol {
    case .literal(let value): return value
    case .node(_, let id) where graph[id].kind == .constant: return graph[id].constant
    default: return nil
    }
  }

  /// The operand of a negation.
  private func negated(_ symbol: Symbol) -> Symbol? {
    guard case .node(_, let id) = symbol, graph[id].kind == .call, graph[id].function == .negate else {
      return nil
    }
    return self.symbol(graph[id].a)
  }

  /// The result without a new operation, or with another one that has the same bits.
  private func shortened(_ function: Function, _ a: Symbol, _ b: Symbol, _ c: Symbol) -> Symbol? {
    guard rewriting == .exact else {
      if function == .add, let b = negated(b) { return a - b }
      return function == .notEqual && isPlainCondition(a, b) ? a : nil
    }
    switch function {
    case .add:
      if let b = negated(b) { return a - b }
      if let a = negated(a) { return b - a }
      // A sum of what may be absent is absent where both are.
      if let x = gate(a), let y = gate(b) {
        return Function.gate(Function.either(x.condition, y.condition), write(.add, a, b, b))
      }
    case .subtract:
      if let b = negated(b) { return a + b }
    case .negate:
      if let a = negated(a) { return a }
      if let value = constant(a) { return .literal(-value) }
      if let gate = gate(a) { return Function.gate(gate.condition, -gate.value) }
    case .multiply:
      if let x = constant(a), x.magnitude == 1 { return x == 1 ? b : -b }
      if let x = constant(b), x.magnitude == 1 { return x == 1 ? a : -a }
      if let gate = gate(a) { return Function.gate(gate.condition, gate.value * b) }
      if let gate = gate(b) { return Function.gate(gate.condition, a * gate.value) }
    case .divide:
      if let x = constant(b), x.magnitude == 1 { return x == 1 ? a : -a }
      if let gate = gate(a) { return Function.gate(gate.condition, gate.value / b) }
    case .power:
      if let x = constant(b), x == 1 { return a }
    case .powerShifted:
      if let b = constant(b), let c = constant(c), b.magnitude >= 0.5, b >= c || b < 0 || b != b.rounded(),
        (b - c) + c == b
      {
        return Function.power(a, .literal(b - c))
      }
    case .notEqual:
      if isPlainCondition(a, b) { return a }
    case .gate:
      // One gate, so that a chain of branches stays linear.
      if let inner = gate(b) {
        let both = isCondition(a) && isCondition(inner.condition)
        return Function.gate(
          both ? Function.and(inner.condition, a) : inner.condition * a, inner.value)
      }
    default: break
    }
    return wholeNumber(function, a, b)
  }

  /// Sums and products of whole numbers that are exact.
  private func wholeNumber(_ function: Function, _ a: Symbol, _ b: Symbol) -> Symbol? {
    guard function == .add || function == .subtract || function == .multiply,
      let x = constant(a), let y = constant(b), x == x.rounded(), y == y.rounded()
    else { return nil }
    let result = Double.apply(function, x, y, y)
    return result.magnitude < 0x1p53 ? .literal(result) : nil
  }

  /// Whether the symbol is 1 or 0 whatever its operands.
  func isCondition(_ symbol: Symbol) -> Bool {
    guard case .node(_, let id) = symbol else { return false }
    return graph[id].kind == .call && graph[id].function.isCondition
  }

  /// Whether `a != b` is a itself.
  private func isPlainCondition(_ a: Symbol, _ b: Symbol) -> Bool {
    if case .literal(0) = b { isCondition(a) } else { false }
  }

  private func gate(_ symbol: Symbol) -> (condition: Symbol, value: Symbol)? {
    guard case .node(_, let id) = symbol, graph[id].kind == .call, graph[id].function == .gate else {
      return nil
    }
    return (self.symbol(graph[id].a), self.symbol(graph[id].b))
  }

  /// The denominator of `1/u`, where a textbook divides by u instead of multiplying.
  func reciprocalDenominator(_ symbol: Symbol) -> Symbol? {
    guard rewriting == .textbook, case .node(_, let id) = symbol, graph[id].kind == .call,
      graph[id].function == .divide, graph[graph[id].a].kind == .constant, graph[graph[id].a].constant == 1
    else { return nil }
    return self.symbol(graph[id].b)
  }
}
