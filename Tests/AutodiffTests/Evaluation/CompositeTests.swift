import Testing

@testable import Autodiff

/// Published formulas against References/composites.txt, in every exact mode.
@Suite struct CompositeTests {
  struct Composite: CustomTestStringConvertible, Sendable {
    var source: String
    var point: [String: Double]
    var value: Double
    /// By the variables in the order of their names.
    var partials: [Double]

    var testDescription: String { source }
  }

  static let all: [Composite] = referenceLines("composites.txt").map { line in
    let fields = line.split(separator: "|")
    var point: [String: Double] = [:]
    for assignment in fields[1].split(separator: ",") {
      let sides = assignment.split(separator: "=")
      point["\(sides[0])"] = Double(sides[1])
    }
    return Composite(
      source: "\(fields[0])", point: point, value: Double(fields[2]) ?? .nan,
      partials: fields[3].split(separator: ",").map { Double($0) ?? .nan })
  }

  @Test func enough() {
    #expect(CompositeTests.all.count >= 500)
  }

  /// What a relative error of one in every operation could do to the value: Σ |v·v̄| over all rows.
  private static func scale(_ f: Expression, at inputs: [Double]) -> Double {
    let activity = Activity(f.tape, choosing: Array(f.variables.indices))
    let linear = Linearization(
      f.tape, activity, constants: f.tape.constants.map(\.value), inputs: inputs)
    let adjoints = reverseSweep(
      f.tape, activity, partials: linear.partials.map(\.magnitude), seeds: [(f.tape.outputs[0], 1)])
    return zip(linear.values, adjoints).reduce(0) { $0 + ($1.0 * $1.1.orZero).magnitude }
  }

  @Test(arguments: all)
  func composite(_ composite: Composite) throws {
    let f = try Expression(parsing: composite.source, shadowing: Set(composite.point.keys))
    let inputs = try f.inputs(at: composite.point)
    let order = f.variables.indices.sorted { f.variables[$0] < f.variables[$1] }
    let scale = CompositeTests.scale(f, at: inputs)
    let value = f.values(at: inputs)[0]
    #expect((value - composite.value).magnitude <= 1e-15 * scale, "\(value), not \(composite.value)")
    // Where much cancels, all modes lose as much: the largest partial stands for what cancels.
    let largest = composite.partials.map(\.magnitude).max() ?? 0
    for mode in [Mode.forward, .reverse, .symbolic] {
      let partials = f.gradient(at: inputs, mode: mode).partials
      for (place, exact) in zip(order, composite.partials) {
        let error = (partials[place] - exact).magnitude
        #expect(
          error <= 1e-13 * max(exact.magnitude, 0.01 * largest),
          "\(mode), by \(f.variables[place]): \(partials[place]), not \(exact)")
      }
    }
  }
}
