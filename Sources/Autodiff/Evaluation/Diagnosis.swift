/// Why a value or a derivative is not finite: the first sub-expression that made it so.
public struct Diagnosis: Equatable, Sendable {
  public enum Finding: Equatable, Sendable {
    /// The value is not a number: an operand lies outside the domain.
    case undefined
    case infinite
    /// The operands are in the domain, and the result is beyond the range of a double.
    case overflow
    /// The value is finite, and the derivative is not.
    case derivativeInfinite
    case derivativeUndefined
    /// All partials are finite, and the derivative is beyond the range of a double.
    case derivativeOverflow
    /// A value that was given.
    case input
  }

  public var finding: Finding
  /// The sub-expression.
  public var text: String
  /// Its place in the text of the expression; empty where it has none.
  public var range: Range<Int>
  /// The operands that are no plain numbers, each with its value.
  public var operands: [Operand]
  /// What the domain asks of them; empty where it asks nothing.
  public var requirement: String
  /// The factors of the chain rule that make nan together: the adjoint of the sub-expression is 0, its partial
  /// derivative infinite.
  public var isZeroTimesInfinity = false
  /// The sub-expressions from this one up to the output, if they were asked for. Of a long chain, the ends.
  public var chain: [Link] = []
  /// How many links are left out in the middle of the chain.
  public var omittedLinks = 0

  public struct Link: Equatable, Sendable {
    public var text: String
    public var value: Double
    /// The derivative of the output by the sub-expression, where a derivative is looked into.
    public var adjoint: Double?
  }

  public struct Operand: Equatable, Sendable {
    public var text: String
    public var value: Double
  }
}

extension Diagnosis: CustomStringConvertible {
  /// `ln(x1) is undefined at x1 = -1 (needs x1 > 0)`
  public var description: String {
    let place = operands.map { "\($0.text) = \(NumberText.shortest($0.value))" }.joined(separator: ", ")
    let at = place.isEmpty ? "" : " at \(place)"
    let needs = requirement.isEmpty ? "" : " (needs \(requirement))"
    switch finding {
    case .undefined: return "\(text) is undefined\(at)\(needs)"
    case .infinite: return "\(text) is infinite\(at)\(needs)"
    case .overflow: return "\(text) is beyond the range of a double\(at)"
    case .derivativeInfinite:
      return "the derivative of \(text) is infinite\(at)\(isZeroTimesInfinity ? " (0*inf here)" : "")"
    case .derivativeOverflow: return "the derivative of \(text) is beyond the range of a double\(at)"
    case .derivativeUndefined: return "the derivative of \(text) is undefined\(at)"
    case .input where operands.allSatisfy { $0.text == NumberText.shortest($0.value) }:
      return "the expression contains \(text)"
    case .input: return "\(place) was given"
    }
  }
}
