/// How strongly an operator holds the operands on its sides. The stronger side wins the operand.
struct BindingPower {
  let left: UInt8
  let right: UInt8

  static func of(_ kind: Token.Kind) -> (function: Function, power: BindingPower)? {
    switch kind {
    case .or: (.or, BindingPower(left: 3, right: 4))
    case .and: (.and, BindingPower(left: 5, right: 6))
    case .less: (.less, comparison)
    case .lessOrEqual: (.lessOrEqual, comparison)
    case .greater: (.greater, comparison)
    case .greaterOrEqual: (.greaterOrEqual, comparison)
    case .equal: (.equal, comparison)
    case .notEqual: (.notEqual, comparison)
    case .plus: (.add, BindingPower(left: 11, right: 12))
    case .minus: (.subtract, BindingPower(left: 11, right: 12))
    case .star: (.multiply, BindingPower(left: 13, right: 14))
    case .slash: (.divide, BindingPower(left: 13, right: 14))
    case .caret: (.power, BindingPower(left: 18, right: 17))  // right-associative
    default: nil
    }
  }

  private static let comparison = BindingPower(left: 8, right: 9)

  /// The condition of `c ? a : b`, and its last operand: right-associative.
  static let conditional = BindingPower(left: 2, right: 1)
  /// A `not` before an operand: weaker than a comparison, stronger than `and`.
  static let not: UInt8 = 7
  /// A sign before an operand: weaker than a power (-2^2 is -4), stronger than a product.
  static let sign: UInt8 = 15
}
