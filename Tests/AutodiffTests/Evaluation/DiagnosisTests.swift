import Testing

@testable import Autodiff

/// What is said of a result that is not finite.
@Suite struct DiagnosisTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var source: String
    var point: [String: Double]
    /// What is said.
    var message: String
    /// The text that is underlined.
    var place: String
    /// The chain from there to the output: `ln(x) = nan`.
    var chain: [String]

    init(_ source: String, _ point: [String: Double], _ message: String, _ place: String, _ chain: [String]) {
      (self.source, self.point, self.message) = (source, point, message)
      (self.place, self.chain) = (place, chain)
    }

    var testDescription: String { source }
  }

  private func check(_ example: Case, _ find: (Expression, [Double]) -> [Diagnosis]) throws {
    let f = try Expression(parsing: example.source, shadowing: Set(example.point.keys))
    let found = find(f, try f.inputs(at: example.point))
    let diagnosis = try #require(found.first)
    #expect(diagnosis.description == example.message)
    #expect(String(decoding: f.source[diagnosis.range], as: UTF8.self) == example.place)
    let chain = diagnosis.chain.map { link in
      let adjoint = link.adjoint.map { ", adjoint \(NumberText.shortest($0))" } ?? ""
      return "\(link.text) = \(NumberText.shortest(link.value))\(adjoint)"
    }
    #expect(chain == example.chain)
  }

  @Test(
    "values: the first sub-expression that is not finite, its operands, and the domain",
    arguments: [
      Case(
        "y+2*ln(1-x^2)", ["x": 2, "y": 1], "ln(1-x^2) is undefined at 1-x^2 = -3 (needs 1-x^2 > 0)",
        "ln(1-x^2)",
        ["ln(1-x^2) = nan", "2*ln(1-x^2) = nan", "y+2*ln(1-x^2) = nan"]),
      Case(
        "exp(x)*2", ["x": 800], "exp(x) is beyond the range of a double at x = 800", "exp(x)",
        ["exp(x) = inf", "exp(x)*2 = inf"]),
      Case(
        "1+x/y", ["x": 1, "y": 0], "x/y is infinite at x = 1, y = 0 (needs y != 0)", "x/y",
        ["x/y = inf", "1+x/y = inf"]),
      Case(
        "gamma(x)-1", ["x": -2], "gamma(x) is undefined at x = -2 (needs x not 0, -1, ...)", "gamma(x)",
        ["gamma(x) = nan", "gamma(x)-1 = nan"]),
      Case(
        "beta(x,y)", ["x": 1, "y": 0], "beta(x,y) is undefined at x = 1, y = 0 (needs x > 0 and y > 0)",
        "beta(x,y)",
        ["beta(x,y) = nan"]),
      Case(
        "besselj(n,x)", ["n": 0.5, "x": 1],
        "besselj(n,x) is undefined at n = 0.5, x = 1 (needs whole order up to 10000)",
        "besselj(n,x)", ["besselj(n,x) = nan"]),
      Case("x+1", ["x": .nan], "x = nan was given", "x", ["x = nan", "x+1 = nan"]),
      Case(
        "max(1, ln(x))", ["x": -1], "ln(x) is undefined at x = -1 (needs x > 0)", "ln(x)",
        ["ln(x) = nan", "max(1, ln(x)) = nan"]),
      Case(
        "if(x > 0, 1, acos(2-x))", ["x": 0], "acos(2-x) is undefined at 2-x = 2 (needs -1 <= 2-x <= 1)",
        "acos(2-x)", ["acos(2-x) = nan", "if(x > 0, 1, acos(2-x)) = nan"]),
    ])
  func values(_ example: Case) throws {
    try check(example) { $0.diagnoseValues(at: $1, explaining: true) }
  }

  @Test(
    "derivatives: the factor at fault",
    arguments: [
      Case(
        "sqrt(x)+y", ["x": 0, "y": 1], "the derivative of sqrt(x) is infinite at x = 0", "sqrt(x)",
        ["sqrt(x) = 0, adjoint 1", "sqrt(x)+y = 1, adjoint 1"]),
      Case(
        "sqrt(x)^2", ["x": 0], "the derivative of sqrt(x) is infinite at x = 0 (0*inf here)", "sqrt(x)",
        ["sqrt(x) = 0, adjoint 0", "sqrt(x)^2 = 0, adjoint 1"]),
      Case(
        "2*atan2(y,x)", ["x": 0, "y": 0], "the derivative of atan2(y,x) is undefined at y = 0, x = 0",
        "atan2(y,x)", ["atan2(y,x) = 0, adjoint 2", "2*atan2(y,x) = 0, adjoint 1"]),
      Case(
        "polygamma(n,x)", ["n": 1, "x": 1], "the derivative of polygamma(n,x) is undefined at n = 1, x = 1",
        "polygamma(n,x)", ["polygamma(n,x) = 1.6449340668482264, adjoint 1"]),
      Case(
        "1e200*(1e200*x)", ["x": 1e-200],
        "the derivative of 1e200*x is beyond the range of a double at x = 1e-200",
        "1e200*x", ["1e200*x = 1, adjoint 1e+200", "1e200*(1e200*x) = 1e+200, adjoint 1"]),
    ])
  func derivatives(_ example: Case) throws {
    try check(example) { $0.diagnoseDerivatives(at: $1, explaining: true) }
  }

  @Test("of a long chain the ends are told")
  func longChain() throws {
    let f = try Expression(parsing: "iterate(l, ln(x), 1000, l+1)")
    let diagnosis = try #require(f.diagnoseValues(at: [-1], explaining: true).first)
    #expect(diagnosis.chain.count == 20 && diagnosis.omittedLinks == 981)
    #expect(f.diagnoseValues(at: [-1])[0].chain.isEmpty)
  }
}
