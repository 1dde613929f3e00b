/// An expression graph: an arena of nodes in which equal nodes are one node.
///
/// The order of the arena is topological, operands first, so every pass over a graph is a loop.
/// What is written is what is kept: nothing is rewritten here.
struct Graph: Sendable {
  private(set) var nodes: [Node] = []
  var variables = NameTable()

  private var table = NodeTable()
  // The node of each variable that has one, plus one. Variables need no hashing.
  private var variableNodes: [Int32] = []

  var count: Int { nodes.count }

  subscript(id: NodeID) -> Node { nodes[id.index] }

  mutating func constant(_ value: Double) -> NodeID { intern(Node(constant: value)) }
  mutating func named(_ constant: NamedConstant) -> NodeID { intern(Node(constant)) }
  mutating func variable(_ name: String) -> NodeID { intern(Node(variable: variables.insert(name))) }
  mutating func variable(_ name: Name) -> NodeID { intern(Node(variable: variables.insert(name))) }

  mutating func call(_ function: Function, _ a: NodeID) -> NodeID { intern(Node(function, a, a, a)) }
  mutating func call(_ function: Function, _ a: NodeID, _ b: NodeID) -> NodeID {
    intern(Node(function, a, b, a))
  }
  mutating func call(_ function: Function, _ a: NodeID, _ b: NodeID, _ c: NodeID) -> NodeID {
    intern(Node(function, a, b, c))
  }

  /// Makes room for so many nodes, before there are any.
  mutating func reserve(_ count: Int) {
    nodes.reserveCapacity(count)
    table.reserve(count)
  }

  /// The node equal to `node`, which is added if there was none. O(1).
  mutating func intern(_ node: Node) -> NodeID {
    if node.kind == .variable { return intern(variable: node) }
    let id = table.insert(node, among: nodes)
    if id.index == nodes.count {
      nodes.append(node)
      if table.isFull(holding: nodes.count) { table.grow(over: nodes) }
    }
    return id
  }

  private mutating func intern(variable node: Node) -> NodeID {
    let number = node.variable
    while variableNodes.count <= number { variableNodes.append(0) }
    if variableNodes[number] == 0 {
      nodes.append(node)
      variableNodes[number] = Int32(nodes.count)
    }
    return NodeID(variableNodes[number] - 1)
  }

  /// The node of a variable, if it has one. O(1).
  func node(ofVariable number: Int) -> NodeID? {
    guard number < variableNodes.count, variableNodes[number] != 0 else { return nil }
    return NodeID(variableNodes[number] - 1)
  }

  /// The node equal to `node`, if there is one. O(1).
  func existing(_ node: Node) -> NodeID? {
    node.kind == .variable ? self.node(ofVariable: node.variable) : table.find(node, among: nodes)
  }

  /// Which nodes the roots are made of, the roots included. O(n).
  func reachable(from roots: [NodeID]) -> [Bool] {
    var mark = [Bool](repeating: false, count: count)
    var last = -1
    for root in roots {
      mark[root.index] = true
      last = max(last, root.index)
    }
    var index = last
    while index >= 0 {
      let node = nodes[index]
      if node.kind == .call && mark[index] {
        // Operands beyond the arity repeat the first.
        mark[node.a.index] = true
        mark[node.b.index] = true
        mark[node.c.index] = true
      }
      index -= 1
    }
    return mark
  }

  /// Whether a variable is below each node, or is the node. O(n).
  func dependsOnVariables() -> [Bool] {
    var depends = [Bool](repeating: false, count: count)
    for (index, node) in nodes.enumerated() {
      depends[index] = node.kind == .variable || node.operands.contains { depends[$0.index] }
    }
    return depends
  }

  /// Adds nodes of another graph that has the same variables, with all they are made of. O(n).
  mutating func absorb(_ other: Graph, _ roots: [NodeID]) -> [NodeID] {
    let mark = other.reachable(from: roots)
    var places = [NodeID](repeating: NodeID(0 as Int32), count: other.count)
    for index in mark.indices where mark[index] {
      let node = other.nodes[index]
      places[index] = intern(
        node.kind == .call
          ? Node(node.function, places[node.a.index], places[node.b.index], places[node.c.index]) : node)
    }
    return roots.map { places[$0.index] }
  }

  /// The nodes below `root`, and `root`, that depend on one of the given nodes; operands first.
  func dependents(of origins: [NodeID], below root: NodeID) -> [NodeID] {
    guard let first = origins.min() else { return [] }
    let mark = reachable(from: [root])
    var depends = Set(origins)
    for index in first.index..<max(first.index, root.index + 1) where mark[index] {
      if nodes[index].operands.contains(where: depends.contains) { depends.insert(NodeID(index)) }
    }
    return depends.subtracting(origins).sorted()
  }
}
