import Autodiff

/// Value and gradient of parsed expressions against the plain interpreter.
enum SweepBenchmark: Benchmark {
  static let name = "sweep"
  static let about = "value and gradient of a product and of Rosenbrock's function, to a plain tape in Swift"

  private struct Case {
    var name: String
    var text: String
    var point: [Double]
    var plain: PlainTape
  }

  static func run(_ add: (Measurement) -> Void) throws {
    for example in [product(100_000), rosenbrock(100)] {
      let expression = try Expression(parsing: example.text)
      let plain = example.plain
      // Variables are in order of first appearance: x2, x1, x3, …
      let point = expression.variables.map { example.point[Int($0.dropFirst())! - 1] }
      precondition(expression.values(at: point)[0] == plain.value(), "the baseline computes something else")

      let repeats = max(1, 200_000 / plain.operationCount)
      func work(_ body: @escaping () -> Void) -> () -> Void { { for _ in 0..<repeats { body() } } }
      let race = Race(
        rounds: 101,
        [
          work { keep(plain.value()) },
          work { keep(plain.gradient()) },
          work { keep(expression.values(at: point)) },
          work { keep(expression.gradient(at: point)) },
        ])
      func measurement(
        _ what: String, _ lane: Int, to other: Int, _ baseline: String, goal: Double?
      ) -> Measurement {
        let operations = Double(plain.operationCount * repeats)
        return Measurement(
          name: "sweep.\(example.name).\(what)", baseline: baseline, ratio: race.ratio(lane, to: other),
          goal: goal, figure: (race.time(lane) / operations, "ns an operation"))
      }
      add(measurement("value", 2, to: 0, "plain value", goal: nil))
      add(measurement("gradient", 3, to: 1, "plain gradient", goal: nil))
      add(measurement("gradient/value", 3, to: 2, "value", goal: 2.5))
    }
  }

  /// x1*x2*…*xn, near 1.
  private static func product(_ count: Int) -> Case {
    let point = (0..<count).map { 1 + Double($0 % 7 - 3) * 1e-6 }
    var plain = PlainTape(inputs: point, constants: [], capacity: count)
    var result = 0
    for factor in 1..<count { result = plain.append(.multiply, result, factor) }
    let text = (1...count).map { "x\($0)" }.joined(separator: "*")
    return Case(name: "product-\(count)", text: text, point: point, plain: plain)
  }

  /// The sum of 100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)².
  /// > Rosenbrock, *An automatic method for finding the greatest or least value of a function*, 1960.
  private static func rosenbrock(_ count: Int) -> Case {
    let point = (0..<count).map { 0.5 + Double($0 % 5) * 0.25 }
    var plain = PlainTape(inputs: point, constants: [1, 100], capacity: 8 * count)
    let (one, hundred) = (count, count + 1)
    var sum: Int?
    for x in 0..<(count - 1) {
      let square = plain.append(.square, x, x)
      let valley = plain.append(.subtract, x + 1, square)
      let steep = plain.append(.multiply, hundred, plain.append(.square, valley, valley))
      let rest = plain.append(.subtract, one, x)
      let flat = plain.append(.square, rest, rest)
      let first = sum.map { plain.append(.add, $0, steep) } ?? steep
      sum = plain.append(.add, first, flat)
    }
    let terms = (1..<count).map { "100*(x\($0 + 1)-x\($0)^2)^2+(1-x\($0))^2" }
    return Case(name: "rosenbrock-\(count)", text: terms.joined(separator: "+"), point: point, plain: plain)
  }
}
