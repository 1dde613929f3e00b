import Testing

@testable import Autodiff

/// Values and derivatives that are printed in books, papers and manuals.
@Suite struct PrintedSourcesTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var source: String
    var point: [Double]
    var value: Double
    var partials: [Double]
    /// How many digits the source prints, as a relative difference.
    var tolerance = 1e-15
    var testDescription: String { "\(source) at \(point)" }
  }

  static let printed: [Case] = [
    // Baydin, Pearlmutter, Radul & Siskind, JMLR 18 (2018), tables 2 and 3.
    Case(
      source: "ln(x1)+x1*x2-sin(x2)", point: [2, 5], value: 11.652071455223084,
      partials: [5.5, 1.7163378145367738], tolerance: 0),
    // Griewank & Walther, Evaluating Derivatives, 2nd ed., §1.
    Case(
      source: "(sin(x1/x2)+x1/x2-exp(x2))*(x1/x2-exp(x2))", point: [1.5, 0.5], value: 2.0166466694282,
      partials: [3.01184332767391, -13.7239615093141], tolerance: 1e-13),
    Case(source: "exp(x^2-x)/x", point: [2], value: 3.694528049465325, partials: [9.236320123663312]),
    Case(
      source: "x1*exp(x2)-x1", point: [2, 0.5], value: 1.2974425414002564,
      partials: [0.6487212707001282, 3.2974425414002564], tolerance: 1e-15),
    // CppAD's manual, exp_2.
    Case(source: "1+x+x^2/2", point: [0.5], value: 1.625, partials: [1.5], tolerance: 0),
    // Squire & Trapp, SIAM Review 40 (1998).
    Case(
      source: "exp(x)/sqrt(sin(x)^3+cos(x)^3)", point: [1.5], value: 4.497780053946162,
      partials: [4.05342789389862], tolerance: 1e-14),
    Case(
      source: "(1-x)^2+100*(y-x^2)^2", point: [-1.2, 1], value: 24.2, partials: [-215.6, -88],
      tolerance: 1e-14),
    // The logistic map, l₄ at 0.2.
    Case(
      source: "l2=4*x*(1-x); l3=4*l2*(1-l2); l4=4*l3*(1-l3); l4", point: [0.2], value: 0.28901376,
      partials: [9.0660864], tolerance: 1e-14),
  ]

  private func isClose(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
    (a - b).magnitude <= tolerance * b.magnitude
  }

  @Test(arguments: printed, [Mode.forward, .reverse, .symbolic])
  func printedDerivatives(_ example: Case, _ mode: Mode) throws {
    let f = try Expression(parsing: example.source)
    let gradient = f.gradient(at: example.point, mode: mode)
    #expect(isClose(gradient.values[0], example.value, example.tolerance), "\(gradient)")
    for (partial, exact) in zip(gradient.partials, example.partials) {
      #expect(isClose(partial, exact, example.tolerance), "\(gradient)")
    }
    #expect(gradient.partials.count == example.partials.count)
  }

  @Test(arguments: printed)
  func printedDerivativesNumerically(_ example: Case) throws {
    let gradient = try Expression(parsing: example.source).gradient(at: example.point, mode: .numeric)
    let errors = try #require(gradient.errors)[0]
    for (index, exact) in example.partials.enumerated() {
      #expect((gradient.partials[index] - exact).magnitude <= errors[index], "\(gradient)")
      #expect(isClose(gradient.partials[index], exact, 1e-6), "\(gradient)")
    }
  }

  @Test("the derivatives of the logistic map, as polynomials", arguments: [0.0, 0.1, 0.2, 0.5, 0.77, 1])
  func logisticMap(_ x: Double) throws {
    let f = try Expression(parsing: "l2=4*x*(1-x); l3=4*l2*(1-l2); l4=4*l3*(1-l3); l2, l3, l4")
    func polynomial(_ coefficients: [Double]) -> Double {
      coefficients.reversed().reduce(0) { $0 * x + $1 }
    }
    let exact = [
      polynomial([4, -8]),
      16 * polynomial([1, -10, 24, -16]),
      64 * polynomial([1, -42, 504, -2640, 7040, -9984, 7168, -2048]),
    ]
    for mode in [Mode.forward, .reverse, .symbolic] {
      let rows = f.gradient(at: [x], mode: mode).rows
      for (row, exact) in zip(rows, exact) { #expect((row[0] - exact).magnitude <= 1e-10) }
    }
  }

  // MARK: Every row of the tables

  /// The rows v, v̇ along an input, and v̄, of a tape in the textbook's order.
  private func rows(
    _ source: String, at point: [Double], along input: Int
  ) throws -> (primals: [Double], tangents: [Double], adjoints: [Double], steps: [String]) {
    let tape = try Expression(parsing: source).tape
    var inputs = point.map { Dual(primal: $0) }
    inputs[input].tangent = 1
    let duals = forwardSweep(tape, constants: tape.constants.map { Dual(primal: $0.value) }, inputs: inputs)
    let activity = Activity(tape, choosing: Array(point.indices))
    let linear = Linearization(
      tape, activity, constants: tape.constants.map(\.value), inputs: point)
    var steps: [String] = []
    let adjoints = reverseSweep(
      tape, activity, partials: linear.partials, seeds: [(tape.outputs[0], 1)],
      record: {
        let rounded = ($0.adjoint * 1e4).rounded() / 1e4
        steps.append("v\(tape.row(ofSlot: $0.slot)) \(NumberText.shortest(rounded))")
      })
    let rows = tape.firstInput..<tape.slotCount
    #expect(linear.values[rows].elementsEqual(duals[rows].map(\.primal)))
    return (
      duals[rows].map(\.primal), duals[rows].map(\.tangent.orZero), adjoints[rows].map(\.orZero), steps
    )
  }

  private func expectClose(_ a: [Double], _ b: [Double], _ tolerance: Double) {
    #expect(a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude <= tolerance }, "\(a), not \(b)")
  }

  @Test("Baydin et al. 2018, tables 2 and 3: every v, v̇ and v̄")
  func baydin() throws {
    let trace = try rows("ln(x1)+x1*x2-sin(x2)", at: [2, 5], along: 0)
    expectClose(trace.primals, [2, 5, 0.693, 10, -0.959, 10.693, 11.652], 5e-4)
    #expect(trace.tangents == [1, 0, 0.5, 5, 0, 5.5, 5.5])
    expectClose(trace.adjoints, [5.5, 1.716, 1, 1, -1, 1, 1], 5e-4)
    // In the order of the sweep, each the adjoint after its step.
    #expect(
      trace.steps == ["v4 1", "v3 -1", "v1 1", "v2 1", "v0 -0.2837", "v-1 5", "v0 1.7163", "v-1 5.5"])
    let second = try rows("ln(x1)+x1*x2-sin(x2)", at: [2, 5], along: 1)
    expectClose(second.tangents, [0, 1, 0, 2, 0.2837, 2, 1.7163], 5e-5)
  }

  @Test("Griewank & Walther, tables 1.2 to 1.4: every v, v̇ and v̄")
  func griewankWalther() throws {
    // As the book numbers it: v1 = x1/x2, v2 = sin v1, v3 = exp x2, v4 = v1 − v3, v5 = v2 + v4, v6 = v5·v4.
    // By level, exp x2 comes before the sine.
    let trace = try rows("v4 = x1/x2 - exp(x2); (sin(x1/x2) + v4)*v4", at: [1.5, 0.5], along: 0)
    expectClose(trace.primals, [1.5, 0.5, 3, 1.6487, 1.3513, 0.1411, 1.4924, 2.0167], 6e-5)
    expectClose(trace.tangents, [1, 0, 2, 0, 2, -1.98, 0.02, 3.0118], 6e-5)
    expectClose(trace.adjoints, [3.0118, -13.7239, 1.5059, -2.8437, 2.8437, 1.3513, 1.3513, 1], 1.1e-4)
  }

  // The figures are those of mpmath 1.3 at 40 digits.
  @Test("Griewank & Walther, §2.2, the lighthouse: the Jacobian in every mode", arguments: Mode.allCases)
  func lighthouse(_ mode: Mode) throws {
    let f = try Expression(parsing: "y1 = nu*tan(omega*t)/(gamma - tan(omega*t)); y1, gamma*y1")
    #expect(f.variables == ["nu", "omega", "t", "gamma"])
    let jacobian = f.gradient(at: [2, 0.5, 1, 3], mode: mode)
    let tolerance = mode == .numeric ? 1e-8 : 4e-15
    expectClose(jacobian.values, [0.445289191175819643, 1.33586757352745893], 4e-15)
    expectClose(
      jacobian.rows[0],
      [0.222644595587909822, 1.29399690041390585, 0.646998450206952926, -0.181476807688275823],
      tolerance)
    expectClose(
      jacobian.rows[1],
      [0.667933786763729465, 3.88199070124171756, 1.94099535062085878, -0.0991412318890078272], tolerance)
  }

  @Test("Baydin et al., figure 3: the errors of difference quotients of l₄ at 0.2")
  func stepSizes() throws {
    let f = try Expression(parsing: "iterate(l, x, 3, 4*l*(1-l))")
    let sweep = f.stepSweeps(at: [0.2], steps: [1e-2, 1e-4, 1e-5])[0]
    func errors(_ formula: DifferenceMethod.Formula) -> [Double] {
      sweep.curves.first { $0.formula == formula }?.errors ?? []
    }
    expectClose([sweep.exact], [9.0660864], 1e-14)
    for (found, printed) in zip(errors(.forward), [0.272, 3.36e-3, 3.4e-4]) {
      #expect((found / printed - 1).magnitude < 0.01)
    }
    for (found, printed) in zip(errors(.central), [0.0657, 6.58e-6, 6.6e-8]) {
      #expect((found / printed - 1).magnitude < 0.01)
    }
  }

  @Test("CppAD's exp_2, every operation")
  func expTwo() throws {
    let trace = try rows("1 + x + x^2/2", at: [0.5], along: 0)
    #expect(trace.primals == [0.5, 1.5, 0.25, 0.125, 1.625])
    #expect(trace.tangents == [1, 1, 1, 0.5, 1.5])
    #expect(trace.adjoints == [1.5, 1, 0.5, 1, 1])
  }

  @Test("x1·exp(x2) − x1, forward and reverse, every row")
  func product() throws {
    let e = 1.6487212707001282
    let trace = try rows("x1*exp(x2)-x1", at: [2, 0.5], along: 1)
    #expect(trace.primals == [2, 0.5, e, 2 * e, 2 * e - 2])
    #expect(trace.tangents == [0, 1, e, 2 * e, 2 * e])
    #expect(trace.adjoints == [e - 1, 2 * e, 2, 1, 1])
  }
}
