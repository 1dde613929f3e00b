import Testing

@testable import Autodiff

/// Second derivatives of every function against References/second.txt, at well-conditioned points.
@Suite struct SecondDerivativeTests {
  struct Point {
    var operands: [Double]
    /// By (1, 1), (1, 2), …, (2, 2), …; nan where nothing is held against the result.
    var partials: [Double]
  }

  static let points: [String: [Point]] = {
    var points: [String: [Point]] = [:]
    for line in referenceLines("second.txt") {
      let fields = line.split(separator: " ")
      let numbers = fields.dropFirst().map { digits in
        Double(bitPattern: (UInt64(digits, radix: 16) ?? 0) << (64 - 4 * UInt64(digits.utf8.count)))
      }
      let arity = [2: 1, 5: 2, 9: 3][numbers.count] ?? 0
      points["\(fields[0])", default: []].append(
        Point(operands: Array(numbers.prefix(arity)), partials: Array(numbers.dropFirst(arity))))
    }
    return points
  }()

  static let functions = RuleAccuracyTests.functions.filter { !$0.isFlat && $0 != .conditional }

  private func isNear(_ found: Double, _ exact: Double) -> Bool {
    exact.isNaN || (found - exact).magnitude <= 1e-13 * exact.magnitude
  }

  @Test("forward over reverse, and symbolic twice", arguments: functions)
  func second(_ function: Function) throws {
    let points = try #require(SecondDerivativeTests.points["\(function)"])
    #expect(points.count >= 60)
    let f = RuleAccuracyTests.expression(function)
    let names = f.variables
    let pairs = names.indices.flatMap { i in names.indices[i...].map { (i, $0) } }
    let symbolic = try pairs.map { try f.mixedDerivative(by: [names[$0.0], names[$0.1]]) }
    var held = 0
    for point in points {
      let hessian = f.hessian(at: point.operands).rows
      for (pair, exact) in zip(pairs, point.partials).map({ ($0, $1) }) {
        if !exact.isNaN { held += 1 }
        let found = hessian[pair.0][pair.1]
        #expect(
          isNear(found, exact), "forward over reverse, \(pair) at \(point.operands): \(found), not \(exact)")
      }
      for (g, exact) in zip(symbolic, point.partials) {
        let found = g.values(at: g.variables.map { point.operands[names.firstIndex(of: $0) ?? 0] })[0]
        #expect(isNear(found, exact), "symbolic, \(g.text) at \(point.operands): \(found), not \(exact)")
      }
    }
    #expect(held >= points.count / 2)
  }
}
