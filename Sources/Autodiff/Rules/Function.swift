import Kernels

/// A function or an operator of the language, or one that arises in derivatives.
///
/// A function is a case here and a row in `readRule`, whose parts are Rules.swift, SpecialRules.swift and
/// DerivativeRules.swift. Nothing else names it.
enum Function: UInt8, CaseIterable, Sendable {
  case add, subtract, multiply, divide, negate, power
  case exp, exp2, expm1, ln, log2, log10, log1p
  case sqrt, cbrt
  case sin, cos, tan, cot, sec, csc
  case asin, acos, atan, atan2
  case sinh, cosh, tanh, coth, sech, csch
  case asinh, acosh, atanh
  case abs, sign, floor, ceil, round, trunc, step
  case mod, min, max, clamp, hypot, fma
  case sigmoid, softplus, relu, logaddexp, sinc
  case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual, and, or, not, conditional
  case erf, erfc, gamma, lgamma, digamma, polygamma, beta, lbeta
  case besselj0, besselj1, besselj, bessely0, bessely1
  // Arise in derivatives; see Textbook.swift.
  case powerShifted, powerLog, direction, inversion, share, prefers, within, sincDerivative
  case gate, either, bell, polygammaDrop
  // Sweeps over columns; see Column.swift.
  case passed, chosen, joined, provided, defined, orZero
}

/// A function's card with what follows from its row.
struct FunctionInfo: Sendable {
  var function: Function
  var spelling: String
  var aliases: [String]
  var about: String
  var domain: Domain
  var convention: String
  var arity: Int
  var isSelecting: Bool
  var isHidden: Bool
  /// The derivative is a structural zero.
  var isFlat: Bool
  var isVariadic: Bool { function.isVariadic }
}

extension Function {
  /// The cards of all functions, by raw value.
  private static let infos: [FunctionInfo] = allCases.map { readRule(of: $0, CardReader(function: $0)) }

  var info: FunctionInfo { Function.infos[Int(rawValue)] }

  var arity: Int { readRule(of: self, ShapeReader()).arity }
  var isFlat: Bool { readRule(of: self, ShapeReader()).isFlat }
  var isSelecting: Bool { Function.traits[Int(rawValue)].isSelecting }
  var isSymmetric: Bool { Function.traits[Int(rawValue)].isSymmetric }
  var isLetter: Bool { Function.traits[Int(rawValue)].isLetter }
  var isHidden: Bool { Function.traits[Int(rawValue)].isHidden }
  var block: block_function { Function.traits[Int(rawValue)].block }
  var partner: Function? { Function.traits[Int(rawValue)].partner }

  /// What of the cards is asked for often, without their strings.
  struct Traits: Sendable {
    var isSelecting: Bool
    var isSymmetric: Bool
    var isLetter: Bool
    var isHidden: Bool
    var block: block_function
    var partner: Function?
  }
  private static let traits: [Traits] = allCases.map { readRule(of: $0, TraitsReader()) }

  /// The functions that users can write with parentheses.
  static var named: [FunctionInfo] {
    infos.filter { !$0.isHidden && !$0.function.isOperator }
  }

  var isOperator: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .negate, .power, .and, .or, .not: true
    default: isComparison
    }
  }

  var isComparison: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: true
    default: false
    }
  }

  /// Takes any number of arguments, as a chain of the binary function.
  var isVariadic: Bool { self == .min || self == .max || self == .logaddexp }

  /// The result is 1 or 0.
  var isCondition: Bool { isComparison || self == .and || self == .or || self == .not }

  /// Every name that can stand before a parenthesis, aliases included, sorted.
  static let names: [(name: String, function: Function)] = {
    var all = named.flatMap { info in ([info.spelling] + info.aliases).map { ($0, info.function) } }
    all.append(("pow", .power))
    return all.sorted { $0.0 < $1.0 }
  }()
}

private struct CardReader: RuleReader {
  typealias Number = Double
  var function: Function

  private func info(_ card: RuleCard, _ arity: Int, isFlat: Bool = false) -> FunctionInfo {
    FunctionInfo(
      function: function, spelling: card.spelling.description, aliases: card.aliases.map(\.description),
      about: card.about.description, domain: card.domain, convention: card.convention.description,
      arity: arity,
      isSelecting: card.isSelecting, isHidden: card.isHidden, isFlat: isFlat)
  }

  func unary(
    _ card: @autoclosure () -> RuleCard, _: (Double) -> Double, _: (Double, Double) -> Double
  ) -> FunctionInfo { info(card(), 1) }

  func binary(
    _ card: @autoclosure () -> RuleCard, _: (Double, Double) -> Double,
    _: (Double, Double, Double) -> Double, _: (Double, Double, Double) -> Double
  ) -> FunctionInfo { info(card(), 2) }

  func ternary(
    _ card: @autoclosure () -> RuleCard, _: (Double, Double, Double) -> Double,
    _: (Double, Double, Double, Double) -> Double, _: (Double, Double, Double, Double) -> Double,
    _: (Double, Double, Double, Double) -> Double
  ) -> FunctionInfo { info(card(), 3) }

  func flat(
    _ card: @autoclosure () -> RuleCard, arity: Int, _: (Double, Double, Double) -> Double
  ) -> FunctionInfo { info(card(), arity, isFlat: true) }
}

private struct TraitsReader: RuleReader {
  typealias Number = Double

  private func traits(_ card: RuleCard) -> Function.Traits {
    Function.Traits(
      isSelecting: card.isSelecting, isSymmetric: card.isSymmetric, isLetter: card.isLetter,
      isHidden: card.isHidden, block: card.block, partner: card.partner)
  }

  func unary(
    _ card: @autoclosure () -> RuleCard, _: (Double) -> Double, _: (Double, Double) -> Double
  ) -> Function.Traits { traits(card()) }

  func binary(
    _ card: @autoclosure () -> RuleCard, _: (Double, Double) -> Double,
    _: (Double, Double, Double) -> Double, _: (Double, Double, Double) -> Double
  ) -> Function.Traits { traits(card()) }

  func ternary(
    _ card: @autoclosure () -> RuleCard, _: (Double, Double, Double) -> Double,
    _: (Double, Double, Double, Double) -> Double, _: (Double, Double, Double, Double) -> Double,
    _: (Double, Double, Double, Double) -> Double
  ) -> Function.Traits { traits(card()) }

  func flat(
    _ card: @autoclosure () -> RuleCard, arity: Int, _: (Double, Double, Double) -> Double
  ) -> Function.Traits { traits(card()) }
}

/// The form of a row. No card is made, so that asking is a look into a constant table.
private struct ShapeReader: RuleReader {
  typealias Number = Double

  @inline(__always)
  func unary(
    _ card: @autoclosure () -> RuleCard, _: (Double) -> Double, _: (Double, Double) -> Double
  ) -> (arity: Int, isFlat: Bool) { (1, false) }

  @inline(__always)
  func binary(
    _ card: @autoclosure () -> RuleCard, _: (Double, Double) -> Double,
    _: (Double, Double, Double) -> Double, _: (Double, Double, Double) -> Double
  ) -> (arity: Int, isFlat: Bool) { (2, false) }

  @inline(__always)
  func ternary(
    _ card: @autoclosure () -> RuleCard, _: (Double, Double, Double) -> Double,
    _: (Double, Double, Double, Double) -> Double, _: (Double, Double, Double, Double) -> Double,
    _: (Double, Double, Double, Double) -> Double
  ) -> (arity: Int, isFlat: Bool) { (3, false) }

  @inline(__always)
  func flat(
    _ card: @autoclosure () -> RuleCard, arity: Int, _: (Double, Double, Double) -> Double
  ) -> (arity: Int, isFlat: Bool) { (arity, true) }
}
