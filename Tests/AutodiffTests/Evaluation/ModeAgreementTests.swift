import Testing

@testable import Autodiff

/// Forward, reverse and symbolic mode compute the same numbers, whatever the expression.
@Suite struct ModeAgreementTests {
  @Test("random expressions at random points", arguments: 0..<4)
  func agreement(_ part: Int) {
    var random = SplitMix64(seed: UInt64(part) + 10)
    var compared = 0
    for _ in 0..<3000 {
      let f = random.expression(operations: 3 + random.below(18))
      let point = random.point(f.variables.count)
      let reverse = f.gradient(at: point, mode: .reverse)
      let others = [f.gradient(at: point, mode: .forward), f.gradient(at: point, mode: .symbolic)]
      let (sums, isFinite) = absolutePathSums(f, at: point)
      for other in others {
        #expect(same(other.values, reverse.values), "\(f.text) at \(point)")
        if !isFinite { continue }
        compared += 1
        for (index, sum) in sums.enumerated() {
          let distance = (other.partials[index] - reverse.partials[index]).magnitude
          #expect(
            distance <= 1e-12 * sum + 0x1p-1000, "\(f.text) at \(point): \(reverse), \(other)")
        }
      }
    }
    #expect(compared > 2000)
  }

  private enum Class: Equatable { case finite, nan, infinite(Bool) }

  private static func classes(_ gradient: Gradient) -> [Class] {
    gradient.partials.map { $0.isNaN ? .nan : $0.isInfinite ? .infinite($0 < 0) : .finite }
  }

  /// At special points modes may differ in what is finite only where an infinity or a nan takes part: the
  /// order of products and sums then decides between them.
  ///
  /// The classes of exceptions: (a) a product of partials overflows, or is 0·inf, in one order and not in
  /// the other; (b) forward mode adds tangents before it multiplies, and inf − inf arises in one of the
  /// two; (c) a nan is dropped by pow(nan, 0) = pow(1, nan) = 1 or hypot(inf, nan) = inf, past which the
  /// sweeps pass on a nan partial and the symbolic derivative, which does not know the value, its formula.
  ///
  /// Symbolic mode has no exception. Forward mode has 4 at edges, in 6,000 graphs and all of class (b), where
  /// reverse mode multiplies term by term and forward mode the sum of the terms, or the other way round:
  /// - `(x + y*sigmoid(y))/(y*sigmoid(y) - 2)` at (inf, 0): −inf·(σ + y·σ′) is −inf, −inf·σ − inf·y·σ′ has −inf·0.
  /// - `(y*y)^(cosh(x)*x)` at (−0, inf): inf·(cosh x + x·sinh x) is inf, the second term alone inf·0.
  /// - `fma(sqrt(y*x), y*x, sqrt(y*x))` at (0, π/2): (y·x + 1)·inf is inf, the first term alone 0·inf.
  /// - `max(((y > tan(x)) - tan(x))*x/(y > tan(x)), 7)` where y < tan x: a sum times 1/0 is inf, its terms times
  ///   1/0 are inf − inf.
  ///
  /// Near the ends of the range, where products of two finite numbers overflow or vanish, (a) makes it 32 in
  /// 6,000: `cbrt(z*z)` at 1e308 is 2·(z·0) backward and 0·(z + z) = 0·inf forward.
  @Test(
    "random expressions at special points",
    arguments: [(SplitMix64.edges, 1000), (SplitMix64.extremes, 100)], 0..<2)
  func specialPoints(_ special: (points: [Double], oneIn: Int), _ part: Int) {
    var random = SplitMix64(seed: UInt64(part) + 20)
    var (total, different) = (0, [0, 0])
    for _ in 0..<3000 {
      let f = random.expression(operations: 2 + random.below(8))
      let point = random.point(f.variables.count, among: special.points)
      let reverse = f.gradient(at: point, mode: .reverse)
      let isFinite = absolutePathSums(f, at: point).isFinite
      total += reverse.partials.count
      for (index, mode) in [Mode.forward, .symbolic].enumerated() {
        let other = f.gradient(at: point, mode: mode)
        #expect(same(other.values, reverse.values), "\(f.text) at \(point)")
        let differ = zip(ModeAgreementTests.classes(other), ModeAgreementTests.classes(reverse)).count {
          $0 != $1
        }
        #expect(differ == 0 || !isFinite, "\(mode): \(f.text) at \(point): \(reverse), \(other)")
        different[index] += differ
      }
    }
    #expect(different.allSatisfy { $0 * special.oneIn <= total })
  }

  @Test("a chosen subset has the bits of the full gradient", arguments: [Mode.forward, .reverse, .symbolic])
  func subsets(_ mode: Mode) {
    var random = SplitMix64(seed: 30)
    for _ in 0..<1000 {
      let f = random.expression(operations: 3 + random.below(12))
      let point = random.point(f.variables.count)
      let full = f.gradient(at: point, mode: mode)
      for index in f.variables.indices {
        let one = f.gradient(at: point, by: [index], mode: mode)
        #expect(one.variables == [f.variables[index]])
        #expect(
          one.partials[0].bitPattern == full.partials[index].bitPattern
            || (one.partials[0].isNaN && full.partials[index].isNaN), "\(f.text) at \(point) by \(index)")
      }
    }
  }

  @Test("several outputs have the rows that each has alone", arguments: Mode.allCases)
  func jacobian(_ mode: Mode) throws {
    let sources = ["r*cos(t)", "r*sin(t)", "r", "t^2*r", "3"]
    let all = try Expression(parsing: sources.joined(separator: ", ")).gradient(at: [2, 0.5], mode: mode)
    for (row, source) in sources.enumerated() {
      let f = try Expression(parsing: source)
      let alone = try f.gradient(at: ["r": 2, "t": 0.5], mode: mode)
      #expect(all.values[row] == alone.values[0])
      #expect(
        all.rows[row] == ["r", "t"].map { f.variables.firstIndex(of: $0).map { alone.partials[$0] } ?? 0 })
    }
  }
}
