@testable import Autodiff

/// Random smooth expressions of x, y and z with shared nodes, the same for the same seed.
struct RandomGraph {
  var random: Autodiff.SplitMix64

  init(seed: UInt64) { random = Autodiff.SplitMix64(seed: seed) }

  /// An expression of up to `operations` operations, and a point.
  mutating func next(operations: Int = 12, outputs: Int = 2) -> (expression: Expression, inputs: [Double]) {
    var graph = Graph()
    var pool = ["x", "y", "z"].map { graph.variable($0) }
    pool.append(graph.constant(number()))
    for _ in 0..<operations {
      let (a, b) = (pick(pool), pick(pool))
      let function = RandomGraph.functions[Int(random.next() % UInt64(RandomGraph.functions.count))]
      pool.append(function.arity == 1 ? graph.call(function, a) : graph.call(function, a, b))
    }
    let expression = Expression(source: [], graph, Array(pool.suffix(outputs)))
    return (expression, expression.variables.map { _ in number() })
  }

  mutating func number() -> Double { 4 * random.unit() - 2 }

  private mutating func pick(_ pool: [NodeID]) -> NodeID { pool[Int(random.next() % UInt64(pool.count))] }

  private static let functions: [Function] = [
    .add, .subtract, .multiply, .multiply, .sin, .cos, .tanh, .atan, .sigmoid, .softplus, .asinh, .hypot,
    .sinc,
  ]
}
