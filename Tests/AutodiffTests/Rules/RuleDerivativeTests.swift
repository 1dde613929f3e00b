import Testing

@testable import Autodiff

/// Every row of the rule table against differences: a new rule is tested by being there.
@Suite struct RuleDerivativeTests {
  /// Points of a function's domain, away from its kinks, jumps and poles.
  private static func points(_ function: Function, _ count: Int) -> [[Double]] {
    var random = SplitMix64(seed: UInt64(function.rawValue) + 100)
    var points: [[Double]] = []
    while points.count < count {
      var point = (0..<3).map { _ in random.real(-2.5, 2.5) }
      switch function.info.domain {
      case .positive, .nonNegative, .greaterThanMinusOne, .power: point[0] = 0.3 + point[0].magnitude
      case .unitInterval, .openUnitInterval: point[0] *= 0.3
      case .noPole: point[0] = 0.3 + point[0].magnitude
      case .bothPositive: point = point.map { 0.3 + $0.magnitude }
      case .polygamma: point = [Double(random.below(4)), 0.5 + point[1].magnitude, point[2]]
      case .besselOrder: point[0] = Double(random.below(7) - 3)
      case .atLeastOne: point[0] = 1.2 + point[0].magnitude
      default: break
      }
      // Logarithms of the base arise in these.
      if function == .powerShifted || function == .powerLog { point[0] = 0.3 + point[0].magnitude }
      // The shift and the order are whole numbers.
      if function == .powerShifted { point[2] = Double(random.below(4)) }
      if function == .polygammaDrop {
        point = [0.5 + point[0].magnitude, Double(random.below(4)), 0.3 + point[2].magnitude]
      }
      if function == .sincDerivative { point[1] = Double(random.below(4)) }
      if isSmooth(function, at: point) { points.append(point) }
    }
    return points
  }

  /// Whether nothing happens to the function near a point.
  private static func isSmooth(_ function: Function, at point: [Double]) -> Bool {
    let distance = 0.25
    let (a, b, c) = (point[0], point[1], point[2])
    switch function {
    case .tan, .sec, .cot, .csc: return (a.magnitude - .pi / 2).magnitude > distance && a.magnitude > distance
    case .coth, .csch, .cbrt, .abs, .relu, .sign, .step: return a.magnitude > distance
    case .floor, .ceil, .trunc: return (a - a.rounded()).magnitude > distance
    case .round: return (a - a.rounded(.down) - 0.5).magnitude > distance
    case .divide: return b.magnitude > distance
    case .mod: return b.magnitude > 0.3 && (a / b - (a / b).rounded()).magnitude > 0.2
    case .min, .max, .prefers: return (a - b).magnitude > distance
    case .clamp, .within:
      return (a - b).magnitude > distance && (a - c).magnitude > distance && (b - c).magnitude > distance
    case .hypot, .atan2, .direction, .inversion:
      // The cut of atan2 lies along the negative b.
      return a.magnitude > distance && b.magnitude > distance
    case .gate: return a.magnitude > distance
    default: return true
    }
  }

  /// The operands that take any number near where they stand.
  private static func operands(_ function: Function) -> [Int] {
    switch function {
    case .powerShifted: [0, 1]
    case .sincDerivative: [0]
    case .polygammaDrop: [0, 2]
    case .polygamma, .besselj: [1]
    default: Array(0..<function.arity)
    }
  }

  /// A difference of the eighth order: at these
  /// distances from poles its truncation is 1e-13 or less, and its round-off some 1e-13 of the size of `f`.
  private static func difference(at x: Double, _ f: (Double) -> Double) -> Double {
    let h = 0x1p-9
    let weights = [4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280]
    var sum = 0.0
    for (k, weight) in weights.enumerated() {
      let step = Double(k + 1) * h
      sum += weight * (f(x + step) - f(x - step))
    }
    return sum / h
  }

  private static func agree(_ a: Double, _ b: Double, scale: Double) -> Bool {
    (a - b).magnitude <= 1e-9 * max(1, scale)
  }

  @Test(
    "partials agree with a difference of the value", arguments: Function.allCases.filter { !$0.isCondition })
  func partials(_ function: Function) {
    for point in RuleDerivativeTests.points(function, 200) {
      for operand in RuleDerivativeTests.operands(function) {
        let exact = partial(of: function, by: operand, point[0], point[1], point[2])
        let numeric = RuleDerivativeTests.difference(at: point[operand]) { x in
          var moved = point
          moved[operand] = x
          return Double.apply(function, moved[0], moved[1], moved[2])
        }
        #expect(RuleDerivativeTests.agree(exact, numeric, scale: numeric.magnitude), "\(point) by \(operand)")
      }
    }
  }

  @Test("second partials agree with a difference of the first", arguments: Function.allCases)
  func secondPartials(_ function: Function) {
    for point in RuleDerivativeTests.points(function, 50) {
      for operand in RuleDerivativeTests.operands(function) {
        for other in RuleDerivativeTests.operands(function) {
          var duals = point.map { Dual(primal: $0) }
          duals[other].tangent = 1
          let exact = partial(of: function, by: operand, duals[0], duals[1], duals[2]).tangent.orZero
          let numeric = RuleDerivativeTests.difference(at: point[other]) { x in
            var moved = point
            moved[other] = x
            return partial(of: function, by: operand, moved[0], moved[1], moved[2])
          }
          #expect(
            RuleDerivativeTests.agree(exact, numeric, scale: numeric.magnitude),
            "\(point) by \(operand), \(other)")
        }
      }
    }
  }

  @Test("third derivatives through duals of duals of duals", arguments: Function.allCases)
  func nestedDuals(_ function: Function) {
    typealias Third = Dual<Dual<Dual<Double>>>
    for point in RuleDerivativeTests.points(function, 20) {
      for operand in RuleDerivativeTests.operands(function) {
        var operands = point.map { Third(primal: Dual(primal: Dual(primal: $0))) }
        operands[operand].tangent = 1
        operands[operand].primal.tangent = 1
        operands[operand].primal.primal.tangent = 1
        let result = Third.apply(function, operands[0], operands[1], operands[2])
        let inner = result.tangent.isAbsent ? Dual(primal: Dual(primal: 0)) : result.tangent
        let exact = inner.tangent.isAbsent ? 0 : inner.tangent.tangent.orZero
        let numeric = RuleDerivativeTests.difference(at: point[operand]) { x in
          var moved = point.map { Dual<Double>(primal: $0) }
          moved[operand] = Dual(primal: x, tangent: 1)
          return partial(of: function, by: operand, moved[0], moved[1], moved[2]).tangent.orZero
        }
        #expect(RuleDerivativeTests.agree(exact, numeric, scale: numeric.magnitude), "\(point) by \(operand)")
      }
    }
  }

  @Test(
    "a hidden function has the value of its textbook form", arguments: Function.allCases.filter(\.isHidden))
  func textbookForms(_ function: Function) {
    for point in RuleDerivativeTests.points(function, 100) {
      // The textbook form is 0/0 at 0, and loses digits near it.
      if function == .sincDerivative && point[0].magnitude < 0.1 { continue }
      var graph = Graph()
      // Literal operands, since a sinc derivative has a textbook form for a given order only.
      let operands = point.map { graph.constant($0) }
      let root =
        switch function.arity {
        case 1: graph.call(function, operands[0])
        case 2: graph.call(function, operands[0], operands[1])
        default: graph.call(function, operands[0], operands[1], operands[2])
        }
      let (plain, roots) = lowered(graph, outputs: [root])
      let hasHidden = plain.reachable(from: roots).enumerated().contains { index, isMarked in
        isMarked && plain.nodes[index].kind == .call && plain.nodes[index].function.isHidden
      }
      #expect(hasHidden == (function == .sincDerivative && point[1] == 0))
      let value = Expression(source: [], plain, roots).values(at: [])[0]
      let exact = Double.apply(function, point[0], point[1], point[2])
      #expect(RuleDerivativeTests.agree(value, exact, scale: exact.magnitude), "\(point)")
    }
  }
}
