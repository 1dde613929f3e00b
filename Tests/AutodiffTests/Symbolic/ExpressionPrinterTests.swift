import Testing

@testable import Autodiff

@Suite struct ExpressionPrinterTests {
  @Test(
    "parentheses stand where they are needed, and nowhere else",
    arguments: [
      "a - b - c", "a - (b - c)", "a + (b + c)", "a*b*c", "a*(b*c)", "a/b/c", "a/(b/c)", "a/b*c", "a/(b*c)",
      "(a + b)*c",
      "-a^2", "(-a)^2", "-(-a)", "-(a*b)", "-a*b", "a*(-b)", "a^b^c", "(a^b)^c", "a^(-b)", "(-2)^a", "2^(-1)",
      "a - (-b)",
      "-(3)", "-(-3)", "-3*a", "a*(-3)", "a + (-3)", "-0", "sin(a)^2", "sin(a^2)", "-sin(a)",
      "max(max(a, b), c)", "a^(b + c)",
      "a^(b*c)", "(a*b)^c", "-pi", "2*pi", "e^a", "inf", "nan", "1e+300*a", "1e-5", "clamp(a, -1, 1)",
      "a + b*c", "1/3*a",
    ])
  func parentheses(_ source: String) throws {
    #expect(try Expression(parsing: source).text == source)
  }

  private func tree(_ f: Expression) -> [String] { f.outputs.map { sExpression(f.graph, $0) } }

  @Test("what is printed parses back to the same graph")
  func roundTrip() throws {
    var random = SplitMix64(seed: 70)
    var large = 0
    for _ in 0..<4000 {
      let isLarge = random.below(100) == 0
      let f = random.expression(
        operations: isLarge ? 400 : 1 + random.below(30), of: isLarge ? [.add, .multiply, .subtract] : nil)
      let again = try Expression(parsing: f.text)
      if f.treeCounts[0] > TreeCount(20_000) {
        // With definitions; the tree cannot be written out, but its graph and values are the same.
        large += 1
        #expect(
          again.sharedCounts == f.sharedCounts && again.treeCounts == f.treeCounts && again.text == f.text)
        continue
      }
      #expect(tree(again) == tree(f))
    }
    #expect(large > 0)
  }

  @Test("so does what was simplified, and derivatives")
  func roundTripOfDerivatives() throws {
    var random = SplitMix64(seed: 71)
    for _ in 0..<1500 {
      let f = random.expression(operations: 1 + random.below(8))
      let d = try f.derivatives()
      for g in [f.simplified(), d.simplified()] where g.outputCount > 0 {
        let again = try Expression(parsing: g.text)
        if g.treeCounts.contains(where: { $0 > TreeCount(5000) }) { continue }
        #expect(tree(again) == tree(g), "\(f.text) -> \(g.text)")
      }
    }
  }

  @Test("what is shared in a large tree is defined once, by names that are free")
  func definitions() throws {
    let lines = (1...200).map { "v\($0) = v\($0 - 1)*v\($0 - 1)" }
    let f = try Expression(parsing: (["v0 = x + t2"] + lines + ["v200"]).joined(separator: "\n"))
    let (definitions, outputs) = f.texts()
    #expect(definitions.prefix(3) == ["t1 = x + t2", "t3 = t1*t1", "t4 = t3*t3"])
    #expect(definitions.count == 200)
    #expect(outputs == ["t201*t201"])
    #expect(f.text.utf8.count < 4000)
    #expect(try Expression(parsing: f.text).sharedCounts == f.sharedCounts)
    let derivative = try f.derivative(by: "x")
    #expect(derivative.text.utf8.count < 20_000)
    #expect(f.latex().definitions.count == 200)
  }

  @Test(
    "LaTeX",
    arguments: [
      ("a/b", "\\frac{a}{b}"), ("x1*x2", "x_{1} \\, x_{2}"), ("2*x", "2 \\, x"), ("x*2", "x \\cdot 2"),
      ("-x^2", "-x^{2}"), ("(a+b)^2", "\\left(a + b\\right)^{2}"),
      ("x^(a+b)", "x^{a + b}"), ("sqrt(x)", "\\sqrt{x}"), ("cbrt(x)", "\\sqrt[3]{x}"),
      ("abs(x)", "\\left|x\\right|"),
      ("floor(x)+ceil(y)", "\\left\\lfloor x\\right\\rfloor + \\left\\lceil y\\right\\rceil"),
      ("sin(x)^2", "\\sin\\left(x\\right)^{2}"),
      ("asin(x)", "\\arcsin\\left(x\\right)"), ("atan2(y, x)", "\\operatorname{atan2}\\left(y, x\\right)"),
      ("sinh(x)", "\\sinh\\left(x\\right)"), ("sigmoid(x)", "\\operatorname{sigmoid}\\left(x\\right)"),
      ("ln(x)", "\\ln\\left(x\\right)"), ("alpha*beta_2", "\\alpha \\, \\beta_{2}"),
      ("pi*tau*phi*e*inf*nan", "\\pi \\, \\tau \\, \\varphi \\, e \\, \\infty \\, \\mathrm{nan}"),
      ("1e-5*x", "1 \\cdot 10^{-5} \\, x"), ("1e300", "1 \\cdot 10^{300}"),
      ("velocity", "\\mathit{velocity}"), ("x_max", "x_{\\mathit{max}}"), ("_", "\\mathit{\\_}"),
      ("-(a+b)", "-\\left(a + b\\right)"),
      ("(a/b)^2", "\\left(\\frac{a}{b}\\right)^{2}"), ("(a/b)/c", "\\frac{\\frac{a}{b}}{c}"),
      ("a*(-3)", "a \\cdot \\left(-3\\right)"), ("max(a, b)", "\\max\\left(a, b\\right)"),
      ("hypot(a+b, c)", "\\operatorname{hypot}\\left(a + b, c\\right)"),
      ("α*σ_ψ", "\\alpha \\, \\sigma_{\\psi}"), ("x₁₂", "x_{12}"),
      ("-x/y", "-\\frac{x}{y}"), ("-(a-b)/c*d", "-\\frac{a - b}{c} \\, d"),
      ("a - -b/c", "a - \\left(-\\frac{b}{c}\\right)"),
      ("(-a/b)^2", "\\left(-\\frac{a}{b}\\right)^{2}"),
      ("a*(b+c)", "a \\, \\left(b + c\\right)"), ("2^x^y", "2^{x^{y}}"),
      ("(a^b)^c", "\\left(a^{b}\\right)^{c}"), ("log10(x)", "\\operatorname{log10}\\left(x\\right)"),
      ("acosh(x)", "\\operatorname{acosh}\\left(x\\right)"),
      ("(1e-5)^x", "\\left(1 \\cdot 10^{-5}\\right)^{x}"), ("3*4", "3 \\cdot 4"), ("2*3^x", "2 \\, 3^{x}"),
      ("exp(x)", "\\exp\\left(x\\right)"), ("abs(x)^2", "\\left|x\\right|^{2}"),
      ("sqrt(x)^3", "\\sqrt{x}^{3}"), ("1_000", "1000"), ("(-2)^x", "\\left(-2\\right)^{x}"),
      ("2*(-3)", "2 \\cdot \\left(-3\\right)"), ("x*10^y", "x \\, 10^{y}"),
      ("gamma(x)", "\\Gamma\\left(x\\right)"), ("besselj(2, x)", "J_{2}\\left(x\\right)"),
      ("polygamma(1, x)", "\\psi^{(1)}\\left(x\\right)"), ("erf(x)", "\\operatorname{erf}\\left(x\\right)"),
    ])
  func latex(_ source: String, _ latex: String) throws {
    #expect(try Expression(parsing: source).latex().outputs[0] == latex)
  }
}
