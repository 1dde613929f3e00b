/// How derivatives are computed.
public enum Mode: String, CaseIterable, Sendable {
  /// Dual numbers: one sweep a variable.
  case forward
  /// Stored partials and adjoints: one sweep an output, whatever the number of variables.
  case reverse
  /// Central differences: four evaluations a variable.
  case numeric
  /// The derivative as an expression, then its value.
  case symbolic
}

/// Why an expression cannot be evaluated.
public enum EvaluationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A variable of the expression has no value. The range is its first place in the text.
  case unbound(variable: String, range: Range<Int>)
  /// A variable that was asked for does not occur in the expression.
  case unknownVariable(String)
  /// The number of values is not that of the variables.
  case wrongCount(expected: Int, found: Int)

  public var description: String {
    switch self {
    case .unbound(let variable, _): "variable '\(variable)' has no value"
    case .unknownVariable(let variable): "variable '\(variable)' does not occur in the expression"
    case .wrongCount(let expected, let found): "expected \(expected) values, found \(found)"
    }
  }
}
