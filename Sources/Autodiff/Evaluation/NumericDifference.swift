import Platform

/// A central difference of every output along one variable, with what it was made of.
public struct NumericDifference: Sendable {
  /// Half the distance of the two samples: a power of two.
  public let step: Double
  /// The points x − h and x + h, as rounded.
  public let points: (below: Double, above: Double)
  public let below: [Double]
  public let above: [Double]
  /// The derivative of each output.
  public let derivatives: [Double]
  /// An estimate of each derivative's error: truncation and round-off.
  public let errors: [Double]
  /// How many times the function was evaluated.
  public let evaluations: Int

  /// - Parameters:
  ///   - x: the point on the axis of the variable.
  ///   - f: the outputs with the variable at a given value.
  /// - Complexity: four evaluations; four more each time that a sample is not finite, at most 8 times.
  ///
  /// The step is the power of two nearest to ∛ε·max(1, |x|). The truncation error is estimated from the
  /// difference at twice the step, the round-off from the size of the samples.
  /// > Griewank & Walther, *Evaluating Derivatives*, 2nd ed., §1; Press et al., *Numerical Recipes*, §5.7.
  init(at x: Double, _ f: (Double) -> [Double]) {
    var h = Platform.exp2((Platform.log2(NumericDifference.cubeRootOfEpsilon * max(1, x.magnitude))).rounded())
    var pairs = NumericDifference.samples(x, h, f)
    var evaluations = 4
    var shrinks = 0
    while !pairs.isFinite && shrinks < 8 {
      h /= 16
      shrinks += 1
      pairs = NumericDifference.samples(x, h, f)
      evaluations += 4
    }
    step = h
    points = (x - h, x + h)
    below = pairs.near.below
    above = pairs.near.above
    self.evaluations = evaluations
    let near = NumericDifference.slopes(pairs.near, distance: (x + h) - (x - h))
    let far = NumericDifference.slopes(pairs.far, distance: (x + 2 * h) - (x - 2 * h))
    derivatives = near
    errors = near.indices.map { output in
      let largest = [pairs.near.below, pairs.near.above, pairs.far.below, pairs.far.above]
        .map { $0[output].magnitude }.max()!
      return (near[output] - far[output]).magnitude / 3 + 2 * Double.ulpOfOne * largest / h
    }
  }

  private static let cubeRootOfEpsilon = Platform.cbrt(Double.ulpOfOne)

  private typealias Pair = (below: [Double], above: [Double])
  private struct Samples {
    var near: Pair
    var far: Pair
    var isFinite: Bool {
      (near.below + near.above + far.below + far.above).allSatisfy(\.isFinite)
    }
  }

  private static func samples(_ x: Double, _ h: Double, _ f: (Double) -> [Double]) -> Samples {
    Samples(near: (f(x - h), f(x + h)), far: (f(x - 2 * h), f(x + 2 * h)))
  }

  private static func slopes(_ pair: Pair, distance: Double) -> [Double] {
    zip(pair.below, pair.above).map { ($1 - $0) / distance }
  }
}
