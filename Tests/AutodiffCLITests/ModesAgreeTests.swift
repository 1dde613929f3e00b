import Testing

@testable import AutodiffCLI

/// What the commands say of the same derivative in different ways.
@Suite("Modes agree")
struct ModesAgreeTests {
  /// What is put into each function below: expressions of x and y, which are 0.7 and 1.9.
  static let inner = [
    "x*y", "x+y^2", "x/y", "x^y", "atan2(y,x)", "hypot(x,y)", "max(x,y)*x", "tanh(x)*y", "sinc(x*y)",
    "log2(x+y)", "abs(x-y)", "cbrt(x*y)", "fma(x,y,x)", "clamp(x,0,1)+y", "mod(y,x)+x", "y/asinh(x)",
    "logaddexp(x,y)",
  ]
  static let outer = [
    "exp(-(u)^2)", "ln(1+(u)^2)", "sin(u)*cos(u)", "(u)^3-2*(u)", "sigmoid(u)", "sqrt(1+(u)^2)",
  ]

  private static let point = ["--at", "x=0.7,y=1.9"]

  private func expressions(of inner: String) -> [String] {
    Self.outer.map { $0.split(separator: "u", omittingEmptySubsequences: false).joined(separator: inner) }
  }

  private func lines(_ words: [String]) -> [String] {
    let result = Tool.run(words.map { Argument($0) })
    #expect(result.status == 0, "\(words) \(result.errorText)")
    return result.outputText.split(separator: "\n").map(String.init)
  }

  /// The partial derivatives by x and y of each expression, in turn.
  private func gradients(_ expressions: [String], _ mode: String) -> [Double] {
    let words = ["grad", "--wrt", "x,y", "--mode", mode, "--format", "csv"] + Self.point + expressions
    return lines(words)[1].split(separator: ",").dropFirst(2).compactMap { Double($0) }
  }

  private func isNear(_ a: [Double], _ b: [Double], _ tolerance: Double) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { ($0 - $1).magnitude <= tolerance * max(1, $0.magnitude, $1.magnitude) }
  }

  @Test("forward, reverse, symbolic and numeric mode", arguments: inner)
  func modes(_ inner: String) {
    let expressions = expressions(of: inner)
    let reverse = gradients(expressions, "reverse")
    #expect(reverse.count == 2 * expressions.count)
    for (mode, tolerance) in [("forward", 1e-12), ("symbolic", 1e-12), ("numeric", 1e-6)] {
      let other = gradients(expressions, mode)
      #expect(isNear(reverse, other, tolerance), "\(mode): \(other), reverse: \(reverse)")
    }
  }

  @Test("what diff prints, evaluated, is what grad prints", arguments: inner)
  func printedDerivative(_ inner: String) {
    let gradient = gradients(expressions(of: inner), "reverse")
    for options in [[], ["--raw"]] {
      var values: [Double] = []
      for expression in expressions(of: inner) {
        let rows = lines(["diff", "--wrt", "x,y", "--format", "tsv", expression] + options).dropFirst()
        let derivatives = rows.map { $0.split(separator: "\t").last.map(String.init) ?? "" }
        values += lines(["eval", "--quiet"] + Self.point + ["--"] + derivatives).compactMap { Double($0) }
      }
      #expect(isNear(gradient, values, 1e-12), "\(values) is not \(gradient)")
    }
  }

  @Test("definitions of a large derivative parse back")
  func definitions() {
    let large = """
      a = sin(x)*exp(y/3); b = a*a+a; c = sin(b)*b+a; d = c*c/(1+b)
      g = d*d+sin(c*d); h = g*g*d+cos(g); k = sin(h*d)+h/g; k*k*h+g
      """
    let gradient = gradients([large], "reverse")
    for (index, variable) in ["x", "y"].enumerated() {
      let program = lines(["diff", large, "--wrt", variable])
      #expect(program.count > 3)
      let words = ["eval", "--quiet"] + Self.point + ["--", program.joined(separator: "\n")]
      #expect(isNear([gradient[index]], lines(words).compactMap { Double($0) }, 1e-12))
    }
  }
}
