import Testing

@testable import Autodiff

@Suite struct GradientTests {
  @Test("by name, in the order asked for", arguments: Mode.allCases)
  func byName(_ mode: Mode) throws {
    let f = try Expression(parsing: "x^2*y + z")
    let point = ["x": 3.0, "y": 5, "z": 7, "unused": 1]
    let gradient = try f.gradient(at: point, by: ["z", "x", "z"], mode: mode)
    #expect(gradient.variables == ["z", "x", "z"])
    #expect(gradient.values == [52])
    #expect(zip(gradient.partials, [1, 30, 1]).allSatisfy { ($0 - $1).magnitude < 1e-8 })
    #expect(try f.gradient(at: point, by: [], mode: mode).rows == [[]])
    #expect((gradient.errors != nil) == (mode == .numeric))
  }

  @Test("a constant has no partials", arguments: Mode.allCases)
  func constant(_ mode: Mode) throws {
    let gradient = try Expression(parsing: "2+3, pi").gradient(at: [:], mode: mode)
    #expect(gradient.values == [5, Double.pi])
    #expect(gradient.rows == [[], []])
  }

  @Test("what has no value, and what does not occur")
  func errors() throws {
    let f = try Expression(parsing: "ln(x1)+x2")
    #expect(throws: EvaluationError.unbound(variable: "x2", range: 7..<9)) { try f.value(at: ["x1": 2]) }
    #expect(throws: EvaluationError.unbound(variable: "x1", range: 3..<5)) { try f.gradient(at: [:]) }
    #expect(throws: EvaluationError.unknownVariable("y")) {
      try f.gradient(at: ["x1": 1, "x2": 2], by: ["y"])
    }
    #expect(throws: EvaluationError.unknownVariable("y")) { try f.derivative(by: "y") }
    // A derived expression has no text of its own, so no place in it.
    let derived = try f.derivative(by: "x1")
    #expect(throws: EvaluationError.unbound(variable: "x1", range: 0..<0)) { try derived.value(at: [:]) }
    #expect(EvaluationError.unbound(variable: "x", range: 0..<1).description == "variable 'x' has no value")
    #expect(
      EvaluationError.unknownVariable("y").description == "variable 'y' does not occur in the expression")
    #expect(EvaluationError.wrongCount(expected: 2, found: 3).description == "expected 2 values, found 3")
  }

  @Test("where the value is nan, so is every partial", arguments: Mode.allCases)
  func nan(_ mode: Mode) throws {
    let gradient = try Expression(parsing: "ln(x) + y, y").gradient(at: [-1, 2], mode: mode)
    #expect(same(gradient.rows[0], [.nan, .nan]))
    #expect(gradient.rows[1][0] == 0 && (gradient.rows[1][1] - 1).magnitude < 1e-9)
  }

  @Test(
    "what is evaluated is what was written, in IEEE arithmetic",
    arguments: [
      ("0.1+0.2", 0.1 + 0.2), ("(1e308*10)/10", .infinity), ("1/0", .infinity), ("-1/0", -.infinity),
      ("1/-0", -.infinity), ("0*inf", .nan), ("inf-inf", .nan), ("2^0.5", 2.0.squareRoot()), ("0^0", 1),
      ("(1-1e-17)*(1+1e-17)", 1), ("fma(0.1, 10, -1)", 0x1p-54), ("mod(-7, 3)", 2), ("mod(7, -3)", -2),
      ("mod(6, 3)", 0), ("round(2.5)", 3), ("round(-2.5)", -3), ("trunc(-2.7)", -2), ("sign(-3)", -1),
      ("step(0)", 0), ("step(2)", 1), ("sinc(0)", 1), ("max(1, nan)", .nan), ("min(nan, 1)", .nan),
      ("hypot(0x3p1000, 0x4p1000)", 0x5p1000), ("e", 2.718281828459045), ("phi", (1 + 5.0.squareRoot()) / 2),
      ("tau - 2*pi", 0), ("cbrt(-27)", -3), ("clamp(5, 0, 1)", 1), ("1e16+1", 1e16),
    ] as [(String, Double)])
  func faithful(_ source: String, _ value: Double) throws {
    #expect(same(try Expression(parsing: source).values(at: []), [value]))
  }
}
