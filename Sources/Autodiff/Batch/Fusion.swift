import Kernels

/// Which nodes of a schedule become one instruction: for those there is a loop that computes both at once.
struct Fusion {
  enum Group {
    case alone(NodeID)
    /// A node that is used by the second alone.
    case feeding(NodeID, NodeID)
    /// Two functions of one operand.
    case beside(NodeID, NodeID)
    /// A chain of sums and differences, each used by the next alone.
    case sum([Term], NodeID)
  }

  /// A node, or the product of two that is used by the sum alone.
  struct Term {
    var a: NodeID
    var b: NodeID?
    var isNegative = false
  }

  /// In an order in which operands come first.
  private(set) var groups: [Group] = []

  /// - Parameter isResult: whether a node's number is wanted itself.
  /// - Complexity: O(*n*) in nodes.
  init(_ graph: Graph, _ schedule: Schedule, isResult: [Bool]) {
    let chains = SumChains(graph, schedule, isResult: isResult)
    // The node that each is fed by.
    var feeder = [NodeID?](repeating: nil, count: graph.count)
    var isFeeder = chains.isAbsorbed
    for id in schedule.order where !isFeeder[id.index] && chains.terms[id] == nil {
      for operand in graph[id].operands {
        if feeder[id.index] == nil && schedule.isUsedOnce(operand) && !isResult[operand.index]
          && feeder[operand.index] == nil && !isFeeder[operand.index] && chains.terms[operand] == nil
          && Fusion.loop(graph[operand], graph[id], asSecond: graph[id].a != operand)
        {
          feeder[id.index] = operand
          isFeeder[operand.index] = true
        }
      }
    }
    var index = 0
    while index < schedule.order.count {
      let id = schedule.order[index]
      index += 1
      if isFeeder[id.index] { continue }
      if let terms = chains.terms[id] {
        groups.append(.sum(terms, id))
      } else if let feeder = feeder[id.index] {
        groups.append(.feeding(feeder, id))
      } else if index < schedule.order.count, let pair = Fusion.pair(graph, id, schedule.order[index]) {
        groups.append(pair)
        index += 1
      } else {
        groups.append(.alone(id))
      }
    }
  }

  private static func loop(_ first: Node, _ second: Node, asSecond: Bool) -> Bool {
    block_fused_loop_of(first.function.block, second.function.block, asSecond) != nil
  }

  private static func pair(_ graph: Graph, _ first: NodeID, _ second: NodeID) -> Group? {
    let (f, g) = (graph[first], graph[second])
    if f.a != g.a { return nil }
    if block_pair_loop_of(f.function.block, g.function.block) != nil { return .beside(first, second) }
    if block_pair_loop_of(g.function.block, f.function.block) != nil { return .beside(second, first) }
    return nil
  }
}

extension Fusion.Group {
  /// The node that is computed first.
  var first: NodeID {
    switch self {
    case .alone(let id), .feeding(let id, _), .beside(let id, _), .sum(_, let id): id
    }
  }

  /// The nodes that need a register.
  var results: [NodeID] {
    switch self {
    case .alone(let id), .feeding(_, let id), .sum(_, let id): [id]
    case .beside(let first, let second): [first, second]
    }
  }

  /// What the instruction reads.
  func operands(_ graph: Graph) -> [NodeID] {
    switch self {
    case .alone(let id), .beside(let id, _): Array(graph[id].operands)
    case .feeding(let first, let second): Array(graph[first].operands) + [other(graph, first, second)]
    case .sum(let terms, _): terms.flatMap { [$0.a] + ($0.b.map { [$0] } ?? []) }
    }
  }

  /// The operands of the nodes, as often as they are used.
  func released(_ graph: Graph) -> [NodeID] {
    if case .beside(let first, let second) = self { return [graph[first].a, graph[second].a] }
    return operands(graph)
  }

  private func other(_ graph: Graph, _ first: NodeID, _ second: NodeID) -> NodeID {
    graph[second].a == first ? graph[second].b : graph[second].a
  }
}
