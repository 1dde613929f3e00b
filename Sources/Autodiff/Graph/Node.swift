/// The place of a node in its graph. Operands have lower places than what is made of them.
struct NodeID: Hashable, Comparable, Sendable {
  var rawValue: Int32

  init(_ rawValue: Int32) { self.rawValue = rawValue }
  init(_ index: Int) { rawValue = Int32(index) }
  @inline(__always)
  var index: Int { Int(rawValue) }

  static func < (a: NodeID, b: NodeID) -> Bool { a.rawValue < b.rawValue }
}

/// One node of an expression graph: 16 bytes, no pointers.
struct Node: Sendable {
  enum Kind: UInt8, Sendable { case constant, named, variable, call }

  let kind: Kind
  private let code: UInt8
  /// The function of a call. Kept as it is: to make it from its code again takes a search.
  let function: Function
  /// The operands of a call. Operands beyond the arity repeat the first. Elsewhere: the payload.
  let a: NodeID
  let b: NodeID
  let c: NodeID

  /// A constant is identified by its bits: ±0 differ, and a nan equals itself.
  init(constant: Double) {
    kind = .constant
    code = 0
    function = .add
    a = NodeID(Int32(truncatingIfNeeded: constant.bitPattern))
    b = NodeID(Int32(truncatingIfNeeded: constant.bitPattern >> 32))
    c = NodeID(0 as Int32)
  }

  init(_ constant: NamedConstant) {
    kind = .named
    code = constant.rawValue
    function = .add
    a = NodeID(0 as Int32)
    b = a
    c = a
  }

  init(variable: Int) {
    kind = .variable
    code = 0
    function = .add
    a = NodeID(variable)
    b = NodeID(0 as Int32)
    c = b
  }

  init(_ function: Function, _ a: NodeID, _ b: NodeID, _ c: NodeID) {
    kind = .call
    code = function.rawValue
    self.function = function
    self.a = a
    self.b = b
    self.c = c
  }

  /// The value of a constant.
  var constant: Double {
    let low = UInt64(UInt32(bitPattern: a.rawValue))
    let high = UInt64(UInt32(bitPattern: b.rawValue))
    return Double(bitPattern: high << 32 | low)
  }

  /// The constant of a node of kind `named`.
  var namedConstant: NamedConstant { NamedConstant(rawValue: code)! }

  /// The index of a variable among the graph's variables.
  var variable: Int { a.index }

  /// The operands of a call, none for a leaf.
  @inline(__always)
  var operands: Operands {
    Operands(node: self, count: kind == .call ? function.arity : 0)
  }

  @inline(__always)
  func isSame(as other: Node) -> Bool {
    kind == other.kind && code == other.code && a == other.a && b == other.b && c == other.c
  }

  @inline(__always)
  var hash: Int {
    var h = UInt64(UInt32(bitPattern: a.rawValue)) &* 0x9E37_79B9_7F4A_7C15
    h ^= UInt64(UInt32(bitPattern: b.rawValue)) &* 0xC2B2_AE3D_27D4_EB4F
    h ^= UInt64(UInt32(bitPattern: c.rawValue)) &* 0x1656_67B1_9E37_79F9
    h ^= (UInt64(kind.rawValue) << 8 | UInt64(code)) &* 0xFF51_AFD7_ED55_8CCD
    h ^= h >> 32
    return Int(truncatingIfNeeded: (h &* 0x9E37_79B9_7F4A_7C15) >> 16)
  }
}

/// The operands of a node, without an array. An iterator of its own, because the one that a collection
/// gets makes up a third of the time of a debug build.
struct Operands: Sequence, IteratorProtocol {
  private let node: Node
  private let count: Int
  private var position = 0

  init(node: Node, count: Int) {
    self.node = node
    self.count = count
  }

  var underestimatedCount: Int { count - position }

  @inline(__always)
  mutating func next() -> NodeID? {
    guard position < count else { return nil }
    position += 1
    return position == 1 ? node.a : position == 2 ? node.b : node.c
  }
}
