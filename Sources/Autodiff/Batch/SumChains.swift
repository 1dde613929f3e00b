import Kernels

/// Sums of several terms, which are computed by one instruction.
///
/// A term is a product where nothing else needs it. The order of additions is that of the graph, so that
/// the bits are the same.
struct SumChains {
  /// The terms of the sums, by the node of the whole sum.
  private(set) var terms: [NodeID: [Fusion.Term]] = [:]
  /// Whether a node is a part of a sum and has no instruction of its own.
  private(set) var isAbsorbed: [Bool]

  // More terms would keep more registers in use at a time.
  private static let longest = 16

  private let graph: Graph
  private let schedule: Schedule
  private let isResult: [Bool]

  /// - Complexity: O(*n*) in nodes.
  init(_ graph: Graph, _ schedule: Schedule, isResult: [Bool]) {
    self.graph = graph
    self.schedule = schedule
    self.isResult = isResult
    isAbsorbed = [Bool](repeating: false, count: graph.count)
    for id in schedule.order.reversed() where isSum(id) && !isAbsorbed[id.index] { collect(id) }
  }

  private func isSum(_ id: NodeID) -> Bool {
    let block = schedule.isComputed[id.index] ? graph[id].function.block : BLOCK_NONE
    return block == BLOCK_ADD || block == BLOCK_SUBTRACT
  }

  private func isOwn(_ id: NodeID) -> Bool { schedule.isUsedOnce(id) && !isResult[id.index] }

  /// From the last term to the first.
  private mutating func collect(_ top: NodeID) {
    var terms: [Fusion.Term] = []
    var parts: [NodeID] = []
    var id = top
    while true {
      let node = graph[id]
      let isDifference = node.function.block == BLOCK_SUBTRACT
      var (rest, last) = (node.a, node.b)
      if !isDifference && !(isSum(rest) && isOwn(rest)) && isSum(last) && isOwn(last) { swap(&rest, &last) }
      terms.append(term(last, isNegative: isDifference, &parts))
      guard isSum(rest) && isOwn(rest) && terms.count < SumChains.longest - 1 else {
        terms.append(term(rest, isNegative: false, &parts))
        break
      }
      parts.append(rest)
      id = rest
    }
    // There are loops for two terms.
    if terms.count < 3 { return }
    for part in parts { isAbsorbed[part.index] = true }
    self.terms[top] = terms.reversed()
  }

  private func term(_ id: NodeID, isNegative: Bool, _ parts: inout [NodeID]) -> Fusion.Term {
    let node = graph[id]
    guard isOwn(id), node.function.block == BLOCK_MULTIPLY else {
      return Fusion.Term(a: id, isNegative: isNegative)
    }
    parts.append(id)
    // A number goes second.
    return schedule.isConstant(node.a, graph)
      ? Fusion.Term(a: node.b, b: node.a, isNegative: isNegative)
      : Fusion.Term(a: node.a, b: node.b, isNegative: isNegative)
  }
}
