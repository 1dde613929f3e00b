/// What is wrong with the text of an expression, and where.
public struct SyntaxError: Error, Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case emptyExpression
    case invalidUTF8
    case unexpectedCharacter(String)
    case malformedNumber(NumberFault)
    case numberOutOfRange
    /// An operand was expected: what stands before and what was found, as written.
    case expectedOperand(after: String?, found: String)
    /// An operator was expected. `product` is the text with the `*` that is missing.
    case expectedOperator(found: String, product: String?)
    case unclosedParenthesis(found: String)
    case unmatchedParenthesis
    case emptyParentheses
    case commaInParentheses
    /// `isValue`: the name of a variable, a definition or a constant.
    case unknownFunction(String, isValue: Bool, nearest: String?)
    case functionWithoutArguments(String)
    case wrongArgumentCount(function: String, takes: Int, orMore: Bool, found: Int, signature: String)
    /// `?` without `:`, and `:` without `?`.
    case missingColon
    case misplacedColon
    case unclosedBracket(found: String)
    case unmatchedBracket
    case notConstant(NumberUse)
    case notWhole(NumberUse)
    /// A loop begins with the name of its counter.
    case expectedName(construct: String)
    /// The second argument of `diff`.
    case expectedVariable(found: String)
    case notAVariable(String)
    case parameterTwice(String)
    case tooManyNodes(limit: Int)
    case tooManyPasses(limit: Int)
    case misplacedEquals
    case missingOutput
    case outputNotLast
    case definedTwice(String)
    case definedAfterUse(String)
    case definedByItself(String)
    case definesFunction(String)
    case tooLong(limit: Int)
  }

  /// What a number that must be known while reading is used for.
  public enum NumberUse: Equatable, Sendable {
    case bound, index
  }

  /// What is wrong with the form of a number.
  public enum NumberFault: Equatable, Sendable {
    case noDigits, noExponentDigits, misplacedUnderscore, twoPoints
  }

  public var kind: Kind
  /// The place, in UTF-8 bytes of the text. Empty at the end of the text.
  public var range: Range<Int>
  /// A second place that explains the first, as the parenthesis that was never closed.
  public var related: Range<Int>?

  init(_ kind: Kind, _ range: Range<Int>, related: Range<Int>? = nil) {
    self.kind = kind
    self.range = range
    self.related = related
  }
}
