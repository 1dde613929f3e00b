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

  /// All that tells nodes apart, in two words.
  @inline(__always)
  private var words: (UInt64, UInt64) {
    (
      UInt64(UInt32(bitPattern: a.rawValue)) | UInt64(UInt32(bitPattern: b.rawValue)) &<< 32,
      UInt64(UInt32(bitPattern: c.rawValue)) | UInt64(kind.rawValue) &<< 32 | UInt64(code) &<< 40
    )
  }

  @inline(__always)
  func isSame(as other: Node) -> Bool { words == other.words }

  // Both halves of one product, as in `Name`.
  @inline(__always)
  var hash: UInt64 {
    let (first, second) = words
    let product = (first ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: second ^ 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
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
