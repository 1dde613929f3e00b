// How syntax errors read. The only place with words for them.

extension SyntaxError: CustomStringConvertible {
  /// One line that says what is wrong.
  public var description: String {
    switch kind {
    case .emptyExpression: "expected an expression"
    case .invalidUTF8: "the text is not valid UTF-8"
    case .unexpectedCharacter(let character): "unexpected character '\(character)'"
    case .malformedNumber(.noDigits): "a number needs a digit"
    case .malformedNumber(.noExponentDigits): "the exponent of the number has no digits"
    case .malformedNumber(.misplacedUnderscore): "an underscore in a number stands between two digits"
    case .malformedNumber(.twoPoints): "a number has only one point"
    case .numberOutOfRange: "the number is beyond the range of a double"
    case .expectedOperand(nil, let found): "expected an operand, found \(found)"
    case .expectedOperand(let before?, let found): "expected an operand after '\(before)', found \(found)"
    case .expectedOperator(let found, _):
      "expected an operator\(related == nil ? "" : " or ')'"), found \(found)"
    case .unclosedParenthesis(let found): "expected ')', found \(found)"
    case .unmatchedParenthesis: "this ')' closes nothing"
    case .emptyParentheses: "expected an expression between the parentheses"
    case .commaInParentheses: "',' separates the arguments of a function, and these are no arguments"
    case .unknownFunction(let name, true, _): "'\(SyntaxError.short(name))' is not a function"
    case .unknownFunction(let name, false, _): "unknown function '\(SyntaxError.short(name))'"
    case .functionWithoutArguments(let name): "'\(name)' is a function and needs an argument"
    case .wrongArgumentCount(let function, let takes, let orMore, let found, _):
      "\(function) takes \(SyntaxError.count(takes, orMore)), found \(found == 0 ? "none" : "\(found)")"
    case .missingColon: "expected ':' after '?'"
    case .misplacedColon: "':' without '?'"
    case .unclosedBracket(let found): "expected ']', found \(found)"
    case .unmatchedBracket: "this ']' closes nothing"
    case .notConstant(.bound): "the bounds of a loop must be constants"
    case .notConstant(.index): "an index must be a constant"
    case .notWhole(.bound): "the bounds of a loop must be whole numbers"
    case .notWhole(.index): "an index must be a whole number, not negative"
    case .expectedName(let construct): "\(construct) begins with the name of its variable"
    case .expectedVariable(let found): "expected a variable to differentiate by, found \(found)"
    case .notAVariable(let name): "'\(name)' is not a variable here"
    case .parameterTwice(let name): "parameter '\(name)' occurs twice"
    case .tooManyNodes(let limit): "the expression has more than \(limit) nodes"
    case .tooManyPasses(let limit): "the loops make more than \(limit) passes"
    case .misplacedEquals: "'=' defines a name at the start of a line: name = expression"
    case .missingOutput: "expected an expression after the definitions"
    case .outputNotLast: "an expression that defines no name must be the last line"
    case .definedTwice(let name): "'\(SyntaxError.short(name))' is defined twice"
    case .definedAfterUse(let name): "'\(SyntaxError.short(name))' is used above its definition"
    case .definedByItself(let name): "'\(SyntaxError.short(name))' is used in its own definition"
    case .definesFunction(let name): "'\(name)' is a function and cannot be defined"
    case .tooLong(let limit): "the text is longer than \(limit) bytes"
    }
  }

  /// A name as messages show it, the middle left out if it is long.
  static func short(_ name: String) -> String {
    name.utf8.count <= 64 ? name : "\(name.prefix(32))…\(name.suffix(16))"
  }

  private static func count(_ takes: Int, _ orMore: Bool) -> String {
    orMore ? "at least \(takes) argument" : takes == 1 ? "1 argument" : "\(takes) arguments"
  }

  /// What to do about it, where that is known. The text gives columns their numbers.
  public func help(in source: [UInt8]) -> String? {
    switch kind {
    case .expectedOperator(_, let product?): "write multiplication with '*': \(product)"
    case .expectedOperand(_, "'['"): "group with parentheses; brackets index a name, as in x[2]"
    case .expectedOperand, .unclosedParenthesis, .expectedOperator(_, nil):
      related.map { place in
        let then = if case .expectedOperand = kind { "then " } else { "" }
        return "\(then)close the '(' opened at \(SyntaxError.place(of: place.lowerBound, in: source))"
      }
    case .unknownFunction(let name, true, _):
      "write multiplication with '*': \(SyntaxError.short(name))*(…)"
    case .unknownFunction(_, false, let nearest?): "did you mean '\(nearest)'?"
    case .unknownFunction(let name, false, nil):
      "'autodiff functions' lists them; multiplication is written \(SyntaxError.short(name))*(…)"
    case .functionWithoutArguments(let name): "write \(name)(…)\(power(in: source))"
    case .unexpectedCharacter(let character):
      SyntaxError.superscripts.firstIndex(of: character).map { "write a power with '^': ^\($0)" }
        ?? SyntaxError.help(for: character)
    case .wrongArgumentCount(_, _, _, _, let signature): "write \(signature)"
    case .missingColon: "write condition ? value : otherwise"
    case .misplacedColon: "write condition ? value : otherwise"
    case .expectedName(let construct): Construct(rawValue: construct).map { "write \($0.signature)" }
    case .expectedVariable: "write \(Construct.diff.signature)"
    case .outputNotLast: "several outputs are separated by ',': f1, f2"
    case .missingOutput: "end with the expression to compute"
    case .definedAfterUse: "move the definition above its first use"
    case .definedByItself: "give one of the two another name"
    case .misplacedEquals: "definitions end with ';' or a new line"
    case .malformedNumber(.noExponentDigits): "write multiplication with '*', or the exponent as in 1e-3"
    default: nil
    }
  }

  /// The power that stands between a function's name and its argument: sin^2(x) is sin(x)^2.
  private func power(in source: [UInt8]) -> String {
    let after = source[range.upperBound...].prefix(16)
    guard after.first == UInt8(ascii: "^") else { return "" }
    let digits = after.dropFirst().prefix { $0 &- UInt8(ascii: "0") < 10 }
    return digits.isEmpty ? "" : String(decoding: after[..<digits.endIndex], as: UTF8.self)
  }

  private static let superscripts = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]

  private static func help(for character: String) -> String? {
    switch character {
    case "{", "}": "group with parentheses: ( )"
    case "\"", "'", "`", "“", "”", "‘", "’": "expressions have no quotation marks"
    case "$", "@", "\\": "names are letters, digits and '_'"
    case "%": "the remainder is mod(a, b)"
    case "|": "the absolute value is abs(x)"
    case "–", "—", "‐", "‑", "‒": "write a minus as '-'"
    case "ⁿ": "write a power with '^': ^n"
    default:
      character.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? "separate words by plain spaces" : nil
    }
  }

  /// A place as people count: the column from 1, with the line where there are several.
  static func place(of byte: Int, in source: [UInt8]) -> String {
    let before = source.prefix(byte)
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
    guard source.contains(UInt8(ascii: "\n")) else { return "column \(column)" }
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    return "line \(line), column \(column)"
  }
}
