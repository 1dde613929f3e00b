import Testing

@testable import Autodiff

struct HighOrderTests {
  static let functions = [
    "sin(x^2)*exp(x)/(1+x^2)", "exp(sin(x))", "ln(1+x)*sqrt(2+x)", "tanh(x)^3/cosh(x)", "x^5*ln(x)",
    "atan(x*y)/y",
    "hypot(x, y)^3", "7*x^3 - y",
  ]

  @Test(
    "a derivative by series has the value of repeated differentiation", arguments: functions, [1, 2, 3, 5])
  func values(_ text: String, _ order: Int) throws {
    let f = try Expression(parsing: text)
    let x = f.tape.inputs[try #require(f.variables.firstIndex(of: "x"))]
    let series = try #require(differentiateBySeries(f.graph, outputs: f.outputs, by: x, order: order))
    var (graph, roots) = (f.graph, f.outputs)
    for _ in 0..<order {
      let next = differentiate(graph, outputs: roots, by: [x])
      (graph, roots) = (next.graph, next.derivatives.map { $0[0] })
    }
    func value(_ derivative: Expression) -> Double {
      derivative.values(at: derivative.variables.map { $0 == "x" ? 0.7 : 1.3 })[0]
    }
    let found = value(f.derived(series.graph, series.derivatives))
    let expected = value(f.derived(graph, roots))
    #expect((found - expected).magnitude <= 1e-11 * max(1, expected.magnitude), "\(found), not \(expected)")
  }

  @Test("the nodes grow with the square of the order", arguments: [10, 20, 30])
  func size(_ order: Int) throws {
    let f = try Expression(parsing: HighOrderTests.functions[0])
    #expect(try f.derivative(by: "x", order: order).sharedCounts[0] * 10 <= 32 * order * order)
  }

  @Test("branches have no series, and are differentiated again and again")
  func branches() throws {
    let f = try Expression(parsing: "if(x > 0, x^4, -x^3)")
    #expect(differentiateBySeries(f.graph, outputs: f.outputs, by: 0, order: 3) == nil)
    let third = try f.derivative(by: "x", order: 3)
    #expect(third.values(at: [2]) == [48])
    #expect(third.values(at: [-2]) == [-6])
  }
}
