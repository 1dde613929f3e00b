import Testing

@testable import Autodiff

@Suite("Numeric differences")
struct DifferenceMethodTests {
  // Families of smooth functions, with points in their domains.
  static let smooth = [
    "exp(x)", "sin(x)", "x^3-2*x", "1/(1+x^2)", "tanh(3*x)", "ln(2+x)", "sqrt(3+x)", "sin(50*x)", "exp(-x^2)",
    "atan(x)",
    "x*sin(x)", "cosh(x)", "1e8+x", "1e-9*x^2", "(1+x)^7", "sigmoid(4*x)",
    "64*x*(1-x)*(1-2*x)^2*(1-8*x+8*x^2)^2",
  ]
  static let points = (0..<60).map { -0.95 + 1.9 * Double($0) / 59 }

  @Test("the estimate covers the error", arguments: DifferenceMethod.Formula.allCases)
  func coverage(_ formula: DifferenceMethod.Formula) throws {
    var covered = 0
    var count = 0
    var errors: [Double] = []
    for text in Self.smooth {
      let f = try Expression(parsing: text)
      for x in Self.points {
        let exact = f.gradient(at: [x]).partials[0]
        let difference = f.difference(at: [x], by: 0, DifferenceMethod(formula))
        let error = (difference.derivatives[0] - exact).magnitude
        // The exact derivative is itself rounded.
        covered += error <= difference.errors[0] + 4 * exact.ulp ? 1 : 0
        count += 1
        errors.append(error / max(exact.magnitude, 1e-300))
      }
    }
    errors.sort()
    #expect(Double(covered) / Double(count) >= 0.98, "\(covered) of \(count)")
    #expect(
      errors[count / 2]
        < (formula == .auto ? 1e-12 : formula == .fivePoint ? 1e-9 : formula == .central ? 1e-7 : 1e-5))
  }

  @Test("a step of one's own", arguments: Stencil.all.map(\.formula), [0.1, 1e-3, 1e-6])
  func fixedStep(_ formula: DifferenceMethod.Formula, _ step: Double) throws {
    var covered = 0
    for text in Self.smooth where text != "sin(50*x)" {
      let f = try Expression(parsing: text)
      for x in [-0.4, 0.2, 0.7] {
        let difference = f.difference(at: [x], by: 0, DifferenceMethod(formula, step: step))
        #expect(difference.step == step)
        let error = (difference.derivatives[0] - f.gradient(at: [x]).partials[0]).magnitude
        covered += error <= difference.errors[0] * 1.0000001 + 1e-300 ? 1 : 0
      }
    }
    #expect(covered >= 45, "\(covered) of \(3 * (Self.smooth.count - 1))")
  }

  @Test(
    "kinks are caught",
    arguments: [
      ("abs(x)", 0.0), ("max(x, 0)", 0), ("relu(x)", 0), ("min(x, 2*x)", 0), ("abs(sin(x))", 0),
      ("sqrt(x^2)", 0),
      ("cbrt(x^2)", 0), ("abs(x)^(2/3)", 0), ("abs(x-1)", 1), ("max(x, 2-x)", 1), ("abs(sin(x-3))", 3),
      ("100+abs(x)", 0),
    ])
  func kinks(_ text: String, _ x: Double) throws {
    let difference = try Expression(parsing: text).difference(at: [x], by: 0, DifferenceMethod(.auto))
    #expect(difference.remarks == [.kink])
    #expect(difference.errors[0] > 0.4)
  }

  @Test(
    "no kink is seen in a smooth function",
    arguments: smooth + ["7", "x", "sqrt(1+x^2)", "x*abs(x)", "1e10*x^2"])
  func falseAlarms(_ text: String) throws {
    let f = try Expression(parsing: text + " + 0*x")
    for x in Self.points + [0] {
      #expect(f.difference(at: [x], by: 0, DifferenceMethod(.auto)).remarks == [nil], "\(x)")
    }
  }

  @Test("one side alone is unverified")
  func oneSided() throws {
    let f = try Expression(parsing: "x*sqrt(x), sqrt(1-x)*(1-x), x^2")
    let atZero = f.difference(at: [0], by: 0, DifferenceMethod(.auto))
    #expect(atZero.remarks == [.oneSided, nil, nil])
    let atOne = f.difference(at: [1], by: 0, DifferenceMethod(.auto))
    #expect(atOne.remarks == [nil, .oneSided, nil])
    let outside = try Expression(parsing: "ln(x)").difference(at: [-1], by: 0, DifferenceMethod(.auto))
    #expect(outside.derivatives[0].isNaN)
    #expect(outside.errors == [.infinity])
  }
}

@Suite("Sweeps over steps")
struct StepSweepTests {
  /// > Baydin et al., *Automatic differentiation in machine learning: a survey*, figure 3.
  @Test("the survey's figure")
  func survey() throws {
    let f = try Expression(parsing: "64*x*(1-x)*(1-2*x)^2*(1-8*x+8*x^2)^2")
    let sweep = f.stepSweeps(at: [0.2], steps: [1e-2, 1e-4, 1e-5])[0]
    #expect((sweep.exact - 9.0660864).magnitude < 1e-14)
    let forward = sweep.curves[0].errors
    let central = sweep.curves[2].errors
    for (error, printed) in zip(forward + central, [0.272, 3.36e-3, 3.4e-4, 0.0657, 6.58e-6, 6.6e-8]) {
      #expect((error / printed - 1).magnitude < 0.01, "\(error) \(printed)")
    }
  }

  @Test("the prediction is near the best step", arguments: StepSweep.Precision.allCases)
  func prediction(_ precision: StepSweep.Precision) throws {
    for (text, x) in [("exp(x)", 1.0), ("sin(x)+2", 0.7), ("64*x*(1-x)*(1-2*x)^2*(1-8*x+8*x^2)^2", 0.2)] {
      let f = try Expression(parsing: text)
      let steps = (0...(precision == .double ? 45 : 20)).map {
        Double(sign: .plus, exponent: -$0, significand: 1)
      }
      for curve in f.stepSweeps(at: [x], steps: steps, precision: precision)[0].curves {
        let (best, predicted) = (try #require(curve.best), try #require(curve.predicted))
        #expect(
          best.step / predicted.step < 64 && predicted.step / best.step < 64, "\(text) \(curve.formula)")
        #expect(best.error <= 2 * predicted.error)
      }
    }
  }

  @Test("floats: every operation is rounded")
  func floats() throws {
    let f = try Expression(parsing: "x/3 + sqrt(x)*0.1")
    let slots = forwardSweep(f.tape, constants: f.tape.constants.map { Float($0.value) }, inputs: [Float(2)])
    #expect(slots[f.tape.outputs[0]] == Float(2) / 3 + Float(2).squareRoot() * 0.1)
  }
}
