import Testing

@testable import Autodiff

@Suite("Intervals")
struct IntervalTests {
  private static let known = Function.allCases.filter {
    if case .unknown = $0.range { false } else { true }
  }

  /// Numbers of all sizes, whole ones and zeros among them.
  private func number(_ random: inout SplitMix64) -> Double {
    switch random.below(6) {
    case 0: Double(random.below(7) - 3)
    case 1: random.real(-30, 30)
    case 2: random.real(-1, 1) * 1e-3
    default: random.real(-4, 4)
    }
  }

  private func interval(_ random: inout SplitMix64) -> Interval {
    let (a, b) = (number(&random), number(&random))
    switch random.below(4) {
    case 0: return Interval(a)
    case 1: return Interval(lower: a, upper: a + random.real(0, 0.1))
    default: return Interval(lower: min(a, b), upper: max(a, b))
    }
  }

  private func member(_ x: Interval, _ random: inout SplitMix64) -> Double {
    switch random.below(8) {
    case 0: x.lower
    case 1: x.upper
    default: min(max(random.real(x.lower, x.upper), x.lower), x.upper)
    }
  }

  @Test("the range encloses the values at random members of random operands", arguments: known)
  func encloses(_ function: Function) {
    var random = SplitMix64(seed: 7 &+ UInt64(function.rawValue))
    var bounded = 0
    for _ in 0..<2000 {
      var (a, b, c) = (interval(&random), interval(&random), interval(&random))
      // Powers of negative numbers are whole, and orders of derivatives natural numbers.
      if random.below(2) == 0 { b = Interval(Double(random.below(5))) }
      if random.below(2) == 0 { a = Interval(lower: a.lower.magnitude, upper: a.lower.magnitude + 0.5) }
      if random.below(2) == 0 { c = Interval(Double(random.below(3))) }
      let range = Interval.apply(function, a, b, c)
      guard !range.isUndefined else { continue }
      bounded += range.isBounded ? 1 : 0
      for _ in 0..<20 {
        let (x, y, z) = (member(a, &random), member(b, &random), member(c, &random))
        let value = Double.apply(function, x, y, z)
        // A factor of what is 0: see `Interval.powerShifted`.
        if function == .powerShifted && range == 0 { continue }
        // The rules' own convention stands at single points where the function has no value.
        if value.isNaN && !range.isBounded { continue }
        if function == .sincDerivative {
          // Its error is relative to the largest value, not to its own.
          #expect(value >= range.lower - 1e-13 && value <= range.upper + 1e-13)
          continue
        }
        #expect(range.contains(value), "\(function)(\(x), \(y), \(z)) = \(value), not in \(range)")
      }
    }
    #expect(bounded > 50)
  }

  @Test("an interval over which a function is not defined, or jumps, has no range")
  func undefined() {
    func range(_ function: Function, _ a: Interval, _ b: Interval = 0, _ c: Interval = 0) -> Interval {
      Interval.apply(function, a, b, c)
    }
    let around = Interval(lower: -1, upper: 1)
    #expect(range(.ln, around).isUndefined)
    #expect(range(.sqrt, around).isUndefined)
    #expect(range(.power, around, 0.5).isUndefined)
    #expect(range(.conditional, around, 1, 2).isUndefined)
    #expect(range(.atan2, around, -1).isUndefined)
    #expect(range(.exp, range(.ln, around)).isUndefined)
    #expect(range(.less, range(.ln, around), 1).isUndefined)
  }

  @Test("poles are entire, whole numbers exact, waves between their extremes")
  func ranges() {
    func range(_ function: Function, _ a: Interval, _ b: Interval = 0) -> Interval {
      Interval.apply(function, a, b, 0)
    }
    let around = Interval(lower: -1, upper: 2)
    #expect(range(.divide, 1, around) == .entire)
    #expect(range(.tan, around) == .entire)
    #expect(range(.power, around, -1) == .entire)
    #expect(range(.multiply, around, around) == Interval(lower: -2, upper: 4))
    #expect(range(.power, around, 2).lower <= 0 && range(.power, around, 2).lower > -1e-300)
    #expect(range(.add, 1, 2) == 3)
    #expect(!range(.divide, 1, 3).isPoint)
    #expect(range(.sin, around).upper >= 1 && range(.sin, around).upper < 1 + 1e-14)
    #expect(range(.cos, Interval(lower: -1e300, upper: 1e300)).contains(-1))
  }
}
