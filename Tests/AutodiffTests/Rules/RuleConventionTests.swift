import Testing

@testable import Autodiff

/// What the derivative is where there is none: one convention, the same in every exact mode.
@Suite struct RuleConventionTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var source: String
    var point: [Double]
    var partials: [Double]

    init(_ source: String, at point: Double..., gives partials: Double...) {
      (self.source, self.point, self.partials) = (source, point, partials)
    }

    var testDescription: String { "\(source) at \(point)" }
  }

  static let inf = Double.infinity
  static let nan = Double.nan

  static let kinks: [Case] = [
    Case("abs(x)", at: 0, gives: 0), Case("abs(x)", at: -0.0, gives: 0), Case("abs(x)", at: -2, gives: -1),
    Case("sign(x)", at: 0, gives: 0), Case("floor(x)", at: 2, gives: 0), Case("ceil(x)", at: 2, gives: 0),
    Case("round(x)", at: 2.5, gives: 0), Case("trunc(x)", at: -1, gives: 0), Case("step(x)", at: 0, gives: 0),
    Case("min(x, y)", at: 1, 1, gives: 0.5, 0.5), Case("max(x, y)", at: 1, 1, gives: 0.5, 0.5),
    Case("max(x, y)", at: 0, -0.0, gives: 0.5, 0.5),
    Case("max(x, y)", at: 2, 1, gives: 1, 0), Case("min(x, y)", at: 2, 1, gives: 0, 1),
    Case("max(x, y, z)", at: 1, 1, 1, gives: 0.25, 0.25, 0.5),
    Case("max(x, x)", at: 3, gives: 1),
    Case("max(x, y)", at: nan, 1, gives: nan, nan), Case("min(x, y)", at: 1, nan, gives: nan, nan),
    Case("relu(x)", at: 0, gives: 0), Case("relu(x)", at: -1, gives: 0), Case("relu(x)", at: 1, gives: 1),
    Case("clamp(x, -1, 1)", at: -1, gives: 1), Case("clamp(x, -1, 1)", at: 1, gives: 1),
    Case("clamp(x, -1, 1)", at: 0, gives: 1), Case("clamp(x, -1, 1)", at: 2, gives: 0),
    Case("clamp(x, -1, 1)", at: -2, gives: 0), Case("clamp(x, y, z)", at: 3, 0, 1, gives: 0, 0, 1),
    Case("clamp(x, y, z)", at: -3, 0, 1, gives: 0, 1, 0), Case("clamp(x, y, z)", at: 0, 0, 1, gives: 1, 0, 0),
    Case("clamp(x, y, z)", at: 0, 3, 1, gives: 0, 0, 1),
    Case("mod(x, y)", at: 6, 3, gives: 1, -2), Case("mod(x, y)", at: -1, 3, gives: 1, 1),
    Case("mod(x, 0)", at: 1, gives: nan),
  ]

  static let poles: [Case] = [
    Case("sqrt(x)", at: 0, gives: inf), Case("cbrt(x)", at: 0, gives: inf), Case("ln(x)", at: 0, gives: inf),
    Case("log2(x)", at: 0, gives: inf), Case("log10(x)", at: 0, gives: inf),
    Case("log1p(x)", at: -1, gives: inf),
    Case("asin(x)", at: 1, gives: inf), Case("asin(x)", at: -1, gives: inf),
    Case("acos(x)", at: 1, gives: -inf), Case("acos(x)", at: -1, gives: -inf),
    Case("acosh(x)", at: 1, gives: inf), Case("atanh(x)", at: 1, gives: inf),
    Case("atanh(x)", at: -1, gives: inf),
    Case("1/x", at: 0, gives: -inf), Case("x/y", at: 1, 0, gives: inf, -inf),
  ]

  static let outside: [Case] = [
    Case("ln(x)", at: -1, gives: nan), Case("log2(x)", at: -1, gives: nan),
    Case("log10(x)", at: -1, gives: nan),
    Case("log1p(x)", at: -2, gives: nan), Case("sqrt(x)", at: -1, gives: nan),
    Case("asin(x)", at: 2, gives: nan),
    Case("acos(x)", at: 2, gives: nan), Case("acosh(x)", at: 0.5, gives: nan),
    Case("atanh(x)", at: 2, gives: nan),
    Case("x^0.5", at: -1, gives: nan), Case("x^y", at: -1, 0.5, gives: nan, nan),
    Case("sin(x)", at: inf, gives: nan), Case("0*ln(x)", at: -1, gives: nan),
  ]

  static let powers: [Case] = [
    Case("x^y", at: 0, 0, gives: 0, nan), Case("x^y", at: 0, 1, gives: 1, 0),
    Case("x^y", at: 0, 2, gives: 0, 0),
    Case("x^y", at: 0, 3.5, gives: 0, 0), Case("x^y", at: 0, 0.5, gives: inf, 0),
    Case("x^y", at: 0, -1, gives: -inf, nan), Case("x^y", at: 0, -0.5, gives: -inf, nan),
    Case("x^0", at: 0, gives: 0), Case("x^1", at: 0, gives: 1), Case("x^2", at: 0, gives: 0),
    Case("x^0.5", at: 0, gives: inf), Case("x^(1/3)", at: 0, gives: inf), Case("x^-1", at: 0, gives: -inf),
    Case("x^3", at: -2, gives: 12), Case("x^-2", at: -2, gives: 0.25), Case("x^y", at: -2, 3, gives: 12, nan),
    Case("x^2", at: -inf, gives: -inf), Case("2^x", at: 0, gives: NamedConstant.ln2.value),
    Case("0^x", at: 2, gives: 0), Case("x^0", at: 5, gives: 0),
  ]

  static let others: [Case] = [
    Case("hypot(x, y)", at: 0, 0, gives: 0, 0), Case("hypot(x, y)", at: 3, 4, gives: 0.6, 0.8),
    Case("atan2(y, x)", at: 0, 0, gives: nan, nan), Case("atan2(y, x)", at: 0, -1, gives: -1, 0),
    Case("sinc(x)", at: 0, gives: 0), Case("sinc(x)", at: inf, gives: 0),
    Case("logaddexp(x, y)", at: 1000, 1000, gives: 0.5, 0.5),
    Case("logaddexp(x, y)", at: 1000, -1000, gives: 1, 0),
    Case("sigmoid(x)", at: -1000, gives: 0), Case("softplus(x)", at: 1000, gives: 1),
    Case("tanh(x)", at: 400, gives: 0), Case("exp(x)", at: -inf, gives: 0),
  ]

  /// The gamma family at its poles and beyond its range; functions of an order.
  static let special: [Case] = [
    Case("gamma(x)", at: 0, gives: nan), Case("gamma(x)", at: -0.0, gives: nan),
    Case("gamma(x)", at: -1, gives: nan), Case("gamma(x)", at: -171, gives: nan),
    Case("gamma(x)", at: -1e300, gives: nan), Case("gamma(x)", at: -inf, gives: nan),
    Case("gamma(x)", at: 200, gives: inf), Case("gamma(x)", at: inf, gives: inf),
    Case("gamma(x)", at: -200.5, gives: 0), Case("0*gamma(x)", at: -1, gives: nan),
    Case("lgamma(x)", at: 0, gives: nan), Case("lgamma(x)", at: -3, gives: nan),
    Case("lgamma(x)", at: inf, gives: inf), Case("lgamma(x)", at: 1e300, gives: 690.7755278982137),
    Case("digamma(x)", at: 0, gives: nan), Case("digamma(x)", at: -2, gives: nan),
    Case("digamma(x)", at: inf, gives: 0), Case("digamma(x)", at: 1e-200, gives: inf),
    Case("polygamma(1, x)", at: 0, gives: nan), Case("polygamma(2, x)", at: -3, gives: nan),
    Case("polygamma(x, y)", at: 1, inf, gives: nan, 0), Case("polygamma(0.5, x)", at: 1, gives: nan),
    Case("polygamma(-1, x)", at: 1, gives: nan), Case("polygamma(171, x)", at: 1, gives: nan),
    Case("beta(x, y)", at: 0, 1, gives: nan, nan), Case("lbeta(x, y)", at: 1, -1, gives: nan, nan),
    Case("beta(x, y)", at: 1, 1, gives: -1, -1), Case("lbeta(x, y)", at: 1, 1, gives: -1, -1),
    Case("besselj0(x)", at: 0, gives: 0), Case("besselj1(x)", at: 0, gives: 0.5),
    Case("besselj1(x)", at: inf, gives: 0), Case("besselj(2, x)", at: 0, gives: 0),
    Case("besselj(1, x)", at: 0, gives: 0.5), Case("besselj(-1, x)", at: 0, gives: -0.5),
    Case("besselj(0.5, x)", at: 1, gives: nan), Case("besselj(x, y)", at: 0, 0, gives: nan, 0),
    Case("bessely0(x)", at: 0, gives: inf), Case("bessely0(x)", at: -1, gives: nan),
    Case("bessely1(x)", at: -1, gives: nan),
    Case("erf(x)", at: inf, gives: 0), Case("erf(x)", at: 40, gives: 0), Case("erfc(x)", at: -inf, gives: 0),
  ]

  static let branches: [Case] = [
    Case("if(x > 0, ln(x), 0)", at: 0, gives: 0), Case("x > 0 ? sqrt(x) : -x", at: -1, gives: -1),
    Case("x > 0 ? sqrt(x) : -x", at: 0, gives: -1), Case("if(x, 1/x, x)", at: 0, gives: 1),
    Case("if(x == x, x^2, 3)", at: nan, gives: 0), Case("if(x, 1, 2)", at: nan, gives: nan),
    Case("if(x < 1, y, 1/(x-1))", at: 1, 2, gives: -inf, 0),
  ]

  /// Huge and tiny arguments, denormals, overflow and underflow.
  static let extremes: [Case] = [
    Case("exp(x)", at: 710, gives: inf), Case("exp(x)", at: -746, gives: 0),
    Case("x^2", at: 1e200, gives: 2e200),
    Case("ln(x)", at: 0x1p-1060, gives: inf), Case("ln(x)", at: 1e308, gives: 1e-308),
    Case("1/x", at: 1e200, gives: -0.0), Case("1/x", at: 0x1p-1060, gives: -inf),
    Case("sqrt(x)", at: 0x1p-1060, gives: 0x1p529), Case("cbrt(x)", at: 0x1p-1059, gives: 0x1p706 / 3),
    Case("x*1e-300*1e-300", at: 1, gives: 0), Case("tanh(x)", at: 1e300, gives: 0),
    Case("atan(x)", at: 1e300, gives: 0), Case("atan(x)", at: 1e100, gives: 1e-200),
    Case("hypot(x, y)", at: 0x1p1023, 0x1p-1060, gives: 1, 0),
    Case("hypot(x, y)", at: 0x1p-1060, 0x1p-1060, gives: 0.5.squareRoot(), 0.5.squareRoot()),
    Case("atan2(y, x)", at: 0x1p600, 0x1p600, gives: 0x1p-601, -0x1p-601),
    Case("sigmoid(x)", at: -700, gives: 9.85967654375977e-305), Case("asinh(x)", at: 1e200, gives: 1e-200),
    Case("softplus(x)", at: -1e300, gives: 0), Case("logaddexp(x, y)", at: 1e300, -1e300, gives: 1, 0),
    Case("sin(x)", at: 0x1p-1060, gives: 1), Case("acosh(x)", at: 1e300, gives: 1e-300),
    Case("log1p(x)", at: 1e300, gives: 1e-300), Case("x/y", at: 1e300, 1e-300, gives: 1e300, -inf),
  ]

  @Test("to 5 ulp, with huge and tiny arguments", arguments: extremes, [Mode.forward, .reverse, .symbolic])
  func extreme(_ example: Case, _ mode: Mode) throws {
    let partials = try Expression(parsing: example.source).gradient(at: example.point, mode: mode).partials
    #expect(partials.count == example.partials.count)
    for (found, exact) in zip(partials, example.partials) {
      #expect(ulps(found, exact) <= 5, "\(mode): \(partials), not \(example.partials)")
    }
  }

  @Test(
    "signed zeros are values like others",
    arguments: [
      ("sin(x)", -0.0, -0.0), ("sqrt(x)", -0.0, -0.0), ("cbrt(x)", -0.0, -0.0), ("erf(x)", -0.0, -0.0),
      ("1/x", -0.0, -inf), ("1/x", 0.0, inf), ("atan2(x, -1)", -0.0, -NamedConstant.pi.value),
      ("atan2(x, -1)", 0.0, NamedConstant.pi.value), ("expm1(x)", -0.0, -0.0), ("x*0", -1.0, -0.0),
      ("besselj1(x)", -0.0, -0.0), ("round(x)", -0.25, -0.0), ("1/abs(x)", -0.0, inf),
    ] as [(String, Double, Double)])
  func signedZero(_ source: String, _ x: Double, _ value: Double) throws {
    let found = try Expression(parsing: source).values(at: [x])[0]
    #expect(found == value && found.sign == value.sign, "\(source): \(found)")
  }

  @Test(
    "where a value is nan so are its derivatives, and all modes agree", arguments: RuleAccuracyTests.functions
  )
  func edges(_ function: Function) {
    let edges: [Double] = [0, -0.0, 1, -1, 0.5, .infinity, -.infinity, .nan, 0x1p-1060, 1e300, -1e300]
    let f = RuleAccuracyTests.expression(function)
    let seconds: [Double] = function.arity > 1 ? edges : [0]
    let thirds: [Double] = function.arity > 2 ? [1, .nan, -.infinity] : [0]
    for a in edges {
      for b in seconds {
        for c in thirds {
          let point = Array([a, b, c].prefix(function.arity))
          let reverse = f.gradient(at: point)
          let forward = f.gradient(at: point, mode: .forward).partials
          let symbolic = f.gradient(at: point, mode: .symbolic).partials
          if reverse.values[0].isNaN { #expect(reverse.partials.allSatisfy { $0.isNaN }, "\(point)") }
          #expect(same(reverse.partials, forward), "\(point): \(reverse.partials), forward \(forward)")
          #expect(same(reverse.partials, symbolic), "\(point): \(reverse.partials), symbolic \(symbolic)")
        }
      }
    }
  }

  /// Zeros are structural: what was not taken or does not depend on an input adds nothing, not 0·inf.
  static let structural: [Case] = [
    Case("max(sqrt(x), 1)", at: 0, gives: 0), Case("min(1, ln(x)+9)*0 + x", at: 1, gives: 1),
    Case("relu(0-sqrt(x))", at: 0, gives: 0), Case("relu(-1-sqrt(x))", at: 0, gives: 0),
    Case("relu(sqrt(x)-1)", at: 0, gives: 0), Case("relu(-sqrt(x)-1)", at: 0, gives: 0),
    Case("clamp(1/x, 0, 5)", at: 0, gives: 0), Case("max(1/x, -1)", at: -0.0, gives: 0),
    Case("min(1/x, 5)", at: 0, gives: 0), Case("2*max(3, cbrt(x)*y)", at: 0, 1, gives: 0, 0),
    Case("max(max(sqrt(x), 1), 2)", at: 0, gives: 0), Case("relu(relu(sqrt(x)-1)-1)", at: 0, gives: 0),
    Case("relu(-1-2*sqrt(x))", at: 0, gives: 0), Case("relu(-1-sqrt(x)/2)", at: 0, gives: 0),
    Case("-relu(sqrt(x)-1)", at: 0, gives: 0), Case("1 - relu(sqrt(x)-1)", at: 0, gives: 0),
    Case("sin(y) + floor(ln(x))*0", at: 0, 1, gives: 1, 0),
    Case("floor(sqrt(x))", at: 0, gives: 0), Case("sign(cbrt(x)) + x", at: 0, gives: 1),
    Case("relu(-1-sqrt(x)) + relu(-2-sqrt(x))", at: 0, gives: 0),
    Case("relu(-1-sqrt(x)) - 3*relu(sqrt(x)-2)", at: 0, gives: 0),
    Case("max(-1-sqrt(x), relu(sqrt(x)-1))", at: 0, gives: 0),
    Case("relu(-1-sqrt(x)) + sqrt(x)", at: 0, gives: inf),
  ]

  @Test(
    arguments: kinks + poles + outside + powers + others + special + branches + structural,
    [Mode.forward, .reverse, .symbolic])
  func convention(_ example: Case, _ mode: Mode) throws {
    let f = try Expression(parsing: example.source)
    let partials = f.gradient(at: example.point, mode: mode).partials
    #expect(same(partials, example.partials), "\(mode): \(partials), not \(example.partials)")
  }

  @Test(
    "the same at the second order, through duals and through the derivative's derivative",
    arguments: [
      Case("relu(sqrt(x)-1)", at: 0, gives: 0), Case("max(sqrt(x), 1)", at: 0, gives: 0),
      Case("relu(x)^2", at: 3, gives: 2), Case("abs(x)", at: 0, gives: 0), Case("x^2", at: 0, gives: 2),
      Case("x^3", at: 0, gives: 0), Case("x*abs(x)", at: 2, gives: 2),
      Case("sinc(x)", at: 0, gives: -1 / 3.0),
      Case("x^2.5", at: 0, gives: 0), Case("x^1.5", at: 0, gives: inf), Case("max(x, x^2)", at: 3, gives: 2),
    ])
  func secondOrder(_ example: Case) throws {
    let f = try Expression(parsing: example.source)
    let derivative = try f.derivatives(by: ["x"])
    for mode in [Mode.forward, .reverse, .symbolic] {
      let partials = derivative.gradient(at: example.point, mode: mode).partials
      #expect(same(partials, example.partials), "\(mode): \(partials)")
    }
    let tape = f.tape
    let activity = Activity(tape, choosing: [0])
    let constants = tape.constants.map { Dual(primal: $0.value) }
    let linear = Linearization(
      tape, activity, constants: constants, inputs: [Dual(primal: example.point[0], tangent: 1)])
    let adjoints = reverseSweep(
      tape, activity, partials: linear.partials, seeds: [(tape.outputs[0], Dual(primal: 1))])
    let adjoint = adjoints[tape.firstInput]
    let second = adjoint.isAbsent ? 0 : adjoint.tangent.orZero
    #expect(same([second], example.partials), "forward over reverse: \(second)")
  }
}
