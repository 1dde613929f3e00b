/// How strongly an operator holds the operands on its sides. The stronger side wins the operand.
struct BindingPower {
  let left: UInt8
  let right: UInt8

  static func of(_ kind: Token.Kind) -> (function: Function, power: BindingPower)? {
    switch kind {
    case .plus: (.add, BindingPower(left: 1, right: 2))
    case .minus: (.subtract, BindingPower(left: 1, right: 2))
    case .star: (.multiply, BindingPower(left: 3, right: 4))
    case .slash: (.divide, BindingPower(left: 3, right: 4))
    case .caret: (.power, BindingPower(left: 8, right: 7))  // right-associative
    default: nil
    }
  }

  /// A sign before an operand: weaker than a power (-2^2 is -4), stronger than a product.
  static let prefix: UInt8 = 5
}
