extension Expression {
  /// The Taylor coefficients of each output in one variable: f⁽ᵏ⁾(x)/k! for k = 0 … order.
  ///
  /// - Parameters:
  ///   - inputs: the point of expansion; the other variables are constants.
  ///   - index: the variable.
  /// - Complexity: O(*order*³·*n*) for *n* nodes.
  public func taylor(at inputs: [Double], by index: Int, order: Int) -> [[Double]] {
    var series = inputs.map { Series([$0]) }
    series[index] = Series([inputs[index], 1])
    let slots = forwardSweep(tape, constants: tape.constants.map { Series([$0.value]) }, inputs: series)
    // Order by order through the tape, so that no series asks far back.
    for k in 0...max(order, 0) {
      for slot in slots { _ = slot.coefficient(k) }
    }
    return tape.outputs.map { output in
      let coefficients = (0...max(order, 0)).map { slots[output].coefficient($0) }
      return coefficients[0].isNaN ? coefficients.map { _ in .nan } : coefficients
    }
  }
}
