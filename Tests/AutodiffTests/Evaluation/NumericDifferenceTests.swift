import Testing

@testable import Autodiff

@Suite struct NumericDifferenceTests {
  @Test(
    "the step is a power of two near ∛ε·max(1, |x|)",
    arguments: [
      (0.0, 0x1p-17), (1, 0x1p-17), (-1, 0x1p-17), (0.01, 0x1p-17), (1000, 0x1p-7), (1e-300, 0x1p-17),
      (1e10, 0x1p16),
    ])
  func step(_ x: Double, _ step: Double) {
    let difference = NumericDifference(at: x) { [$0] }
    #expect(difference.step == step)
    #expect(difference.points == (x - step, x + step))
    #expect(difference.derivatives == [1])
    #expect(difference.evaluations == 4)
    #expect(difference.below == [x - step] && difference.above == [x + step])
  }

  @Test(
    "the step shrinks until all samples are finite, at most 8 times",
    arguments: [
      (1e-6, 8, 1e-6), (1e-9, 20, 1e-9), (1e-30, 36, 0), (0, 36, 0),
    ])
  func shrinking(_ x: Double, _ evaluations: Int, _ reaches: Double) {
    let difference = NumericDifference(at: x) { [$0 < 0 ? .nan : $0 * $0] }
    #expect(difference.evaluations == evaluations)
    if reaches > 0 { #expect((difference.derivatives[0] - 2 * x).magnitude <= 1e-3 * x) }
    if reaches == 0 { #expect(difference.derivatives[0].isNaN) }
  }

  // An estimate from samples cannot see what cancels inside the function: of ln(1+x^2) near 0 it misses
  // one in four.
  @Test("the estimate covers the error in at least 99 % of cases")
  func estimate() throws {
    let sources = [
      "sin(x)", "exp(x)", "x^3-2*x", "1/(1+x^2)", "tanh(3*x)", "log1p(x^2)", "sqrt(1+x^2)", "x*exp(-x^2)",
      "cos(5*x)", "atan(x)*x", "sigmoid(4*x)", "exp(sin(x))", "x^5/(1+x^4)", "cosh(x)", "sinc(x)",
    ]
    var random = SplitMix64(seed: 40)
    var (covered, total) = (0, 0)
    var errors: [Double] = []
    for source in sources {
      let f = try Expression(parsing: source)
      for _ in 0..<200 {
        let x = random.below(4) == 0 ? random.real(-1, 1) * 0.01 : random.real(-4, 4)
        let exact = f.gradient(at: [x]).partials[0]
        let numeric = f.gradient(at: [x], mode: .numeric)
        let error = (numeric.partials[0] - exact).magnitude
        total += 1
        if error <= (numeric.errors ?? [[0]])[0][0] {
          covered += 1
        }
        errors.append(error / max(exact.magnitude, 1e-3))
      }
    }
    errors.sort()
    #expect(covered * 1000 >= total * 990)
    #expect(errors[errors.count / 2] < 1e-8)
  }
}
