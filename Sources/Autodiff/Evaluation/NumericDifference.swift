import Platform

/// The derivative of every output along one variable, approximated from values, with what it was made of.
public struct NumericDifference: Sendable {
  /// A point of a formula, and the outputs there.
  public struct Sample: Sendable {
    /// In steps from x.
    public let offset: Int
    /// As rounded.
    public let point: Double
    public let values: [Double]
  }

  /// What is to be known of a result besides its error estimate.
  public enum Remark: String, Sendable {
    /// The slopes on the two sides differ: no number is the derivative.
    case kink
    /// One side has no finite values: found from the other alone, which nothing verifies.
    case oneSided = "one-sided, unverified"
  }

  public let formula: DifferenceMethod.Formula
  /// The step, for each output. An extrapolation has the smallest one that it used.
  public let steps: [Double]
  /// The samples of a fixed formula, from left to right.
  public let samples: [Sample]
  /// The derivative of each output.
  public let derivatives: [Double]
  /// An estimate of each derivative's error: truncation and round-off.
  public let errors: [Double]
  /// One an output, where there is anything to say.
  public let remarks: [Remark?]
  /// How many times the function was evaluated.
  public let evaluations: Int

  /// The step for the first output.
  public var step: Double { steps[0] }
  /// The outermost points of a fixed formula.
  public var points: (below: Double, above: Double) { (samples[0].point, samples[samples.count - 1].point) }
  public var below: [Double] { samples[0].values }
  public var above: [Double] { samples[samples.count - 1].values }

  /// - Parameters:
  ///   - x: the point on the axis of the variable.
  ///   - f: the outputs with the variable at a given value.
  /// - Complexity: two samples a formula and four for `five-point`, twice over; again each time that a sample
  ///   is not finite, at most 8 times. `auto` takes at most 127 samples.
  init(at x: Double, _ method: DifferenceMethod = DifferenceMethod(), _ f: (Double) -> [Double]) {
    if let stencil = Stencil.of(method.formula) {
      self.init(at: x, stencil, step: method.step, f)
    } else {
      self.init(extrapolatingAt: x, f)
    }
  }

  /// A formula with a fixed step: a power of two near the best for a function of ordinary size, smaller
  /// where a sample is not finite.
  ///
  /// The truncation error is estimated from the difference at twice the step, the round-off from the size of
  /// the samples.
  /// > Griewank & Walther, *Evaluating Derivatives*, 2nd ed., §1; Press et al., *Numerical Recipes*, §5.7.
  private init(at x: Double, _ stencil: Stencil, step: Double?, _ f: (Double) -> [Double]) {
    // ε^½, ε^⅓, ε^⅕ for the orders 1, 2, 4.
    let root = Platform.pow(Double.ulpOfOne, 1 / Double(stencil.order + 1))
    var h = step ?? Platform.exp2(Platform.log2(root * max(1, x.magnitude)).rounded())
    var evaluations = 0
    func sample(_ h: Double) -> [Sample] {
      evaluations += stencil.offsets.count
      return zip(stencil.offsets, stencil.points(around: x, step: h)).map { offset, point in
        Sample(offset: offset, point: point, values: f(point))
      }
    }
    var (near, far) = (sample(h), sample(2 * h))
    var shrinks = 0
    while step == nil && shrinks < 8 && !(near + far).allSatisfy({ $0.values.allSatisfy(\.isFinite) }) {
      h /= 16
      shrinks += 1
      (near, far) = (sample(h), sample(2 * h))
    }
    func slopes(_ samples: [Sample]) -> [Double] {
      samples[0].values.indices.map { output in
        stencil.slope(samples.map { $0.values[output] }, at: samples.map(\.point), around: x)
      }
    }
    let (one, two) = (slopes(near), slopes(far))
    // Where round-off does not hide it, the estimate equals the truncation error to first order and would be
    // too small every other time. A central difference at its usual step has no need of a margin.
    let margin = stencil.formula == .central && step == nil ? 1.0 : 2
    let ratio = Double((1 << stencil.order) - 1)
    errors = one.indices.map { output in
      let largest = (near + far).map { $0.values[output].magnitude }.max()!
      let truncation = (one[output] - two[output]).magnitude / ratio * margin
      // A step below the spacing of doubles at x is no step: its size says nothing.
      let estimate = truncation + 4 * stencil.roundOff * Double.ulpOfOne * largest / h.magnitude
      return estimate.isNaN ? .infinity : estimate
    }
    formula = stencil.formula
    steps = one.map { _ in h }
    samples = near
    derivatives = one
    remarks = one.map { _ in nil }
    self.evaluations = evaluations
  }

  private init(extrapolatingAt x: Double, _ f: (Double) -> [Double]) {
    let found = Extrapolation(at: x, f)
    formula = .auto
    steps = found.best.map(\.step)
    samples = []
    derivatives = found.best.map(\.derivative)
    errors = found.best.map(\.error)
    remarks = found.remarks
    evaluations = found.evaluations
  }
}
