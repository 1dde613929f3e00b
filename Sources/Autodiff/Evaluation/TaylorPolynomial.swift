extension Expression {
  /// A polynomial in powers of x − x₀, as an expression: `1 + x - 0.5*(x - 2)^2`.
  ///
  /// Terms with a coefficient of 0 are left out. Its text parses back to the same polynomial.
  /// - Parameter coefficients: that of (x − x₀)ᵏ at place k.
  public static func polynomial(_ coefficients: [Double], in variable: String, around center: Double)
    -> Expression
  {
    var graph = Graph()
    let x = graph.variable(variable)
    var base = x
    if center != 0 {
      let distance = graph.constant(center.magnitude)
      base = graph.call(center < 0 ? .add : .subtract, x, distance)
    }
    var sum: NodeID?
    for (k, coefficient) in coefficients.enumerated() where coefficient != 0 {
      let exponent = graph.constant(Double(k))
      let power = k == 1 ? base : graph.call(.power, base, exponent)
      func term(_ factor: Double) -> NodeID {
        if k == 0 { return graph.constant(factor) }
        if factor == 1 { return power }
        if factor == -1 { return graph.call(.negate, power) }
        let constant = graph.constant(factor)
        return graph.call(.multiply, constant, power)
      }
      if let before = sum {
        let next = term(coefficient.magnitude)
        sum = graph.call(coefficient < 0 ? .subtract : .add, before, next)
      } else {
        sum = term(coefficient)
      }
    }
    let root = sum ?? graph.constant(0)
    return Expression(source: [], graph, [root])
  }
}

/// How far Taylor polynomials are from the expression near the point of expansion, by samples.
///
/// An estimate, not a bound: what lies between the samples is not seen.
public struct TaylorRemainder: Sendable {
  /// How many points were sampled, evenly, the ends of the interval included.
  public static let sampleCount = 129
  /// For the polynomial of each order k: the largest |f⁽ᵏ⁺¹⁾(ξ)|/(k+1)!·rᵏ⁺¹ of the samples ξ, which is
  /// Lagrange's bound if the largest value of the derivative is among them.
  public let estimates: [Double]
  /// The largest difference of the expression and the polynomial of order k at the samples.
  public let errors: [Double]
}

extension Expression {
  /// Samples the remainders of the Taylor polynomials up to `order` within a distance of the point.
  ///
  /// - Parameters:
  ///   - inputs: the point of expansion.
  ///   - index: the variable.
  ///   - radius: how far the samples reach on both sides.
  /// - Returns: a result for each output.
  /// - Complexity: O(*order*³·*n*) for *n* nodes, 129 times.
  public func taylorRemainders(
    at inputs: [Double], by index: Int, order: Int, radius: Double
  ) -> [TaylorRemainder] {
    let count = TaylorRemainder.sampleCount
    let coefficients = taylor(at: inputs, by: index, order: order)
    var estimates = outputs.map { _ in [Double](repeating: 0, count: order + 1) }
    var errors = estimates
    var point = inputs
    for sample in 0..<count {
      let distance = radius * (2 * Double(sample) / Double(count - 1) - 1)
      point[index] = inputs[index] + distance
      let samples = taylor(at: point, by: index, order: order + 1)
      for output in outputs.indices {
        var polynomial = 0.0
        var power = 1.0
        var reach = 1.0
        for k in 0...order {
          let coefficient = coefficients[output][k]
          if coefficient != 0 { polynomial += coefficient * power }
          power *= distance
          reach *= radius
          let next = samples[output][k + 1].magnitude
          estimates[output][k] = Real.max(estimates[output][k], next == 0 ? 0 : next * reach)
          errors[output][k] = Real.max(errors[output][k], (samples[output][0] - polynomial).magnitude)
        }
      }
    }
    return zip(estimates, errors).map { TaylorRemainder(estimates: $0, errors: $1) }
  }

  /// A jump of a derivative of low order between the two sides of a point.
  public struct Jump: Equatable, Sendable {
    /// 0 is a jump of the value, 1 a kink.
    public let order: Int
    public let below: Double
    public let above: Double
  }

  /// The first derivative of an output, up to order 3, that differs on the two sides of the point: there a
  /// Taylor polynomial stands for one side at most. nil if none is found.
  ///
  /// The sides are looked at in a distance of 2⁻³⁰; a function that changes as fast as that is taken for one
  /// that jumps.
  public func jump(at inputs: [Double], by index: Int, output: Int = 0) -> Jump? {
    let step = 0x1p-30 * max(1, inputs[index].magnitude)
    func side(_ sign: Double) -> [Double] {
      var point = inputs
      point[index] += sign * step
      return taylor(at: point, by: index, order: 4)[output]
    }
    let (below, above) = (side(-1), side(1))
    var scale = 1.0
    for k in 0...3 {
      let (l, r) = (below[k], above[k])
      guard l.isFinite && r.isFinite else { return nil }
      scale *= Double(max(k, 1))
      let change = 8 * step * Double(k + 1) * max(below[k + 1].magnitude, above[k + 1].magnitude)
      if (l - r).magnitude > 1e-4 * max(l.magnitude, r.magnitude) + change {
        return Jump(order: k, below: l * scale, above: r * scale)
      }
    }
    return nil
  }
}
