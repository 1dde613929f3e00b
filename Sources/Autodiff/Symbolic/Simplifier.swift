/// Puts an expression as a person would write it: like terms and like powers collected with exact
/// coefficients, factors and terms without effect left out.
///
/// The result is for reading. It has the value of the input wherever both are defined, but rounds
/// differently, and `x/x` becomes 1: what is *evaluated* is the derivative as recorded.
///
/// One pass is linear in the nodes of the graph. Chains of sums and of products are collected where
/// they end; a sum or product that is shared is merged into a longer one only if it is short.
struct Simplifier {
  private let graph: Graph
  var table = CoreTable()
  private var output = Graph()
  private var values: [Canonical]

  /// The longest shared sum or product that is merged into what it stands in.
  static let mergeLimit = 16

  /// - Returns: the graph of the simplified outputs, with the same variables.
  static func simplify(_ graph: Graph, outputs: [NodeID]) -> (graph: Graph, outputs: [NodeID]) {
    let (plain, roots) = lowered(graph, outputs: outputs)
    var simplifier = Simplifier(plain)
    simplifier.canonicalize(roots)
    var emitter = Emitter(simplifier.table, into: simplifier.output)
    let results = emitter.emit(roots.map { simplifier.values[$0.index] })
    return (emitter.graph, results)
  }

  private init(_ graph: Graph) {
    self.graph = graph
    output.variables = graph.variables
    values = [Canonical](repeating: .zero, count: graph.count)
  }

  // MARK: The pass

  private enum Family { case sum, product, other }

  private static func family(_ node: Node) -> Family {
    guard node.kind == .call else { return .other }
    switch node.function {
    case .add, .subtract: return .sum
    case .multiply, .divide: return .product
    default: return .other
    }
  }

  private mutating func canonicalize(_ roots: [NodeID]) {
    let mark = graph.reachable(from: roots)
    // A sum used once, in a sum, is collected there; the same for products.
    var uses = [UInt8](repeating: 0, count: graph.count)
    var user = [Family](repeating: .other, count: graph.count)
    for root in roots { uses[root.index] = 2 }
    for index in mark.indices where mark[index] {
      let node = graph.nodes[index]
      for operand in node.operands {
        uses[operand.index] = Swift.min(uses[operand.index] + 1, 2)
        user[operand.index] = Simplifier.family(node)
      }
    }
    let isInner = mark.indices.map { index in
      let family = Simplifier.family(graph.nodes[index])
      return mark[index] && uses[index] == 1 && family != .other && family == user[index]
    }
    for index in mark.indices where mark[index] && !isInner[index] {
      let node = graph.nodes[index]
      switch Simplifier.family(node) {
      case .sum: values[index] = sum(collect(NodeID(index), isInner))
      case .product: values[index] = product(collect(NodeID(index), isInner))
      case .other: values[index] = single(node)
      }
    }
  }

  /// The operands of a chain from left to right, each with whether it is subtracted or divided by.
  private func collect(_ root: NodeID, _ isInner: [Bool]) -> [(value: Canonical, inverted: Bool)] {
    var parts: [(value: Canonical, inverted: Bool)] = []
    var stack: [(node: NodeID, inverted: Bool)] = [(root, false)]
    while let (id, inverted) = stack.popLast() {
      if id != root && !isInner[id.index] {
        parts.append((values[id.index], inverted))
        continue
      }
      let node = graph[id]
      let inverts = node.function == .subtract || node.function == .divide
      stack.append((node.b, inverted != inverts))
      stack.append((node.a, inverted))
    }
    return parts
  }

  private mutating func single(_ node: Node) -> Canonical {
    switch node.kind {
    case .constant: return .number(Coefficient(node.constant))
    case .named, .variable:
      return Canonical(coefficient: .one, core: table.insert(.leaf(output.intern(node))))
    case .call: break
    }
    let operands = node.operands.map { values[$0.index] }
    switch node.function {
    case .negate: return spread(scaled(operands[0], .minusOne))
    case .power: return power(operands[0], operands[1])
    case .sqrt: return power(operands[0], .number(Coefficient(1, over: 2)!))
    default: return folded(node.function, operands) ?? call(node.function, operands)
    }
  }

  private mutating func call(_ function: Function, _ operands: [Canonical]) -> Canonical {
    Canonical(coefficient: .one, core: table.insert(.call(function, operands)))
  }

  /// A whole result of a function at 0, 1 or e, as ln(e).
  private func folded(_ function: Function, _ operands: [Canonical]) -> Canonical? {
    var numbers: [Double] = []
    for operand in operands {
      if let number = operand.number, number.isZero || number.isOne {
        numbers.append(number.value)
      } else if operand.coefficient.isOne, case .leaf(let id) = table[operand.core],
        output[id].kind == .named, output[id].namedConstant == .e
      {
        numbers.append(NamedConstant.e.value)
      } else {
        return nil
      }
    }
    let result = Double.apply(function, numbers[0], numbers.count > 1 ? numbers[1] : 0, numbers.last!)
    guard result == result.rounded(), result.magnitude <= 2 else { return nil }
    return .number(Coefficient(integer: Int64(result)))
  }

  func scaled(_ value: Canonical, _ factor: Coefficient) -> Canonical {
    let coefficient = value.coefficient * factor
    return coefficient.isZero ? .zero : Canonical(coefficient: coefficient, core: value.core)
  }

  // MARK: Sums

  mutating func sum(_ parts: [(value: Canonical, inverted: Bool)]) -> Canonical {
    var terms: [Canonical] = []
    var place: [CoreID: Int] = [:]
    func isShort(_ terms: [Canonical]) -> Bool { terms.count <= Simplifier.mergeLimit }
    func add(_ term: Canonical) {
      if let index = place[term.core] {
        terms[index].coefficient = terms[index].coefficient + term.coefficient
      } else {
        place[term.core] = terms.count
        terms.append(term)
      }
    }

    // 4*(1 - x) is spread out only beside another 1 or x that it can meet.
    var present: Set<CoreID> = []
    if parts.contains(where: { isScaledSum($0.value) }) {
      for (value, _) in parts where !isScaledSum(value) {
        if case .sum(let inner) = table[value.core] {
          for term in inner { present.insert(term.core) }
        } else {
          present.insert(value.core)
        }
      }
    }
    for (value, inverted) in parts {
      let value = inverted ? scaled(value, .minusOne) : value
      if value.coefficient.isZero { continue }
      if case .sum(let inner) = table[value.core], isShort(inner),
        !isScaledSum(value) || inner.contains(where: { present.contains($0.core) && $0.core != .one })
      {
        for term in inner { add(scaled(term, value.coefficient)) }
      } else {
        add(value)
      }
    }

    terms.removeAll { $0.coefficient.isZero }
    mergeBranches(&terms)
    if terms.count <= 1 { return terms.first ?? .zero }
    return Canonical(coefficient: .one, core: table.insert(.sum(terms)))
  }

  /// if(c, a, 0) + if(not c, b, 0) is if(c, a, b): what the derivative of a conditional is.
  private mutating func mergeBranches(_ terms: inout [Canonical]) {
    var branches: [CoreID: (place: Int, holds: Canonical, fails: Canonical)] = [:]
    var merged = false
    for (index, term) in terms.enumerated() {
      guard case .call(.conditional, let operands) = table[term.core], operands[2] == .zero else { continue }
      var (condition, holds, fails) = (
        operands[0].core, scaled(operands[1], term.coefficient), Canonical.zero
      )
      if case .call(.not, let inner) = table[condition] {
        (condition, holds, fails) = (inner[0].core, fails, holds)
      }
      guard let branch = branches[condition] else {
        branches[condition] = (index, holds, fails)
        continue
      }
      merged = true
      branches[condition]!.holds = sum([(branch.holds, false), (holds, false)])
      branches[condition]!.fails = sum([(branch.fails, false), (fails, false)])
      terms[index] = .zero
    }
    guard merged else { return }
    for (condition, branch) in branches.sorted(by: { $0.value.place < $1.value.place }) {
      let operands = [Canonical(coefficient: .one, core: condition), branch.holds, branch.fails]
      terms[branch.place] = call(.conditional, operands)
    }
    terms.removeAll { $0.coefficient.isZero }
  }

  /// -(x - y) as y - x.
  mutating func spread(_ value: Canonical) -> Canonical {
    guard value.coefficient == .minusOne, case .sum = table[value.core] else { return value }
    return sum([(value, false)])
  }

  private func isScaledSum(_ value: Canonical) -> Bool {
    guard case .sum = table[value.core] else { return false }
    return !value.coefficient.isOne && value.coefficient != .minusOne
  }
}
