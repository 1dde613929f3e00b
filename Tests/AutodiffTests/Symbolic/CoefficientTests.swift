import Testing

@testable import Autodiff

@Suite struct CoefficientTests {
  private static func fraction(_ a: Int64, _ b: Int64) -> Coefficient { Coefficient(a, over: b)! }
  private static let large: Int64 = 1 << 53

  @Test(
    "a double is the number that its shortest text says",
    arguments: [
      (0, 0, 1), (-0.0, 0, 1), (1, 1, 1), (-3, -3, 1), (0.5, 1, 2), (0.1, 1, 10), (-0.25, -1, 4), (2.5, 5, 2),
      (1e15, 1_000_000_000_000_000, 1), (9007199254740992, 9_007_199_254_740_992, 1), (1e-5, 1, 100_000),
      (0.333, 333, 1000), (123456.789, 123_456_789, 1000), (1e-15, 1, 1_000_000_000_000_000),
    ] as [(Double, Int64, Int64)])
  func exact(_ value: Double, _ numerator: Int64, _ denominator: Int64) {
    #expect(Coefficient(value) == Coefficient(numerator, over: denominator))
    #expect(Coefficient(value).value == value)
  }

  @Test(
    "what does not fit goes on as a double",
    arguments: [
      1e16, -1e300, 1e-16, .leastNonzeroMagnitude, .infinity, -.infinity, 1.2345678901234567e-5, 0x1p53 + 2,
    ])
  func inexact(_ value: Double) {
    #expect(Coefficient(value) == .inexact(value))
    #expect(Coefficient(value).integer == nil)
  }

  @Test func lowestTerms() {
    #expect(Coefficient(6, over: -4) == Coefficient(-3, over: 2))
    #expect(Coefficient(0, over: -7) == .zero)
    #expect(Coefficient(1, over: 0) == nil)
    #expect(Coefficient(.min, over: 2) == nil)
    #expect(Coefficient(1, over: .min) == nil)
    #expect(Coefficient(CoefficientTests.large + 1, over: 1) == nil)
    #expect(Coefficient(CoefficientTests.large * 2, over: 2) == Coefficient(0x1p53))
  }

  @Test func arithmetic() {
    let (third, half) = (CoefficientTests.fraction(1, 3), CoefficientTests.fraction(1, 2))
    #expect(third + half == CoefficientTests.fraction(5, 6))
    #expect(third * half == CoefficientTests.fraction(1, 6))
    #expect(-third == CoefficientTests.fraction(-1, 3))
    #expect(third.reciprocal == Coefficient(3))
    #expect((-half).reciprocal == Coefficient(-2))
    #expect(Coefficient(0.1) + Coefficient(0.2) == Coefficient(0.3))
    #expect(third + .inexact(1e300) == .inexact(1e300 + 1 / 3.0))
    #expect(Coefficient.zero.reciprocal == .inexact(.infinity))
    #expect((third.isNegative, (-third).isNegative, third.isOne, third.isZero) == (false, true, false, false))
  }

  @Test("overflow makes doubles, never a wrong fraction and never a trap")
  func overflow() {
    let large = Coefficient(integer: CoefficientTests.large)
    #expect(large + large == .inexact(0x1p54))
    #expect(large * large == .inexact(0x1p106))
    #expect(large + .minusOne == Coefficient(integer: CoefficientTests.large - 1))
    let small = CoefficientTests.fraction(1, CoefficientTests.large)
    #expect(small * small == .inexact(0x1p-106))
    #expect(
      small + CoefficientTests.fraction(1, CoefficientTests.large - 1) == .inexact(0x1p-53 + 1 / (0x1p53 - 1))
    )
    #expect(large * small == .one)
    #expect(CoefficientTests.fraction(3, 7).power(64) == nil)
  }

  @Test func powersAndRoots() {
    let twoThirds = CoefficientTests.fraction(2, 3)
    #expect(twoThirds.power(3) == CoefficientTests.fraction(8, 27))
    #expect(twoThirds.power(-2) == CoefficientTests.fraction(9, 4))
    #expect(twoThirds.power(0) == .one)
    #expect(Coefficient.zero.power(2) == .zero)
    #expect(Coefficient.zero.power(0) == nil)
    #expect(Coefficient.zero.power(-1) == nil)
    #expect(Coefficient.one.power(1000) == .one)
    #expect(Coefficient(2).power(1000) == nil)
    #expect(Coefficient.inexact(1e300).power(2) == nil)
    #expect(Coefficient(2).power(.min) == nil)
    #expect(CoefficientTests.fraction(4, 9).root(2) == twoThirds)
    #expect(Coefficient(27).root(3) == Coefficient(3))
    #expect(Coefficient(0).root(2) == .zero)
    #expect(Coefficient(2).root(2) == nil)
    #expect(Coefficient(-8).root(3) == nil)
    #expect(Coefficient(9_007_199_136_250_225).root(2) == Coefficient(94_906_265))
    #expect(Coefficient(4).root(1) == nil)
    #expect(Coefficient(4).root(65) == nil)
  }

  @Test("random fractions against doubles")
  func random() {
    var random = SplitMix64(seed: 50)
    func draw() -> Coefficient {
      let bits = random.below(62)
      let numerator = Int64(truncatingIfNeeded: random.next()) >> Int64(bits)
      let denominator = Int64(1 + random.below(1 << random.below(40)))
      return Coefficient(numerator, over: denominator) ?? Coefficient(Double(numerator))
    }
    for _ in 0..<20_000 {
      let (a, b) = (draw(), draw())
      let scale = a.value.magnitude + b.value.magnitude
      #expect(((a + b).value - (a.value + b.value)).magnitude <= scale * 0x1p-51)
      #expect(((a * b).value - a.value * b.value).magnitude <= (a.value * b.value).magnitude * 0x1p-51)
      #expect(a + b == b + a && a * b == b * a)
    }
  }
}
