import Testing

@testable import Autodiff

/// Conditions, loops, functions of the text, indices and derivatives within expressions.
@Suite("Language")
struct LanguageTests {
  private static let point: [String: Double] = [
    "x": 0.3, "y": 2, "x1": 1, "x2": 2, "x3": 3, "a": 1, "b": 3, "t": 0.5,
  ]

  @Test(
    "values",
    arguments: [
      ("if(x < 1, 10, 20)", 10), ("if(x > 1, 10, 20)", 20), ("x > 1 ? 10 : 20", 20),
      ("x > 1 ? 1 : y > 1 ? 2 : 3", 2), ("if(nan, 1, 2)", .nan), ("if(2, 5, 6)", 5),
      ("a < y < b", 1), ("a < 5 < b", 0), ("a < y < b < 10", 1), ("(a < y) < b", 1), ("5 > 4 > 3", 1),
      ("1 <= 1", 1), ("1 >= 2", 0), ("1 == 1", 1), ("1 != 1", 0), ("nan == nan", 0), ("nan != nan", 1),
      ("1 ≤ 2 and 2 ≥ 2 and 1 ≠ 2", 1), ("not 0", 1), ("!1", 0), ("¬0", 1), ("not not 3", 1),
      ("1 or 0 and 0", 1), ("(1 or 0) and 0", 0), ("1 || 0 && 0", 1), ("not 1 == 2", 1), ("1 + (2 > 1)*5", 6),
      ("sum(i, 1, 10, i^2)", 385), ("sum(i, 3, 2, i)", 0), ("prod(k, 1, 5, k)", 120), ("prod(k, 2, 1, k)", 1),
      ("sum(i, -2, 2, i)", 0), ("sum(i, 1, 3, sum(j, 1, i, i*j))", 25), ("sum(i, 1, 3, x[i])", 6),
      ("x[2]*10", 20), ("x[1+1]", 2), ("sum(i, 1, 2, prod(i, 1, 3, i) + i)", 15),
      ("iterate(l, 0.2, 6, 4*l*(1-l))", 0.970813326249439), ("iterate(l, x, 0, 1/0)", 0.3),
      ("iterate(s, 1, 3, iterate(s, s, 2, 2*s))", 64),
      ("f(p) = p^2; f(3)", 9), ("f(p, q) = p - q; f(5, 3)", 2), ("f(x) = 10*x; f(y)", 20),
      ("f(p) = p + t; g(p) = f(f(p)); g(1)", 2),
      ("f(x) = diff(x^3, x); f(2)", 12), ("y2 = x^2; diff(y2, x)", 0.6),
      ("diff(x*diff(x + y, y), x)", 1), ("diff(diff(x^3*y^2, x), y)", 3 * 0.09 * 2 * 2),
      ("logsumexp(1, 2, 3)", 3.4076059644443806), ("max(1, y, 3, x)", 3), ("min(4, y, 3)", 2),
    ] as [(String, Double)])
  func values(_ text: String, _ expected: Double) throws {
    let value = try Expression(parsing: text).value(at: Self.point)
    #expect(
      value == expected || value.isNaN && expected.isNaN || abs(value - expected) <= 1e-15 * abs(expected))
  }

  @Test(
    "every mode differentiates every construct",
    arguments: [
      ("if(x > 0, ln(x), 0)", 0.0, 0.0), ("if(x > 0, ln(x), 0)", 2, 0.5), ("x > 1 ? x^2 : -x", 2, 4),
      ("x > 1 ? x^2 : -x", 0, -1), ("if(x >= 0, sqrt(x), 1/0)", 4, 0.25), ("(x > 2)*x", 3, 1),
      ("if(x, x^2, 7)", 3, 6), ("sum(i, 1, 4, x^i)", 1, 10), ("prod(i, 1, 4, x)", 2, 32),
      ("iterate(l, x, 3, 4*l*(1-l))", 0.2, 9.0660864), ("f(u) = u*sin(u); f(x)", 0, 0),
      ("diff(x^3, x)", 2, 12), ("diff(x*diff(x*t, t), x)", 4, 2),
      ("if(x < 1, if(x < 0, 1, x^2), exp(x))", 0.5, 1),
      ("iterate(l, x, 5, l > 0.5 ? 2*(1-l) : 2*l)", 0.3, -32),
    ] as [(String, Double, Double)])
  func derivatives(_ text: String, _ x: Double, _ expected: Double) throws {
    let f = try Expression(parsing: text)
    for mode in Mode.allCases {
      let derivative = try f.gradient(at: ["x": x, "t": 1], by: ["x"], mode: mode).partials[0]
      let tolerance = mode == .numeric ? 1e-6 : 1e-12
      #expect(abs(derivative - expected) <= tolerance * max(1, abs(expected)), "\(mode)")
    }
  }

  @Test(
    "the derivative of a conditional is a conditional",
    arguments: [
      ("if(x > 0, x^2, -x)", "if(x > 0, 2*x, -1)"),
      ("x > 1 ? x^2 : x < 0 ? 3*x : sin(x)", "if(x > 1, 2*x, if(x < 0, 3, cos(x)))"),
      ("if(x > 0, ln(x), 0)", "if(x > 0, 1/x, 0)"),
      ("x > 0 and x < 1", "0"),
      ("sum(i, 1, 3, x^i)", "1 + 2*x + 3*x^2"),
    ])
  func symbolic(_ text: String, _ expected: String) throws {
    #expect(try Expression(parsing: text).derivative(by: "x").text == expected)
  }

  @Test(
    "what is printed parses back",
    arguments: [
      "if(a < x and not x < y or y == 1, x, -x)", "(a < x) + 1", "not (a or x) and y", "(x < y) == (y < a)",
      "if(x != 0, 1/x, 0)", "a < x and x < y",
    ])
  func printing(_ text: String) throws {
    let first = try Expression(parsing: text)
    let second = try Expression(parsing: first.text)
    #expect(second.text == first.text)
    #expect(second.graph.nodes.count == first.graph.nodes.count)
  }

  @Test(
    "faults and their places",
    arguments: [
      ("sum(i, 1, n, i)", .notConstant(.bound), 10..<11), ("sum(i, 1, 2.5, i)", .notWhole(.bound), 10..<13),
      ("sum(3, 1, 2, 1)", .expectedName(construct: "sum"), 4..<5), ("x[y]", .notConstant(.index), 2..<3),
      ("x[-1]", .notWhole(.index), 2..<4), ("x ? 1", .missingColon, 5..<5), ("x : 1", .misplacedColon, 2..<3),
      ("(x ? 1)", .missingColon, 6..<7), ("x[1", .unclosedBracket(found: "end of expression"), 3..<3),
      ("x]", .unmatchedBracket, 1..<2), ("diff(x^2, 3)", .expectedVariable(found: "'3'"), 10..<11),
      ("sum(i, 1, 2, diff(x*i, i))", .notAVariable("i"), 23..<24),
      ("f(a, a) = a; f(1, 2)", .parameterTwice("a"), 5..<6),
      ("sum(i, 1, 1e9, x)", .tooManyPasses(limit: 10_000_000), 0..<3),
      ("f() = 1", .unknownFunction("f", isValue: false, nearest: nil), 0..<1),
    ] as [(String, SyntaxError.Kind, Range<Int>)])
  func faults(_ text: String, _ kind: SyntaxError.Kind, _ range: Range<Int>) {
    let error = #expect(throws: SyntaxError.self) { try Expression(parsing: text) }
    #expect(error?.kind == kind)
    #expect(error?.range == range)
  }

  @Test("gamma and beta are letters where no parenthesis follows")
  func letters() throws {
    let both = try Expression(parsing: "gamma*x + gamma(x)")
    #expect(both.variables == ["gamma", "x"])
    #expect(both.values(at: [3, 5]) == [39])
    #expect(try Expression(parsing: "beta = 2; beta*x").values(at: [4]) == [8])
    #expect(throws: SyntaxError.self) { try Expression(parsing: "lgamma*x") }
  }
}
