import Testing

@testable import Autodiff

/// Derivatives by x, as a person would write them.
@Suite struct DerivativeTextTests {
  @Test(arguments: [
    // Powers.
    ("x", "1"), ("x^2", "2*x"), ("x^3", "3*x^2"), ("x^10", "10*x^9"), ("x^-1", "-1/x^2"),
    ("x^-2", "-2/x^3"), ("1/x", "-1/x^2"), ("1/x^2", "-2/x^3"), ("sqrt(x)", "1/(2*sqrt(x))"),
    ("x^(1/3)", "x^(-2/3)/3"), ("x^(3/2)", "3*sqrt(x)/2"), ("x^0.5", "0.5/x^0.5"), ("x^2.5", "2.5*x^1.5"),
    ("cbrt(x)", "1/(3*cbrt(x)^2)"), ("x^y", "y*x^(y - 1)"), ("2^x", "2^x*ln(2)"), ("e^x", "e^x"),
    ("x^x", "x^x*ln(x) + x^x"), ("x^pi", "pi*x^(pi - 1)"), ("(2*x)^3", "24*x^2"), ("(x+1)^3", "3*(x + 1)^2"),
    ("sqrt(4*x)", "1/sqrt(x)"), ("1/sqrt(x)", "-x^(-3/2)/2"),
    // Polynomials and quotients.
    ("4*x*(1-x)", "4 - 8*x"), ("3*x^2+2*x+1", "6*x + 2"), ("(x+1)*(x-1)", "2*x"), ("x*y", "y"),
    ("x/y", "1/y"),
    ("y/x", "-y/x^2"), ("x/2", "1/2"), ("0.5*x", "0.5"), ("0.1*x+0.2*x", "0.3"), ("x/3+x/6", "1/2"),
    ("-x", "-1"),
    ("x-y", "1"), ("y-x", "-1"), ("x/(1+x)", "1/(1 + x) - x/(1 + x)^2"), ("a*x^2+b*x+c", "2*a*x + b"),
    ("x+x", "2"),
    ("x-x", "0"), ("x/x", "0"), ("2*x*3*x", "12*x"), ("(x^2+1)^2", "4*x*(x^2 + 1)"),
    ("1/(x^2+1)", "-2*x/(x^2 + 1)^2"),
    ("x*(y+z)", "y + z"), ("(a+b*x)/c", "b/c"), ("1/(2*x)", "-1/(2*x^2)"),
    // Functions, and the chain rule.
    ("sin(x)", "cos(x)"), ("cos(x)", "-sin(x)"), ("tan(x)", "1 + tan(x)^2"), ("sin(x^2)", "2*x*cos(x^2)"),
    ("sin(2*x)", "2*cos(2*x)"), ("cos(-x)", "sin(-x)"), ("sin(x)^2", "2*sin(x)*cos(x)"),
    ("sin(cos(x))", "-sin(x)*cos(cos(x))"),
    ("exp(x)", "exp(x)"), ("exp(-x)", "-exp(-x)"), ("exp(2*x)", "2*exp(2*x)"),
    ("exp(-x^2/2)", "-x*exp(-x^2/2)"),
    ("x*exp(x)", "x*exp(x) + exp(x)"), ("exp(x^2-x)/x", "2*exp(x^2 - x) - exp(x^2 - x)/x - exp(x^2 - x)/x^2"),
    ("ln(x)", "1/x"), ("ln(2*x)", "1/x"), ("ln(x^2)", "2/x"),
    ("ln(x1)+x1*x2-sin(x2)+x", "1"), ("x*ln(x)", "1 + ln(x)"), ("x*ln(x)-x", "ln(x)"),
    ("log2(x)", "1/(x*ln(2))"),
    ("log10(x)", "1/(x*ln(10))"), ("log1p(x)", "1/(1 + x)"), ("expm1(x)", "exp(x)"),
    ("exp2(x)", "exp2(x)*ln(2)"),
    ("asin(x)", "1/sqrt((1 - x)*(1 + x))"), ("acos(x)", "-1/sqrt((1 - x)*(1 + x))"),
    ("atan(x)", "1/(1 + x^2)"),
    ("atan(x/a)", "1/(a*(1 + x^2/a^2))"), ("sinh(x)", "cosh(x)"), ("cosh(x)", "sinh(x)"),
    ("tanh(x)", "sech(x)^2"),
    ("asinh(x)", "1/hypot(1, x)"), ("acosh(x)", "1/(sqrt(x - 1)*sqrt(x + 1))"),
    ("atanh(x)", "1/((1 - x)*(1 + x))"),
    ("cot(x)", "-1/sin(x)^2"), ("sec(x)", "tan(x)/cos(x)"), ("csc(x)", "-csc(x)*cot(x)"),
    ("sigmoid(x)", "sigmoid(x)*sigmoid(-x)"), ("softplus(x)", "sigmoid(x)"), ("relu(x)", "step(x)"),
    ("abs(x)", "sign(x)"), ("hypot(x, y)", "x/hypot(x, y)"), ("atan2(y, x)", "-y/(y^2 + x^2)"),
    ("logaddexp(x, y)", "sigmoid(x - y)"), ("sinc(x)", "(cos(x) - sinc(x))/x"), ("floor(x)", "0"),
    ("erf(x)", "2*exp(-x^2)/sqrt(pi)"), ("gamma(x)", "gamma(x)*digamma(x)"), ("lgamma(x)", "digamma(x)"),
    ("polygamma(2, x)", "polygamma(3, x)"), ("lbeta(x, y)", "digamma(x) - digamma(x + y)"),
    ("besselj(3, x)", "(besselj(2, x) - besselj(4, x))/2"), ("besselj0(x)", "-besselj1(x)"),
    ("max(x, 2)", "(1 + sign(x - 2))/2"), ("clamp(x, 0, 1)", "(1 - step(-x))*(1 - step(x - 1))"),
    ("mod(x, 3)", "1"), ("fma(x, x, y)", "2*x"),
    ("sqrt(1+x^2)", "x/sqrt(1 + x^2)"), ("sqrt(1-x^2)", "-x/sqrt(1 - x^2)"),
    ("x/sqrt(1+x^2)", "1/sqrt(1 + x^2) - x^2/(1 + x^2)^(3/2)"),
    ("exp(sin(x))", "exp(sin(x))*cos(x)"), ("ln(sin(x))", "cos(x)/sin(x)"), ("ln(ln(x))", "1/(x*ln(x))"),
    ("(1-x)^2+100*(y-x^2)^2", "-400*x*(y - x^2) - 2*(1 - x)"), ("1/(1+exp(-x))", "exp(-x)/(1 + exp(-x))^2"),
    ("a*exp(-b*x)", "-a*b*exp(-b*x)"), ("m*x/(k+x)", "m/(k + x) - m*x/(k + x)^2"),
    ("x^2*sin(x)", "2*x*sin(x) + x^2*cos(x)"),
    ("sin(x)/x", "cos(x)/x - sin(x)/x^2"), ("sin(x)*cos(x)", "cos(x)^2 - sin(x)^2"),
    ("exp(x)*sin(x)", "exp(x)*sin(x) + exp(x)*cos(x)"), ("tan(x)^2", "2*(1 + tan(x)^2)*tan(x)"),
    ("-x^2", "-2*x"),
    ("3-2*x", "-2"), ("2*pi*sqrt(x/g)", "pi/(g*sqrt(x/g))"), ("x^2/2", "x"), ("5*(x-3)^4", "20*(x - 3)^3"),
    ("(x-1)/(x+1)", "1/(x + 1) - (x - 1)/(x + 1)^2"),
    ("1-exp(-x/tau)", "exp(-x/tau)/tau"), ("pi*x^2*h", "2*pi*x*h"), ("4/3*pi*x^3", "4*pi*x^2"),
  ])
  func text(_ source: String, _ derivative: String) throws {
    #expect(try Expression(parsing: source).derivative(by: "x").text == derivative)
  }

  @Test(
    "the order of terms and factors is the text's",
    arguments: [
      ("y*z*x^2", "2*y*z*x"), ("x^2 + y*x + z", "2*x + y"), ("b*x + a*x", "b + a"),
      ("sin(y)*x*a", "a*sin(y)"),
      ("x*exp(y)*ln(z)", "exp(y)*ln(z)"), ("2^y*x*3", "3*2^y"), ("(y+1)*x*y", "y*(y + 1)"),
    ])
  func order(_ source: String, _ derivative: String) throws {
    #expect(try Expression(parsing: source).derivative(by: "x").text == derivative)
  }

  @Test(
    "higher orders",
    arguments: [
      ("x^3", 2, "6*x"), ("x^3", 3, "6"), ("x^3", 4, "0"), ("sin(x)", 2, "-sin(x)"), ("sin(x)", 4, "sin(x)"),
      ("exp(2*x)", 3, "8*exp(2*x)"), ("ln(x)", 2, "-1/x^2"), ("1/x", 3, "-6/x^4"), ("x^3", 0, "x^3"),
      ("sqrt(x)", 2, "-x^(-3/2)/4"), ("x^4/24", 2, "x^2/2"), ("x*exp(x)", 2, "(x + 1)*exp(x) + exp(x)"),
      ("abs(x)", 2, "0"),
      ("tan(x)", 2, "2*(1 + tan(x)^2)*tan(x)"), ("atan(x)", 2, "-2*x/(1 + x^2)^2"),
      ("relu(x)^2", 2, "2*step(x)^2"),
      ("sinc(x)", 2, "(-sin(x) - 2*(cos(x) - sinc(x))/x)/x"), ("hypot(x, y)", 2, "y^2/hypot(x, y)^3"),
      ("x^y", 2, "y*(y - 1)*x^(y - 2)"), ("logaddexp(x, y)", 2, "sigmoid(x - y)*sigmoid(y - x)"),
    ])
  func higher(_ source: String, _ order: Int, _ derivative: String) throws {
    #expect(try Expression(parsing: source).derivative(by: "x", order: order).text == derivative)
  }

  @Test(
    "raw derivatives: every rule applied, nothing left out",
    arguments: [
      ("x^2", "1*(2*x^(2 - 1))"), ("sin(x)", "1*cos(x)"), ("x*y", "1*y + 0*x"), ("3*x+y", "0*x + 1*3 + 0"),
      ("x/y", "1/y + 0*(-(x/y/y))"),
      ("ln(x)", "1/x"), ("sqrt(x)", "1/(2*sqrt(x))"), ("x^y", "1*(y*x^(y - 1)) + 0*(x^y*ln(x))"),
      ("floor(x)", "0"), ("exp(2*x)", "(0*x + 1*2)*exp(2*x)"),
      ("max(x, y)", "(1 + sign(x - y))/2*1 + (1 + sign(y - x))/2*0"), ("-x", "-(1)"),
    ])
  func raw(_ source: String, _ derivative: String) throws {
    #expect(try Expression(parsing: source).rawDerivatives(by: ["x"]).text == derivative)
  }

  @Test("every output by every variable")
  func several() throws {
    let f = try Expression(parsing: "r*cos(t), r*sin(t)")
    #expect(
      try f.derivatives().simplified().texts().outputs == ["cos(t)", "-r*sin(t)", "sin(t)", "r*cos(t)"])
    #expect(try f.derivatives(by: ["t"]).simplified().text == "-r*sin(t), r*cos(t)")
    #expect(try f.derivatives(by: ["t"], order: 2).simplified().text == "-r*cos(t), -r*sin(t)")
    #expect(try f.rawDerivatives(order: 2).outputCount == 4)
    #expect(f.text == "r*cos(t), r*sin(t)")
    #expect(try f.derivative(by: "r").text == "cos(t)")
    #expect(throws: EvaluationError.unknownVariable("q")) { try f.rawDerivatives(by: ["q"]) }
  }
}
