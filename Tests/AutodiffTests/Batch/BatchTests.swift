import Testing

@testable import Autodiff

/// A block of rows gives the bits that each row gives alone.
@Suite struct BatchTests {
  /// Rows that fill two blocks and part of a third.
  private static let rowCount = 2 * Program.blockSize + 11

  private static func sameBits(_ a: Double, _ b: Double) -> Bool {
    a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
  }

  /// Compares every row of a batch with what a point gives.
  private static func expectRows(
    _ f: Expression, _ quantity: Batch.Quantity, at points: [[Double]], by variables: [String]? = nil,
    alone: ([Double]) -> [Double]
  ) throws {
    let batch = try Batch(f, computing: quantity, by: variables)
    let columns = f.variables.indices.map { column in points.map { $0[column] } }
    let results = batch.evaluate(columns)
    for (row, point) in points.enumerated() where row < results[0].count {
      let expected = alone(point)
      let found = results.map { $0[row] }
      #expect(found.count == expected.count)
      #expect(
        zip(found, expected).allSatisfy(sameBits),
        "\(f.text) at \(point): \(quantity): \(found), alone \(expected)")
    }
  }

  /// All quantities of an expression.
  private static func expectAll(_ f: Expression, at points: [[Double]], _ random: inout SplitMix64) throws {
    try expectRows(f, .values, at: points) { f.values(at: $0) }
    try expectRows(f, .jacobian, at: points) { point in
      let gradient = f.gradient(at: point)
      return gradient.values + gradient.rows.flatMap { $0 }
    }
    try expectRows(f, .hessian, at: points) { point in
      let hessians = (0..<f.outputCount).map { f.hessian(at: point, output: $0) }
      return f.values(at: point) + hessians.flatMap { $0.rows.flatMap { $0 } }
    }
    let direction = f.variables.map { _ in random.pick([0, 1, -1, 0.3, 2]) }
    try expectRows(f, .jvp(direction: direction), at: points) { point in
      let (values, products) = f.jvp(at: point, along: direction)
      return values + products
    }
    let weights = (0..<f.outputCount).map { _ in random.pick([0, 1, -1, 0.3, 2]) }
    try expectRows(f, .vjp(weights: weights), at: points) { point in
      let (values, products) = f.vjp(at: point, weights: weights)
      return values + products
    }
  }

  @Test("random expressions at random points", arguments: 0..<4)
  func randomPoints(_ part: Int) throws {
    var random = SplitMix64(seed: UInt64(part) + 100)
    for _ in 0..<40 {
      let f = random.expression(operations: 2 + random.below(18), outputs: 1 + random.below(3))
      let points = (0..<BatchTests.rowCount).map { _ in random.point(f.variables.count) }
      try BatchTests.expectAll(f, at: points, &random)
    }
  }

  @Test(
    "random expressions at special points",
    arguments: [SplitMix64.edges, SplitMix64.extremes], 0..<4)
  func specialPoints(_ special: [Double], _ part: Int) throws {
    var random = SplitMix64(seed: UInt64(part) + 200)
    for _ in 0..<40 {
      let f = random.expression(operations: 2 + random.below(8), outputs: 1 + random.below(2))
      let points = (0..<BatchTests.rowCount).map { _ in random.point(f.variables.count, among: special) }
      try BatchTests.expectAll(f, at: points, &random)
    }
  }

  @Test(
    "branches, ties and nan that is dropped",
    arguments: [
      "if(x > 0, ln(x), 0)", "if(x > 0, sqrt(x)*y, exp(y)) + max(x, y, 0)", "max(x, y)*min(x, y)",
      "clamp(x*y, -1, y)", "relu(x) - relu(-x)", "relu(x)*ln(x)", "abs(x) + (x > y && y > 0 ? y : -x*y)",
      "pow(ln(x), 0*y)", "pow(1, ln(y)) + x", "hypot(x, ln(y))", "pow(x, y)", "x^3 - 2*x^2*y", "x^0.5",
      "if(x > y, if(x > 1, 1/x, y), if(y > 1, sqrt(y), x*y))", "-max(x, 0) - max(-y, 0)",
      "fma(x, y, max(x, y))",
    ])
  func branches(_ text: String) throws {
    let f = try Expression(parsing: text)
    var random = SplitMix64(seed: 7)
    let points = (0..<BatchTests.rowCount).map { _ in random.point(f.variables.count, among: SplitMix64.edges)
    }
    try BatchTests.expectAll(f, at: points, &random)
  }

  @Test("chosen variables, in the order asked for")
  func chosenVariables() throws {
    let f = try Expression(parsing: "ln(x1)+x1*x2-sin(x2)*x3, x2")
    let chosen = ["x3", "x1"]
    let points = [[2.0, 5, 1], [0.5, -3, 2]]
    try BatchTests.expectRows(f, .jacobian, at: points, by: chosen) { point in
      let gradient = f.gradient(at: point, by: [2, 0])
      return gradient.values + gradient.rows.flatMap { $0 }
    }
    try BatchTests.expectRows(f, .hessian, at: points, by: chosen) { point in
      f.values(at: point)
        + (0..<2).flatMap { f.hessian(at: point, by: [2, 0], output: $0).rows.flatMap { $0 } }
    }
    try BatchTests.expectRows(f, .vjp(weights: [2, 3]), at: points, by: chosen) { point in
      let (values, products) = f.vjp(at: point, weights: [2, 3])
      return values + [products[2], products[0]]
    }
  }

  @Test("outputs that are inputs, constants, or the same")
  func plainOutputs() throws {
    let f = try Expression(parsing: "x, 2, x*y, x*y, pi/3, y")
    var random = SplitMix64(seed: 8)
    let points = (0..<BatchTests.rowCount).map { _ in random.point(2) }
    try BatchTests.expectAll(f, at: points, &random)
    let constant = try Batch(Expression(parsing: "1+1"), computing: .jacobian)
    #expect(constant.evaluate([]) == [[2]])
  }

  @Test("columns apart, and no rows")
  func strides() throws {
    let f = try Expression(parsing: "x*y+x")
    let batch = try Batch(f, computing: .jacobian)
    let workspace = batch.makeWorkspace()
    let columns: [Double] = [1, 2, -9, -9, 3, 4, -9, -9]
    var results = [Double](repeating: -1, count: 9)
    batch.evaluate(columns, stride: 4, count: 2, into: &results, resultStride: 3, using: workspace)
    #expect(results == [4, 10, -1, 4, 5, -1, 1, 2, -1])
    batch.evaluate(columns, stride: 4, count: 0, into: &results, resultStride: 3, using: workspace)
    #expect(results == [4, 10, -1, 4, 5, -1, 1, 2, -1])
  }

  @Test(
    "sums of many terms",
    arguments: [
      "x*y-2*x+y*3-x*x*y+5-sin(x)*y+x", "x-(y-(x*y-(2*y-x)))", "(x+y)-(x*y+2*x)-(y-3)*x", "x*y+x*y+x*y*x+x",
      (1...40).map { "\($0)*x*y" }.joined(separator: "-"),
      (1...40).map { "x^\($0 % 3)*sin(\($0)*y)" }.joined(separator: "+"),
      "s = x*y+2*x-y; t = s+3*y+x; s, t, s*t, 2*x+3*y+4*x*y-s*5",
    ])
  func sums(_ text: String) throws {
    let f = try Expression(parsing: text)
    var random = SplitMix64(seed: 9)
    let points = (0..<BatchTests.rowCount).map { _ in random.point(f.variables.count) }
    try BatchTests.expectAll(f, at: points, &random)
  }

  @Test("registers are used again")
  func registers() throws {
    let terms = (1...200).map { "sin(x*\($0))" }.joined(separator: "+")
    let batch = try Batch(Expression(parsing: terms), computing: .values)
    // As many as a sum has terms at a time, and its result.
    #expect(batch.program.scratchCount <= 17)
  }

  @Test("what does not fit is an error")
  func errors() throws {
    let f = try Expression(parsing: "x*y")
    #expect(throws: EvaluationError.unknownVariable("z")) { try Batch(f, computing: .jacobian, by: ["z"]) }
    #expect(throws: EvaluationError.wrongCount(expected: 2, found: 1)) {
      try Batch(f, computing: .jvp(direction: [1]))
    }
    #expect(throws: EvaluationError.wrongCount(expected: 1, found: 0)) {
      try Batch(f, computing: .vjp(weights: []))
    }
  }
}
