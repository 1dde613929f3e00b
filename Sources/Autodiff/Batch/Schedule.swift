/// The order in which a graph's nodes are computed, and what of it needs no computing at every row.
struct Schedule {
  /// The calls that depend on a variable, operands first.
  let order: [NodeID]
  /// What they and the roots need of constants, with their values.
  let constants: [(node: NodeID, value: Double)]
  /// Whether a node is in the order.
  let isComputed: [Bool]
  /// How many operands a node is, in the order.
  let uses: [Int32]

  /// Root after root, and below a root first what needs more registers, so that few are in use at a time.
  ///
  /// - Complexity: O(*n*) in nodes.
  /// > Sethi & Ullman, *The generation of optimal code for arithmetic expressions*, J. ACM 17 (1970).
  init(_ graph: Graph, _ roots: [NodeID]) {
    let mark = graph.reachable(from: roots)
    let depends = graph.dependsOnVariables()
    var values = [Double](repeating: 0, count: graph.count)
    var needs = [Int32](repeating: 0, count: graph.count)
    var isConstantUsed = [Bool](repeating: false, count: graph.count)
    var uses = [Int32](repeating: 0, count: graph.count)
    for root in roots where !depends[root.index] { isConstantUsed[root.index] = true }
    for index in mark.indices where mark[index] {
      let node = graph.nodes[index]
      switch node.kind {
      case .constant: values[index] = node.constant
      case .named: values[index] = node.namedConstant.value
      case .variable: break
      case .call where depends[index]:
        for operand in node.operands {
          uses[operand.index] += 1
          if !depends[operand.index] { isConstantUsed[operand.index] = true }
        }
        needs[index] = Schedule.registers(Schedule.byNeed(node, needs).map { needs[$0.index] })
      case .call:
        values[index] = Double.apply(
          node.function, values[node.a.index], values[node.b.index], values[node.c.index])
      }
    }

    var isComputed = [Bool](repeating: false, count: graph.count)
    var order: [NodeID] = []
    // Visited twice: before the operands and, negative, after them.
    var stack: [Int32] = []
    for root in roots {
      stack.append(root.rawValue)
      while let top = stack.popLast() {
        let index = Int(top < 0 ? ~top : top)
        if isComputed[index] || !depends[index] || graph.nodes[index].kind != .call { continue }
        if top < 0 {
          isComputed[index] = true
          order.append(NodeID(index))
          if let partner = graph.partner(of: NodeID(index)), mark[partner.index], !isComputed[partner.index] {
            isComputed[partner.index] = true
            order.append(partner)
          }
        } else {
          stack.append(~top)
          for operand in Schedule.byNeed(graph.nodes[index], needs).reversed() {
            stack.append(operand.rawValue)
          }
        }
      }
    }
    self.order = order
    self.isComputed = isComputed
    self.uses = uses
    constants = isConstantUsed.indices.filter { isConstantUsed[$0] }.map { (NodeID($0), values[$0]) }
  }

  /// Whether a node is computed for one other alone.
  func isUsedOnce(_ id: NodeID) -> Bool { isComputed[id.index] && uses[id.index] == 1 }

  func isConstant(_ id: NodeID, _ graph: Graph) -> Bool {
    !isComputed[id.index] && graph[id].kind != .variable
  }

  /// The operands, those that need most registers first.
  private static func byNeed(_ node: Node, _ needs: [Int32]) -> [NodeID] {
    var operands = Array(node.operands)
    // Insertion, which keeps the order of equals: there are three at most.
    for place in operands.indices.dropFirst() {
      var place = place
      while place > 0 && needs[operands[place - 1].index] < needs[operands[place].index] {
        operands.swapAt(place - 1, place)
        place -= 1
      }
    }
    return operands
  }

  /// How many registers a call needs whose operands, in order of computing, need so many.
  private static func registers(_ needs: [Int32]) -> Int32 {
    needs.enumerated().reduce(1) { max($0, $1.element == 0 ? 0 : $1.element + Int32($1.offset)) }
  }
}

extension Graph {
  /// The node that computes its function's partner, of the same operand.
  fileprivate func partner(of id: NodeID) -> NodeID? {
    let node = self[id]
    return node.function.partner.flatMap { existing(Node($0, node.a, node.b, node.c)) }
  }
}
