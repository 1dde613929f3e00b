import Platform

/// How well two numbers agree.
public struct Agreement: Equatable, Sendable {
  /// The difference over the larger magnitude: 0 where the numbers are the same, nan and nan included.
  public let relative: Double
  /// Whether the difference is within the tolerance and the slack.
  public let holds: Bool

  /// - Parameters:
  ///   - tolerance: the relative difference allowed.
  ///   - slack: the absolute difference allowed on top of that.
  public init(_ a: Double, _ b: Double, tolerance: Double, slack: Double = 0) {
    if a == b || (a.isNaN && b.isNaN) {
      relative = 0
      holds = true
    } else if !(a.isFinite && b.isFinite) {
      relative = a.isNaN || b.isNaN ? .nan : .infinity
      holds = false
    } else {
      // Halves, so that no difference of doubles overflows.
      let difference = (a / 2 - b / 2).magnitude
      let larger = max(a.magnitude, b.magnitude)
      relative = difference / (larger / 2)
      holds = difference <= (tolerance * larger + slack) / 2 || relative <= tolerance
    }
  }

  /// How many significant decimal digits agree, at most 17.
  public var digits: Int {
    if relative == 0 { return 17 }
    guard relative < 1 else { return 0 }
    return min(17, Int(-Platform.log10(relative)))
  }
}

/// A small generator of random numbers: the same seed gives the same numbers on every machine.
///
/// > Steele, Lea, Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014.
package struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// A number from 0 up to, and without, 1.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
