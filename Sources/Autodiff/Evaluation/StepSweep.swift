import Platform

/// The errors of the difference formulas over a range of steps: at large steps that of truncation, which falls
/// with the step, at small steps that of rounding, which rises.
///
/// > Baydin, Pearlmutter, Radul, Siskind, *Automatic differentiation in machine learning: a survey*,
/// > JMLR 18 (2018), figure 3.
public struct StepSweep: Sendable {
  /// The arithmetic in which the expression and the differences are evaluated.
  public enum Precision: String, CaseIterable, Sendable { case double, float32 }

  /// A step, and the size of the error there.
  public struct Point: Equatable, Sendable {
    public let step: Double
    public let error: Double
  }

  /// What became of one formula.
  public struct Curve: Sendable {
    public let formula: DifferenceMethod.Formula
    /// One error a step; nan where a sample is not finite, or the step too small to move the point.
    public let errors: [Double]
    /// The step with the smallest error, of equal ones the largest step.
    public let best: Point?
    /// Where the truncation error, known from the next derivatives, and half an ulp of rounding a sample
    /// have the smallest sum; absent where one of them is 0.
    public let predicted: Point?
  }

  /// The output by its number from 1; 0 for the only one.
  public let output: Int
  public let variable: String
  public let precision: Precision
  /// The derivative at the point, which is rounded to the precision.
  public let exact: Double
  /// From large to small.
  public let steps: [Double]
  public let curves: [Curve]
}

extension Expression {
  /// One sweep for each output and variable, outputs first.
  ///
  /// - Parameters:
  ///   - inputs: a value for each variable, in order.
  ///   - indices: the variables; all unless given.
  /// - Complexity: O(*n*·*v*·*s*) for *n* nodes, *v* variables and *s* steps.
  public func stepSweeps(
    at inputs: [Double], by indices: [Int]? = nil, steps: [Double], precision: StepSweep.Precision = .double
  ) -> [StepSweep] {
    let indices = indices ?? Array(variables.indices)
    let ofVariables = indices.map { index in
      switch precision {
      case .double: stepSweeps(inputs, index, steps, precision, tape.constants.map(\.value))
      case .float32:
        stepSweeps(inputs.map { Float($0) }, index, steps, precision, tape.constants.map { Float($0.value) })
      }
    }
    return outputs.indices.flatMap { output in ofVariables.map { $0[output] } }
  }

  /// The sweeps of all outputs by one variable, in the arithmetic of `T`.
  private func stepSweeps<T: Algebra & BinaryFloatingPoint>(
    _ inputs: [T], _ index: Int, _ steps: [Double], _ precision: StepSweep.Precision, _ constants: [T]
  ) -> [StepSweep] {
    let point = inputs.map { Double($0) }
    let gradient = gradient(at: point, by: [index])
    let series = taylor(at: point, by: index, order: 5)
    let x = inputs[index]
    var moved = inputs
    func evaluate(_ x: T) -> [T] {
      moved[index] = x
      let slots = forwardSweep(tape, constants: constants, inputs: moved)
      return tape.outputs.map { slots[$0] }
    }
    // By formula, then step, then output.
    let slopes = Stencil.all.map { stencil in
      steps.map { step in
        let points = stencil.points(around: x, step: T(step))
        let samples = points.map(evaluate)
        return outputs.indices.map { output in
          Double(stencil.slope(samples.map { $0[output] }, at: points, around: x))
        }
      }
    }
    return outputs.indices.map { output in
      let exact = gradient.rows[output][0]
      let curves = zip(Stencil.all, slopes).map { stencil, slopes in
        StepSweep.Curve(
          stencil, steps: steps, errors: slopes.map { ($0[output] - exact).magnitude },
          predicted: stencil.best(series[output], epsilon: Double(T.ulpOfOne)))
      }
      return StepSweep(
        output: outputs.count == 1 ? 0 : output + 1, variable: variables[index], precision: precision,
        exact: exact, steps: steps, curves: curves)
    }
  }
}

extension StepSweep.Curve {
  fileprivate init(_ stencil: Stencil, steps: [Double], errors: [Double], predicted: StepSweep.Point?) {
    formula = stencil.formula
    self.errors = errors
    self.predicted = predicted
    var best: StepSweep.Point?
    for (step, error) in zip(steps, errors) where error < best?.error ?? .infinity {
      best = StepSweep.Point(step: step, error: error)
    }
    self.best = best
  }
}

extension Stencil {
  /// The step at which t·|f⁽ᵖ⁺¹⁾|·hᵖ + r·ε·|f|/h is smallest, and that sum.
  ///
  /// - Parameter series: the Taylor coefficients at the point.
  fileprivate func best(_ series: [Double], epsilon: Double) -> StepSweep.Point? {
    let factorial = (1...order + 1).reduce(1.0) { $0 * Double($1) }
    let steep = truncation * series[order + 1].magnitude * factorial
    let rounding = roundOff * epsilon * series[0].magnitude
    guard steep > 0, rounding > 0, steep.isFinite, rounding.isFinite else { return nil }
    let h = Platform.pow(rounding / (Double(order) * steep), 1 / Double(order + 1))
    return StepSweep.Point(step: h, error: steep * Platform.pow(h, Double(order)) + rounding / h)
  }
}
