/// An expression in canonical form: a number times a core.
struct Canonical: Hashable {
  var coefficient: Coefficient
  var core: CoreID

  static let zero = Canonical(coefficient: .zero, core: .one)
  static let one = Canonical(coefficient: .one, core: .one)

  static func number(_ value: Coefficient) -> Canonical { Canonical(coefficient: value, core: .one) }

  /// The number it is, if it is one.
  var number: Coefficient? { core == .one ? coefficient : nil }
  var integer: Int64? { number?.integer }
}

struct CoreID: Hashable, Comparable {
  let rawValue: Int32

  /// The empty product.
  static let one = CoreID(rawValue: 0)

  var index: Int { Int(rawValue) }
  static func < (a: CoreID, b: CoreID) -> Bool { a.rawValue < b.rawValue }
}

/// What a number is multiplied with. Equal cores are one core, and operands have lower numbers.
enum Core: Hashable {
  case one
  /// A number as the base of a power: 2 in 2^x.
  case number(Coefficient)
  /// A number times a core as the base of a power: -x in sqrt(-x).
  case scaled(Canonical)
  case leaf(NodeID)
  case call(Function, [Canonical])
  /// At least one factor; one alone has an exponent other than 1.
  case product([Factor])
  /// At least two terms. The constant is a term whose core is one.
  case sum([Canonical])

  struct Factor: Hashable {
    var base: CoreID
    var exponent: Canonical
  }
}

extension Core {
  /// The same for all orders of what may stand in any order: x*y is y*x, however it was written first.
  fileprivate var key: Core {
    switch self {
    case .call(let function, let operands) where function.isSymmetric:
      .call(function, operands.sorted { $0.core < $1.core })
    case .product(let factors): .product(factors.sorted { $0.base < $1.base })
    case .sum(let terms): .sum(terms.sorted { $0.core < $1.core })
    default: self
    }
  }
}

/// The cores of a simplification, each once.
struct CoreTable {
  private(set) var cores: [Core] = [.one]
  private var numbers: [Core: CoreID] = [.one: .one]

  subscript(id: CoreID) -> Core { cores[id.index] }

  mutating func insert(_ core: Core) -> CoreID {
    let key = core.key
    if let id = numbers[key] { return id }
    let id = CoreID(rawValue: Int32(cores.count))
    cores.append(core)
    numbers[key] = id
    return id
  }

  /// The core of an expression where a core alone must stand.
  mutating func base(_ value: Canonical) -> CoreID {
    if let number = value.number { return insert(.number(number)) }
    return value.coefficient.isOne ? value.core : insert(.scaled(value))
  }
}
