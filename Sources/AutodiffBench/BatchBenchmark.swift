import Autodiff
import Platform

/// Values and gradients at many points, on one thread, against scalar C.
enum BatchBenchmark: Benchmark {
  static let name = "batch"
  static let about =
    "value and gradient at many points in memory, to scalar C with libm (gcc -O3 -march=native)"

  // How many times faster than C is good enough.
  private static let goals = [
    "survey": 5.0, "helmholtz": 2.2, "rosenbrock": 0.5, "logistic": 1.45, "l6": 0.9,
  ]

  static func run(_ add: (Measurement) -> Void) throws {
    let baseline = try BatchBaseline(BatchCase.all)
    for example in BatchCase.all {
      let points = try BatchPoints(example)
      let function = try baseline.function(example.name)
      points.check(function)
      let repeats = max(1, 60_000 / BatchPoints.count / example.variableCount)
      let race = Race(
        rounds: 101,
        [
          { for _ in 0..<repeats { points.runBaseline(function) } },
          { for _ in 0..<repeats { points.run() } },
        ])
      add(
        Measurement(
          name: "batch.\(example.name)", baseline: "scalar C", ratio: race.ratio(1, to: 0),
          goal: goals[example.name].map { 1 / $0 },
          figure: (race.time(1) / Double(repeats * BatchPoints.count), "ns a point")))
    }
  }

  /// Prints the number of points and the seconds that they take.
  static func time(_ name: String, points count: Int) throws {
    guard let example = BatchCase.all.first(where: { $0.name == name }) else {
      let names = BatchCase.all.map(\.name).joined(separator: ", ")
      throw Skipped(description: "no function '\(name)'; there are \(names)")
    }
    let points = try BatchPoints(example)
    points.run()
    let rounds = max(1, (count + BatchPoints.count - 1) / BatchPoints.count)
    let seconds = Race.seconds { for _ in 0..<rounds { points.run() } }
    print("\(rounds * BatchPoints.count) \(seconds)")
  }
}

/// Points in memory with the batch of a function. The memory is used again and again: fresh pages cost
/// more than the work.
private final class BatchPoints {
  /// No power of two as the distance between columns: those would compete for the same lines of the cache.
  static let count = 1016

  private let example: BatchCase
  private let batch: Batch
  private let workspace: Workspace
  private let columns: [Double]
  private let baselineInputs: [Double]
  private var results: [Double]
  private var baselineResults: [Double]

  init(_ example: BatchCase) throws {
    self.example = example
    let expression = try Expression(parsing: example.text)
    let wrt = (1...example.variableCount).map { "x\($0)" }
    batch = try Batch(expression, computing: .jacobian, by: wrt)
    workspace = batch.makeWorkspace()
    let count = BatchPoints.count
    // Evenly spread, the same in every run.
    func number(_ point: Int, _ variable: Int) -> Double {
      let fraction = (Double(point * 31 + variable * 17) * 0.618_033_988_749_895)
        .truncatingRemainder(dividingBy: 1)
      return example.range.lowerBound + fraction * (example.range.upperBound - example.range.lowerBound)
    }
    columns = batch.inputs.flatMap { name in (0..<count).map { number($0, Int(name.dropFirst())!) } }
    let variables = 1...example.variableCount
    baselineInputs =
      (0..<count).flatMap { point in variables.map { number(point, $0) } }
    results = [Double](repeating: 0, count: (example.variableCount + 1) * count)
    baselineResults = results
  }

  func run() {
    let count = BatchPoints.count
    batch.evaluate(
      columns, stride: count, count: count, into: &results, resultStride: count, using: workspace)
  }

  func runBaseline(_ function: BatchBaseline.Function) {
    function(baselineInputs, &baselineResults, BatchPoints.count)
  }

  /// Stops where the two compute different things.
  func check(_ function: BatchBaseline.Function) {
    run()
    runBaseline(function)
    let (count, width) = (BatchPoints.count, example.variableCount + 1)
    for point in 0..<count {
      for column in 0..<width {
        let found = results[column * count + point]
        let other = baselineResults[point * width + column]
        let scale = max(1, found.magnitude)
        precondition((found - other).magnitude <= 1e-9 * scale, "the baseline computes something else")
      }
    }
  }
}
