/// Writes canonical forms as a graph, with signs, quotients and factors where a person puts them.
struct Emitter {
  private let table: CoreTable
  private(set) var graph: Graph
  private var nodes: [NodeID?]

  init(_ table: CoreTable, into graph: Graph) {
    self.table = table
    self.graph = graph
    nodes = [NodeID?](repeating: nil, count: table.cores.count)
  }

  mutating func emit(_ roots: [Canonical]) -> [NodeID] {
    // Operands have lower numbers than what they stand in: mark downward, write upward.
    var mark = [Bool](repeating: false, count: table.cores.count)
    for root in roots { mark[root.core.index] = true }
    for index in mark.indices.reversed() where mark[index] {
      switch table.cores[index] {
      case .one, .number, .leaf: break
      case .scaled(let value): mark[value.core.index] = true
      case .call(_, let operands): for operand in operands { mark[operand.core.index] = true }
      case .sum(let terms): for term in terms { mark[term.core.index] = true }
      case .product(let factors):
        for factor in factors {
          mark[factor.base.index] = true
          mark[factor.exponent.core.index] = true
        }
      }
    }
    for index in mark.indices where mark[index] { nodes[index] = write(table.cores[index]) }
    return roots.map { write($0) }
  }

  private mutating func write(_ core: Core) -> NodeID {
    switch core {
    case .one: return graph.constant(1)
    case .number(let number): return write(number)
    case .scaled(let value): return write(value)
    case .leaf(let id): return id
    case .call(let function, let operands):
      let written = operands.map { write($0) }
      switch written.count {
      case 1: return graph.call(function, written[0])
      case 2: return graph.call(function, written[0], written[1])
      default: return graph.call(function, written[0], written[1], written[2])
      }
    case .product(let factors): return write(.one, factors, negative: false)
    case .sum(let terms): return writeSum(terms)
    }
  }

  private mutating func write(_ value: Canonical) -> NodeID {
    if value.core == .one { return write(value.coefficient) }
    if value.coefficient.isOne { return nodes[value.core.index]! }
    let factors: [Core.Factor]
    if case .product(let inner) = table[value.core] {
      factors = inner
    } else {
      factors = [Core.Factor(base: value.core, exponent: .one)]
    }
    let negative = value.coefficient.isNegative
    return write(negative ? -value.coefficient : value.coefficient, factors, negative: negative)
  }

  private mutating func write(_ number: Coefficient) -> NodeID {
    if case .inexact(let value) = number, !value.isFinite {
      if value.isNaN { return graph.named(.nan) }
      return value > 0 ? graph.named(.inf) : graph.call(.negate, graph.named(.inf))
    }
    guard case .exact(let fraction) = number, fraction.denominator != 1, !isDecimal(fraction) else {
      return graph.constant(number.value)
    }
    let above = graph.constant(Double(fraction.numerator))
    return graph.call(.divide, above, graph.constant(Double(fraction.denominator)))
  }

  /// Whether a fraction is written as a decimal: one went in, and it ends.
  private func isDecimal(_ fraction: Coefficient.Fraction) -> Bool {
    guard fraction.isDecimal else { return false }
    var rest = fraction.denominator
    while rest % 2 == 0 { rest /= 2 }
    while rest % 5 == 0 { rest /= 5 }
    return rest == 1
  }

  // MARK: Sums

  private mutating func writeSum(_ terms: [Canonical]) -> NodeID {
    // A positive term goes first: x - y, not -y + x.
    let first = terms.firstIndex { !$0.coefficient.isNegative } ?? 0
    var result = write(terms[first])
    for index in terms.indices where index != first {
      let term = terms[index]
      if term.coefficient.isNegative {
        let positive = write(Canonical(coefficient: -term.coefficient, core: term.core))
        result = graph.call(.subtract, result, positive)
      } else {
        result = graph.call(.add, result, write(term))
      }
    }
    return result
  }

  // MARK: Products

  private mutating func write(
    _ coefficient: Coefficient, _ factors: [Core.Factor], negative: Bool
  ) -> NodeID {
    var above: [NodeID] = []
    var below: [NodeID] = []
    switch coefficient {
    case .exact(let fraction) where !isDecimal(fraction):
      if fraction.numerator != 1 { above.append(graph.constant(Double(fraction.numerator))) }
      if fraction.denominator != 1 { below.append(graph.constant(Double(fraction.denominator))) }
    default: above.append(graph.constant(coefficient.value))
    }
    let hasMore = factors.count > 1 && factors.contains { !($0.exponent.number?.isNegative ?? false) }
    for factor in factors.sorted(by: comesBefore) {
      if isBelow(factor.exponent, hasMore) {
        let exponent = Canonical(coefficient: -factor.exponent.coefficient, core: .one)
        below.append(writePower(factor.base, exponent))
      } else {
        above.append(writePower(factor.base, factor.exponent))
      }
    }
    if above.isEmpty { above.append(graph.constant(1)) }
    if negative {
      let node = graph[above[0]]
      above[0] =
        node.kind == .constant ? graph.constant(-node.constant) : graph.call(.negate, above[0])
    }
    let numerator = multiply(above)
    return below.isEmpty ? numerator : graph.call(.divide, numerator, multiply(below))
  }

  private mutating func multiply(_ factors: [NodeID]) -> NodeID {
    factors.dropFirst().reduce(factors[0]) { graph.call(.multiply, $0, $1) }
  }

  /// Negative powers are written below the line, but x^(-2/3) only where other factors are above it.
  private func isBelow(_ exponent: Canonical, _ hasMore: Bool) -> Bool {
    guard let number = exponent.number, number.isNegative else { return false }
    return hasMore || number.integer != nil || number == Coefficient(-1, over: 2)
  }

  private mutating func writePower(_ base: CoreID, _ exponent: Canonical) -> NodeID {
    let node = nodes[base.index]!
    if exponent == .one { return node }
    if exponent.number == Coefficient(1, over: 2), case .exact(let fraction)? = exponent.number,
      !fraction.isDecimal
    {
      return graph.call(.sqrt, node)
    }
    return graph.call(.power, node, write(exponent))
  }

  /// The order of factors: numbers, named constants, variables, sums, x^y, functions.
  private func comesBefore(_ a: Core.Factor, _ b: Core.Factor) -> Bool {
    let (left, right) = (rank(a), rank(b))
    return left != right ? left < right : order(a.base) < order(b.base)
  }

  private func rank(_ factor: Core.Factor) -> Int {
    if factor.exponent.number == nil { return 4 }
    switch table[factor.base] {
    case .one, .number, .scaled: return 0
    case .leaf(let node): return graph[node].kind == .named ? 1 : 2
    case .sum: return 3
    case .product: return 4
    case .call: return 5
    }
  }

  private func order(_ id: CoreID) -> Int {
    if case .leaf(let node) = table[id], graph[node].kind == .variable { return graph[node].variable }
    return id.index
  }
}
