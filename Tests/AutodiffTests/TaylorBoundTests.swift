import Testing

@testable import Autodiff

@Suite("Bounds of Taylor remainders")
struct TaylorBoundTests {
  private func bound(_ text: String, at center: Double, order: Int, radius: Double) throws -> TaylorBound {
    try Expression(parsing: text).taylorBounds(at: [center], by: 0, order: order, radius: radius)[0]
  }

  @Test("e^x at 0: the bound of order n is e^R·R^(n+1)/(n+1)!", arguments: [1.0, 0.5, 2])
  func exponential(_ radius: Double) throws {
    let bounds = try bound("exp(x)", at: 0, order: 12, radius: radius).bounds
    var expected = Double.apply(.exp, radius, 0, 0)
    for (n, found) in bounds.enumerated() {
      expected *= radius / Double(n + 1)
      #expect(found >= expected * (1 - 1e-15) && found < expected * 1.000001)
    }
  }

  @Test("a polynomial has no remainder from its degree on")
  func polynomial() throws {
    let bounds = try bound("x^3 - 2*x + 1", at: -1, order: 5, radius: 2).bounds
    #expect(bounds[2] >= 8 && bounds[2] < 8.000001)
    #expect(bounds[3...] == [0, 0, 0])
  }

  private static let expressions: [(text: String, center: Double, radius: Double)] = [
    ("sqrt(x)", 4, 2), ("1/x", 2, 1), ("1/(1+x^2)", 0, 0.7), ("exp(sin(x))", 0.3, 1), ("tan(x)", 0, 1),
    ("sin(50*x)", 1, 0.05), ("cos(x)^3", 2, 1.5), ("ln(x)", 1, 0.5), ("x^x", 1.5, 0.5), ("2^x", 0, 2),
    ("x^2.5", 3, 1), ("x^-3", -2, 0.5), ("atan(x)", 0.5, 1), ("asin(x)", 0.2, 0.5), ("acosh(x)", 3, 1),
    ("atanh(x)", 0, 0.5), ("tanh(x)*sinh(x)", 0, 1), ("sech(x)+csch(x+3)", 0, 1), ("coth(x)", 2, 1),
    ("sec(x)", 0, 1), ("csc(x)-cot(x)", 1.5, 1), ("hypot(x,1)", 0, 1), ("atan2(x,2)", 0, 1),
    ("sigmoid(x)*softplus(x)", 0, 1), ("logaddexp(x,1)", 0, 1), ("sinc(x)", 0, 2), ("sinc(x)", 5, 2),
    ("cbrt(x)", 1, 0.5), ("acos(x)*asinh(x)", 0, 0.5), ("fma(x,x,1)", 0, 1), ("relu(x)*x", 2, 1),
    ("max(x,1-x)", 2, 1), ("clamp(x,0,10)^2", 5, 2), ("if(x>0, ln(x), 0)", 1, 0.5),
    ("if(x>0, ln(x), 0)", -1, 0.5), ("abs(x)^3", 2, 1), ("prod(i,1,5,x-i)", 3, 3),
    ("iterate(l,x,3,4*l*(1-l))", 0.3, 0.1), ("logsumexp(x,2*x,1)", 0, 1), ("x*abs(x)", -1, 0.5),
  ]

  @Test("never below the error at 200 points, for every order up to 8", arguments: expressions)
  func covers(_ text: String, _ center: Double, _ radius: Double) throws {
    let f = try Expression(parsing: text)
    let order = 8
    let bound = f.taylorBounds(at: [center], by: 0, order: order, radius: radius)[0]
    #expect(bound.obstacle == nil)
    let coefficients = f.taylor(at: [center], by: 0, order: order)[0]
    for sample in 0...200 {
      let distance = radius * (Double(sample) / 100 - 1)
      let exact = f.values(at: [center + distance])[0]
      var (polynomial, power, size) = (0.0, 1.0, exact.magnitude)
      for k in 0...order {
        polynomial += coefficients[k] * power
        size += (coefficients[k] * power).magnitude
        power *= distance
        let error = (exact - polynomial).magnitude
        #expect(error <= bound.bounds[k] + 1e-13 * size, "\(text), order \(k), distance \(distance)")
      }
    }
  }

  @Test("without a finite bound it is said why")
  func obstacles() throws {
    func reason(_ text: String, _ center: Double, _ radius: Double) throws -> TaylorBound.Obstacle.Reason? {
      let bound = try bound(text, at: center, order: 3, radius: radius)
      #expect(bound.bounds.last == .infinity)
      return bound.obstacle?.reason
    }
    #expect(try reason("1/x", 1, 2) == .unbounded)
    #expect(try reason("tan(x)", 0, 2) == .unbounded)
    #expect(try reason("ln(x)", 1, 2) == .undefined)
    #expect(try reason("sqrt(x)", 1, 2) == .undefined)
    #expect(try reason("x + abs(x)", 1, 2) == .derivative(2))
    #expect(try reason("floor(x)", 1.5, 1) == .undefined)
    #expect(try reason("if(x > 0, 1, 2)", 1, 2) == .undefined)
    #expect(try reason("max(x, 1)", 1, 2) == .derivative(2))
    #expect(try reason("exp(mod(x, 2))", 1, 0.5) == .noIntervalForm(function: "mod"))
    #expect(try reason("atan2(x, -1)", 1, 2) == .undefined)
    #expect(try reason("sqrt(x)", 1, 1) == .undefined)
  }
}
