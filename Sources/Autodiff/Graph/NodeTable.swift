/// Where the nodes of a graph are found by what they are: an open hash table, at most half full.
///
/// A large graph does not fit the cache, and a look at a random place of the table then costs more than all
/// else that is done for a node. What is written together is mostly made of what was made just before, so a
/// node's first place is near that of its newest operand: in a line of eight slots that four neighbouring
/// nodes have in common. Where a line is full, as with the thousand products of one variable, the
/// place is random. Nothing is ever removed, so a full line stays full and the search may pass it.
struct NodeTable: Sendable {
  /// The place of a node plus one, with half its hash: nodes are fetched only where these are equal.
  private struct Slot {
    var hash: UInt32 = 0
    var number: Int32 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 64)

  private static let lineLength = 8

  /// The id of the node equal to `node`, or the next one, under which it is entered. O(1).
  @inline(__always)
  mutating func insert(_ node: Node, among nodes: [Node]) -> NodeID {
    let hash = node.hash
    let place = slots.withUnsafeBufferPointer { slots in
      nodes.withUnsafeBufferPointer { nodes in
        NodeTable.place(of: node, hash, slots) { nodes[$0].isSame(as: node) }
      }
    }
    if slots[place].number != 0 { return NodeID(slots[place].number &- 1) }
    slots[place] = Slot(hash: UInt32(truncatingIfNeeded: hash &>> 32), number: Int32(nodes.count &+ 1))
    return NodeID(nodes.count)
  }

  /// The id of the node equal to `node`, if there is one. O(1).
  func find(_ node: Node, among nodes: [Node]) -> NodeID? {
    let number = slots.withUnsafeBufferPointer { slots in
      slots[NodeTable.place(of: node, node.hash, slots) { nodes[$0].isSame(as: node) }].number
    }
    return number == 0 ? nil : NodeID(number &- 1)
  }

  /// The slot that has a node, or the one where it would be put.
  @inline(__always)
  private static func place(
    of node: Node, _ hash: UInt64, _ slots: UnsafeBufferPointer<Slot>, isSame: (Int) -> Bool
  ) -> Int {
    let mask = slots.count &- 1
    let random = Int(truncatingIfNeeded: hash & 0xFFFF_FFFF)
    let half = UInt32(truncatingIfNeeded: hash &>> 32)
    var place = first(for: node, random) & mask
    var probes = 1
    while true {
      let found = slots[place]
      if found.number == 0 || (found.hash == half && isSame(Int(found.number) &- 1)) { return place }
      if probes < lineLength {
        // Round the line.
        place = place & ~(lineLength &- 1) | (place &+ 1) & (lineLength &- 1)
      } else {
        place = (probes == lineLength ? random : place &+ 1) & mask
      }
      probes &+= 1
    }
  }

  /// Two slots a node of the graph, which is what a table has that is half full.
  @inline(__always)
  private static func first(for node: Node, _ random: Int) -> Int {
    if node.kind != .call { return random }
    return 2 &* Int(max(node.a.rawValue, node.b.rawValue, node.c.rawValue))
  }

  func isFull(holding count: Int) -> Bool { count * 2 > slots.count }

  mutating func grow(over nodes: [Node]) { resize(2 * slots.count, over: nodes) }

  /// Makes room for so many nodes, before there are any.
  mutating func reserve(_ count: Int) {
    var length = slots.count
    while length < 2 * count { length *= 2 }
    resize(length, over: [])
  }

  private mutating func resize(_ length: Int, over nodes: [Node]) {
    slots = [Slot](repeating: Slot(), count: length)
    slots.withUnsafeMutableBufferPointer { slots in
      for (index, node) in nodes.enumerated() where node.kind != .variable {
        let hash = node.hash
        let place = NodeTable.place(of: node, hash, UnsafeBufferPointer(slots)) { _ in false }
        slots[place] = Slot(hash: UInt32(truncatingIfNeeded: hash &>> 32), number: Int32(index + 1))
      }
    }
  }
}
