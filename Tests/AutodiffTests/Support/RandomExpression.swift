@testable import Autodiff

extension SplitMix64 {
  private static let functions = Function.allCases.filter { !$0.isHidden }
  private static let operators: [Function] = [.add, .subtract, .multiply, .divide, .negate, .power]
  private static let constants: [Double] = [0.5, 1, 2, 3, -1, 0.1, 1.5, 7, -2.5, 1e-3, 100, 0]

  /// An expression of up to three variables with shared parts, of the operators and all public functions.
  mutating func expression(
    operations: Int, outputs: Int = 1, of functions: [Function]? = nil
  ) -> Expression {
    var graph = Graph()
    var nodes = ["x", "y", "z"].map { graph.variable($0) }
    for _ in 0..<operations {
      // Near the end of the list mostly, so that depth grows and all is needed.
      func operand() -> NodeID {
        if below(8) == 0 { return graph.constant(pick(SplitMix64.constants)) }
        if below(40) == 0 { return graph.named(pick(NamedConstant.spelled.dropLast(2))) }
        return below(2) == 0 ? nodes[nodes.count - 1 - below(min(4, nodes.count))] : nodes[below(nodes.count)]
      }
      let choices = functions ?? SplitMix64.functions
      let function = functions == nil && below(2) == 0 ? pick(SplitMix64.operators) : pick(choices)
      let (a, b, c) = (operand(), operand(), operand())
      switch function.arity {
      case 1: nodes.append(graph.call(function, a))
      case 2: nodes.append(graph.call(function, a, b))
      default: nodes.append(graph.call(function, a, b, c))
      }
    }
    return Expression(source: [], graph, nodes.suffix(outputs).reversed())
  }

  /// Coordinates of moderate size.
  mutating func point(_ count: Int) -> [Double] { (0..<count).map { _ in real(-3, 3) } }

  static let edges: [Double] = [0, -0.0, 1, -1, 2, -2, 0.5, .infinity, -.infinity, .nan, .pi / 2]
  static let extremes: [Double] = [1e308, -1e308, .leastNonzeroMagnitude, 0x1p-1023, 1e200, 0, 1]

  /// Coordinates among which are those where something may happen.
  mutating func point(_ count: Int, among special: [Double]) -> [Double] {
    (0..<count).map { _ in below(3) == 0 ? real(-3, 3) : pick(special) }
  }
}
