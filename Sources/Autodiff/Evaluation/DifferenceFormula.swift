/// How a derivative is approximated from values alone.
public struct DifferenceMethod: Equatable, Sendable {
  public enum Formula: String, CaseIterable, Sendable {
    case forward, backward, central
    case fivePoint = "five-point"
    /// Central differences at falling steps, extrapolated to step 0.
    case auto
  }

  public var formula: Formula
  /// The step of a fixed formula; the best guess for it unless given. `auto` chooses its own.
  public var step: Double?

  public init(_ formula: Formula = .central, step: Double? = nil) {
    self.formula = formula
    self.step = step
  }
}

/// A difference formula with a fixed step: Σ wᵢ·f(x + oᵢ·h) over Σ wᵢ·oᵢ·h.
public struct Stencil: Equatable, Sendable {
  public let formula: DifferenceMethod.Formula
  /// Where the samples are, in steps from x.
  public let offsets: [Int]
  let weights: [Int]
  /// The truncation error is of this order in h.
  public let order: Int
  /// The truncation error is about this, times h to the power `order`, times the derivative of order + 1.
  let truncation: Double

  public static let all = [forward, backward, central, fivePoint]

  static let forward = Stencil(
    formula: .forward, offsets: [0, 1], weights: [-1, 1], order: 1, truncation: 1 / 2)
  static let backward = Stencil(
    formula: .backward, offsets: [-1, 0], weights: [-1, 1], order: 1, truncation: 1 / 2)
  static let central = Stencil(
    formula: .central, offsets: [-1, 1], weights: [-1, 1], order: 2, truncation: 1 / 6)
  /// > Abramowitz & Stegun, *Handbook of Mathematical Functions*, 25.3.6.
  static let fivePoint = Stencil(
    formula: .fivePoint, offsets: [-2, -1, 1, 2], weights: [1, -8, 8, -1], order: 4, truncation: 1 / 30)

  /// The stencil of a formula; `auto` has none.
  static func of(_ formula: DifferenceMethod.Formula) -> Stencil? { all.first { $0.formula == formula } }

  /// How many ε·|f|/h the rounding of the samples may add up to, half an ulp each.
  var roundOff: Double {
    let weight = weights.reduce(0) { $0 + abs($1) }
    let distance = zip(weights, offsets).reduce(0) { $0 + $1.0 * $1.1 }
    return Double(weight) / Double(2 * distance)
  }

  /// The points of the samples.
  func points<T: BinaryFloatingPoint>(around x: T, step h: T) -> [T] { offsets.map { x + T($0) * h } }

  /// The approximation, in the arithmetic of `T`.
  ///
  /// Divides by the distances as they came out, because x + h is rounded.
  /// - Parameter samples: the values at `points(around:step:)`.
  func slope<T: BinaryFloatingPoint>(_ samples: [T], at points: [T], around x: T) -> T {
    var difference: T = 0
    var distance: T = 0
    // From the outside in: what cancels is subtracted first.
    for (low, weight) in weights.enumerated() where low < weights.count - 1 - low {
      let high = weights.count - 1 - low
      difference += T(weights[high]) * samples[high] + T(weight) * samples[low]
      distance += T(weights[high]) * (points[high] - x) + T(weight) * (points[low] - x)
    }
    return difference / distance
  }
}
