/// Lagrange's bound on how far Taylor polynomials are from an expression near the point of expansion.
///
/// A bound in earnest, found by interval arithmetic: it holds for the expression with its constants as they
/// are evaluated, and the polynomial with exact coefficients. Rounding of the polynomial's printed coefficients
/// and of its evaluation comes on top.
/// > Moore, Kearfott & Cloud, *Introduction to Interval Analysis* (2009), §9.4.
public struct TaylorBound: Sendable {
  /// Into how many intervals the distance is cut on both sides together: the narrower, the tighter the bound.
  static let pieceCount = 32

  /// For the polynomial of each order k: the largest |f⁽ᵏ⁺¹⁾|/(k+1)!·rᵏ⁺¹, infinite where none was found.
  public let bounds: [Double]
  /// What kept a bound from being finite, if one is not.
  public let obstacle: Obstacle?

  public struct Obstacle: Equatable, Sendable {
    public enum Reason: Equatable, Sendable {
      /// How the range of a function follows from that of its operands is not known.
      case noIntervalForm(function: String)
      /// It leaves its domain, or jumps.
      case undefined
      case unbounded
      /// Of a derivative, whose order is given: it does not exist, or is unbounded, or seems so.
      case derivative(Int)
    }
    public let reason: Reason
    /// The part of the expression that it is about.
    public let text: String
    /// An interval of the variable in which it is.
    public let range: ClosedRange<Double>
  }
}

extension Expression {
  /// Bounds the remainders of the Taylor polynomials up to `order` within a distance of the point.
  ///
  /// - Parameters:
  ///   - inputs: the point of expansion.
  ///   - index: the variable.
  ///   - radius: how far from the point the bounds hold, on both sides.
  /// - Returns: a result for each output.
  /// - Complexity: O(*order*³·*n*) for *n* nodes, 32 times.
  public func taylorBounds(at inputs: [Double], by index: Int, order: Int, radius: Double) -> [TaylorBound] {
    var bounds = outputs.map { _ in [Double](repeating: 0, count: order + 1) }
    var obstacles = [TaylorBound.Obstacle?](repeating: nil, count: outputs.count)
    for piece in pieces(around: inputs[index], radius) {
      let slots = taylorSeries(inputs, by: index, from: piece, order: order + 1)
      for output in outputs.indices {
        var reach = Interval(1)
        for k in 0...order {
          reach = reach * Interval(radius)
          let bound = slots[tape.outputs[output]].coefficient(k + 1) * reach
          if bound.isBounded {
            bounds[output][k] = max(bounds[output][k], bound.magnitude)
          } else {
            bounds[output][k] = .infinity
            if obstacles[output] == nil { obstacles[output] = obstacle(slots, output, k + 1, piece) }
          }
        }
      }
    }
    return zip(bounds, obstacles).map { TaylorBound(bounds: $0, obstacle: $1) }
  }

  private func pieces(around center: Double, _ radius: Double) -> [Interval] {
    let count = TaylorBound.pieceCount
    // Outward at both ends; in between, the end of one is the beginning of the next.
    let ends = (0...count).map { place -> Double in
      let end = center + radius * (2 * Double(place) / Double(count) - 1)
      return place == 0 ? end.nextDown : place == count ? end.nextUp : end
    }
    return (0..<count).map { Interval(lower: ends[$0], upper: ends[$0 + 1]) }
  }

  /// The operation below an output that has an unbounded coefficient of bounded operands.
  private func obstacle(
    _ slots: [Series<Interval>], _ output: Int, _ order: Int, _ piece: Interval
  ) -> TaylorBound.Obstacle? {
    func isBounded(_ slot: Int) -> Bool { (0...order).allSatisfy { slots[slot].coefficient($0).isBounded } }
    var found = tape.outputs[output] - tape.firstResult
    while found >= 0 {
      let instruction = tape.instructions[found]
      let operands = [instruction.a, instruction.b, instruction.c].prefix(Int(instruction.arity))
      guard let next = operands.first(where: { $0 >= tape.firstResult && !isBounded(Int($0)) }) else { break }
      found = Int(next) - tape.firstResult
    }
    guard found >= 0 else { return nil }
    let function = tape.instructions[found].function
    let series = slots[tape.firstResult + found]
    let reason: TaylorBound.Obstacle.Reason
    if case .unknown = function.range {
      reason = .noIntervalForm(function: function.info.spelling)
    } else if series.coefficient(0).isUndefined || function.isFlat {
      reason = .undefined
    } else {
      let first = (0...order).first { !series.coefficient($0).isBounded } ?? 0
      reason = first == 0 ? .unbounded : .derivative(first)
    }
    return TaylorBound.Obstacle(
      reason: reason, text: text(of: tape.nodes[found]), range: piece.lower...piece.upper)
  }
}
