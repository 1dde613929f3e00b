import Testing

@testable import Autodiff

@Suite struct SyntaxErrorTests {
  /// A text with the error it is to give, in words and help too.
  struct Case: CustomTestStringConvertible, Sendable {
    var source: String
    var kind: SyntaxError.Kind
    var range: Range<Int>
    var related: Range<Int>?
    var message: String
    var help: String?

    init(
      _ source: String, _ kind: SyntaxError.Kind, _ range: Range<Int>, related: Range<Int>? = nil,
      _ message: String, help: String? = nil
    ) {
      (self.source, self.kind, self.range, self.related) = (source, kind, range, related)
      (self.message, self.help) = (message, help)
    }

    var testDescription: String { "\"\(source)\"" }
  }

  static let texts: [Case] = [
    Case("", .emptyExpression, 0..<0, "expected an expression"),
    Case("  # nothing\n", .emptyExpression, 0..<0, "expected an expression"),
    Case("x € y", .unexpectedCharacter("€"), 2..<5, "unexpected character '€'"),
    Case(
      "x²", .unexpectedCharacter("²"), 1..<3, "unexpected character '²'", help: "write a power with '^': ^2"),
    Case(
      "xⁿ", .unexpectedCharacter("ⁿ"), 1..<4, "unexpected character 'ⁿ'", help: "write a power with '^': ^n"),
    Case(
      "{x}", .unexpectedCharacter("{"), 0..<1, "unexpected character '{'", help: "group with parentheses: ( )"
    ),
    Case(
      "[x]", .expectedOperand(after: nil, found: "'['"), 0..<1, "expected an operand, found '['",
      help: "group with parentheses; brackets index a name, as in x[2]"),
    Case(
      "\"x\"", .unexpectedCharacter("\""), 0..<1, "unexpected character '\"'",
      help: "expressions have no quotation marks"),
    Case(
      "$x", .unexpectedCharacter("$"), 0..<1, "unexpected character '$'",
      help: "names are letters, digits and '_'"),
    Case(
      "x % 2", .unexpectedCharacter("%"), 2..<3, "unexpected character '%'",
      help: "the remainder is mod(a, b)"),
    Case("x & 1", .unexpectedCharacter("&"), 2..<3, "unexpected character '&'"),
    Case("x\0", .unexpectedCharacter("\0"), 1..<2, "unexpected character '\0'"),
    Case("x+.", .malformedNumber(.noDigits), 2..<3, "a number needs a digit"),
    Case(
      "2e", .malformedNumber(.noExponentDigits), 0..<2, "the exponent of the number has no digits",
      help: "write multiplication with '*', or the exponent as in 1e-3"),
    Case(
      "1__0", .malformedNumber(.misplacedUnderscore), 1..<2,
      "an underscore in a number stands between two digits"),
    Case("1.2.3", .malformedNumber(.twoPoints), 0..<4, "a number has only one point"),
    Case("x + 1e999", .numberOutOfRange, 4..<9, "the number is beyond the range of a double"),
    Case(
      "*x", .expectedOperand(after: nil, found: "'*'"), 0..<1, "expected an operand, found '*'"),
    Case(
      "x +", .expectedOperand(after: "+", found: "end of expression"), 3..<3,
      "expected an operand after '+', found end of expression"),
    Case(
      "x ** * y", .expectedOperand(after: "**", found: "'*'"), 5..<6,
      "expected an operand after '**', found '*'"),
    Case(
      "x ×", .expectedOperand(after: "×", found: "end of expression"), 4..<4,
      "expected an operand after '×', found end of expression"),
    Case(
      "ln(x1+", .expectedOperand(after: "+", found: "end of expression"), 6..<6, related: 2..<3,
      "expected an operand after '+', found end of expression", help: "then close the '(' opened at column 3"),
    Case(
      "max(a,)", .expectedOperand(after: ",", found: "')'"), 6..<7, "expected an operand after ',', found ')'"
    ),
    Case(
      "x,", .expectedOperand(after: ",", found: "end of expression"), 2..<2,
      "expected an operand after ',', found end of expression"),
    Case(
      "(-)", .expectedOperand(after: "-", found: "')'"), 2..<3, "expected an operand after '-', found ')'"),
    Case(
      "a = ; x", .expectedOperand(after: "=", found: "';'"), 4..<5, "expected an operand after '=', found ';'"
    ),
    Case(
      "x1 x2", .expectedOperator(found: "'x2'", product: "x1*x2"), 3..<5, "expected an operator, found 'x2'",
      help: "write multiplication with '*': x1*x2"),
    Case(
      "2x", .expectedOperator(found: "'x'", product: "2*x"), 1..<2, "expected an operator, found 'x'",
      help: "write multiplication with '*': 2*x"),
    Case(
      "x+2(y)", .expectedOperator(found: "'('", product: "2*(…)"), 3..<4, "expected an operator, found '('",
      help: "write multiplication with '*': 2*(…)"),
    Case(
      "(a+b)(a-b)", .expectedOperator(found: "'('", product: "(a+b)*(…)"), 5..<6,
      "expected an operator, found '('", help: "write multiplication with '*': (a+b)*(…)"),
    Case(
      "abcdefghijklmnopqrstuvwxyz y", .expectedOperator(found: "'y'", product: "…*y"), 27..<28,
      "expected an operator, found 'y'", help: "write multiplication with '*': …*y"),
    Case(
      "(x", .unclosedParenthesis(found: "end of expression"), 2..<2, related: 0..<1,
      "expected ')', found end of expression", help: "close the '(' opened at column 1"),
    Case(
      "a = 1\nsin(x; y", .unclosedParenthesis(found: "';'"), 11..<12, related: 9..<10,
      "expected ')', found ';'",
      help: "close the '(' opened at line 2, column 4"),
    Case("x)", .unmatchedParenthesis, 1..<2, "this ')' closes nothing"),
    Case(")", .unmatchedParenthesis, 0..<1, "this ')' closes nothing"),
    Case("()", .emptyParentheses, 0..<2, "expected an expression between the parentheses"),
    Case("x*( )", .emptyParentheses, 2..<5, "expected an expression between the parentheses"),
    Case(
      "(a, b)", .commaInParentheses, 2..<3, related: 0..<1,
      "',' separates the arguments of a function, and these are no arguments"),
    Case(
      "x + x(3)", .unknownFunction("x", isValue: true, nearest: nil), 4..<5,
      "'x' is not a function",
      help: "write multiplication with '*': x*(…)"),
    Case(
      "a = 1; a(3)", .unknownFunction("a", isValue: true, nearest: nil), 7..<8,
      "'a' is not a function", help: "write multiplication with '*': a*(…)"),
    Case(
      "sin", .functionWithoutArguments("sin"), 0..<3, "'sin' is a function and needs an argument",
      help: "write sin(…)"),
    Case(
      "√4", .functionWithoutArguments("√"), 0..<3, "'√' is a function and needs an argument",
      help: "write √(…)"),
    Case(
      "1+sin()", .wrongArgumentCount(function: "sin", takes: 1, orMore: false, found: 0, signature: "sin(a)"),
      2..<7,
      "sin takes 1 argument, found none", help: "write sin(a)"),
    Case(
      "arctan(y,x)",
      .wrongArgumentCount(function: "arctan", takes: 1, orMore: false, found: 2, signature: "arctan(a)"),
      0..<11,
      "arctan takes 1 argument, found 2", help: "write arctan(a)"),
    Case(
      "clamp(x)",
      .wrongArgumentCount(function: "clamp", takes: 3, orMore: false, found: 1, signature: "clamp(a, b, c)"),
      0..<8,
      "clamp takes 3 arguments, found 1", help: "write clamp(a, b, c)"),
    Case(
      "max()",
      .wrongArgumentCount(function: "max", takes: 1, orMore: true, found: 0, signature: "max(a, b, …)"),
      0..<5,
      "max takes at least 1 argument, found none", help: "write max(a, b, …)"),
    Case(
      "x + y = 3", .misplacedEquals, 6..<7, "'=' defines a name at the start of a line: name = expression",
      help: "definitions end with ';' or a new line"),
    Case(
      "a = 1;", .missingOutput, 6..<6, "expected an expression after the definitions",
      help: "end with the expression to compute"),
    Case(
      "x\ny", .outputNotLast, 0..<1, "an expression that defines no name must be the last line",
      help: "several outputs are separated by ',': f1, f2"),
    Case("a = 1; a = 2; a", .definedTwice("a"), 7..<8, "'a' is defined twice"),
    Case(
      "a = b; b = 2; a", .definedAfterUse("b"), 7..<8, "'b' is used above its definition",
      help: "move the definition above its first use"),
    Case(
      "a = a; a", .definedByItself("a"), 0..<1, "'a' is used in its own definition",
      help: "give one of the two another name"),
    Case("sin = 1; sin", .definesFunction("sin"), 0..<3, "'sin' is a function and cannot be defined"),
  ]

  @Test(arguments: texts)
  func text(_ example: Case) {
    let expected = SyntaxError(example.kind, example.range, related: example.related)
    let error = #expect(throws: SyntaxError.self) { try Expression(parsing: example.source) }
    #expect(error == expected)
    #expect(error?.description == example.message)
    #expect(error?.help(in: Array(example.source.utf8)) == example.help)
  }

  @Test(
    "what is not UTF-8",
    arguments: [
      ([0x78, 0xFF], 1..<2), ([0xC3], 0..<1), ([0x78, 0xE2, 0x82], 1..<2), ([0xED, 0xA0, 0x80], 0..<1),
      ([0x78, 0x2B, 0x80], 2..<3), ([0xC0, 0xAF], 0..<1),
    ] as [([UInt8], Range<Int>)])
  func invalidUTF8(_ bytes: [UInt8], _ range: Range<Int>) {
    let error = #expect(throws: SyntaxError.self) { try Expression(parsing: bytes) }
    #expect(error == SyntaxError(.invalidUTF8, range))
    #expect(error?.description == "the text is not valid UTF-8")
  }

  @Test("the name of a function that is not there")
  func unknownFunction() {
    let source = "1 + frobnicate(x)"
    let error = #expect(throws: SyntaxError.self) { try Expression(parsing: source) }
    #expect(error?.range == 4..<14)
    #expect(error?.description == "unknown function 'frobnicate'")
    let near = SyntaxError(.unknownFunction("sine", isValue: false, nearest: "sin"), 0..<4)
    #expect(near.help(in: []) == "did you mean 'sin'?")
    let far = SyntaxError(.unknownFunction("zzz", isValue: false, nearest: nil), 0..<3)
    #expect(far.help(in: []) == "'autodiff functions' lists them; multiplication is written zzz*(…)")
  }

  @Test("the longest text")
  func tooLong() {
    let error = SyntaxError(.tooLong(limit: Parser.byteLimit), 0..<0)
    #expect(error.description == "the text is longer than 2147483631 bytes")
  }
}
