import Testing

@testable import Autodiff

@Suite("Taylor")
struct TaylorTests {
  private func coefficients(_ text: String, at x: Double, order: Int) throws -> [Double] {
    try Expression(parsing: text).taylor(at: [x], by: 0, order: order)[0]
  }

  // Abramowitz & Stegun 4.3.67 (tan), 4.2.1 (exp); e^(sin x): Gradshteyn & Ryzhik 1.216.
  static let printed: [(String, [Double])] = [
    ("tan(x)", [0, 1, 0, 1.0 / 3, 0, 2.0 / 15, 0, 17.0 / 315]),
    ("exp(sin(x))", [1, 1, 0.5, 0, -1.0 / 8, -1.0 / 15, -1.0 / 240]),
    ("exp(x)", [1, 1, 1.0 / 2, 1.0 / 6, 1.0 / 24]), ("1/(1-x)", [1, 1, 1, 1, 1, 1]),
    ("x^3", [0, 0, 0, 1, 0]), ("ln(1+x)", [0, 1, -1.0 / 2, 1.0 / 3, -1.0 / 4]),
    ("besselj0(x)", [1, 0, -1.0 / 4, 0, 1.0 / 64, 0, -1.0 / 2304]),
    ("besselj(2,x)", [0, 0, 1.0 / 8, 0, -1.0 / 96]),
  ]

  @Test("series are shared: a high order is no exponential number of them", arguments: ["tanh", "besselj0"])
  func highOrder(_ function: String) throws {
    // Both are analytic about 1/2; the radius of convergence of tanh is |1/2 − iπ/2|.
    let found = try coefficients("\(function)(x)", at: 0.5, order: 60)
    let polynomial = found.reversed().reduce(0) { $0 * 0.25 + $1 }
    let exact = try Expression(parsing: "\(function)(x)").value(at: ["x": 0.75])
    #expect((polynomial - exact).magnitude <= 1e-15)
  }

  @Test("printed coefficients", arguments: printed)
  func known(_ text: String, _ expected: [Double]) throws {
    let found = try coefficients(text, at: 0, order: expected.count - 1)
    for (a, b) in zip(found, expected) { #expect((a - b).magnitude <= 4e-16 * max(1, b.magnitude)) }
  }

  @Test("the polynomial parses back to the same coefficients", arguments: [0, 1.5, -0.25])
  func text(_ center: Double) throws {
    let found = try coefficients("exp(sin(x))*2", at: center, order: 6)
    let polynomial = Expression.polynomial(found, in: "x", around: center)
    let again = try Expression(parsing: polynomial.text).taylor(at: [center], by: 0, order: 6)[0]
    #expect(again == found)
    #expect(Expression.polynomial([0, 0], in: "x", around: 1).text == "0")
    #expect(Expression.polynomial([-1, -1, 0, 2], in: "x", around: -2).text == "-1 - (x + 2) + 2*(x + 2)^3")
  }

  @Test("a sampled remainder is no less than the error seen, for smooth functions")
  func remainder() throws {
    let f = try Expression(parsing: "exp(x)")
    let remainder = f.taylorRemainders(at: [0], by: 0, order: 3, radius: 0.5)[0]
    // e^0.5·0.5⁴/4! and e^0.5 − (1 + 1/2 + 1/8 + 1/48)
    #expect((remainder.estimates[3] - 0.004293544).magnitude < 1e-8)
    #expect((remainder.errors[3] - 0.002887937).magnitude < 1e-8)
  }

  @Test("jumps and kinks are found, and only these")
  func jumps() throws {
    func order(_ text: String, _ x: Double) throws -> Int? {
      try Expression(parsing: text).jump(at: [x], by: 0)?.order
    }
    #expect(try order("abs(x)", 0) == 1)
    #expect(try order("floor(x)", 2) == 0)
    #expect(try order("x*abs(x)", 0) == 2)
    #expect(try order("relu(x)", 0) == 1)
    #expect(try order("abs(x)", 0.5) == nil)
    #expect(try order("sin(x)", 0) == nil)
    #expect(try order("x^20", 0) == nil)
    #expect(try order("1/x", 0.001) == nil)
  }

  @Test("a mixed partial derivative", arguments: [(["x", "y", "y"], "12*x*y"), (["y", "x"], "6*x*y^2")])
  func mixed(_ names: [String], _ expected: String) throws {
    let f = try Expression(parsing: "x^2*y^3")
    #expect(try f.mixedDerivative(by: names).simplified().text == expected)
    #expect(try f.rawMixedDerivative(by: names).simplified().text == expected)
  }
}
