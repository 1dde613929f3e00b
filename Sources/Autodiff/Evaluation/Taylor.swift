extension Expression {
  /// The Taylor coefficients of each output in one variable: f⁽ᵏ⁾(x)/k! for k = 0 … order.
  ///
  /// - Parameters:
  ///   - inputs: the point of expansion; the other variables are constants.
  ///   - index: the variable.
  /// - Complexity: O(*order*³·*n*) for *n* nodes.
  public func taylor(at inputs: [Double], by index: Int, order: Int) -> [[Double]] {
    let slots = taylorSeries(inputs, by: index, from: inputs[index], order: max(order, 0))
    return tape.outputs.map { output in
      // Plus zero: a sum of nothing but -0 is 0.
      let coefficients = (0...max(order, 0)).map { slots[output].coefficient($0) + 0 }
      return coefficients[0].isNaN ? coefficients.map { _ in .nan } : coefficients
    }
  }

  /// The series of every slot, their coefficients up to `order` computed.
  ///
  /// - Parameter start: where the series begins: the point, or an interval that stands for all points within.
  func taylorSeries<T: SeriesCoefficient>(
    _ inputs: [Double], by index: Int, from start: T, order: Int
  ) -> [Series<T>] {
    var series = inputs.map { Series([T($0)]) }
    series[index] = Series([start, 1])
    return seriesSweep(
      tape, constants: tape.constants.map { Series([T($0.value)]) }, inputs: series, order: order)
  }
}

/// A forward sweep over series, their coefficients up to `order` computed.
func seriesSweep<T: SeriesCoefficient>(
  _ tape: Tape, constants: [Series<T>], inputs: [Series<T>], order: Int
) -> [Series<T>] {
  let slots = forwardSweep(tape, constants: constants, inputs: inputs)
  // Order by order through the tape, so that no series asks far back.
  for k in 0...order {
    for slot in slots { _ = slot.coefficient(k) }
  }
  return slots
}
