// Products with the Jacobian, in one sweep each, and with the Hessian, in one sweep forward and back.

extension Expression {
  /// The Jacobian times a direction, J·r: the tangents of the outputs, by one forward sweep.
  ///
  /// - Parameters:
  ///   - inputs: a value for each variable, in order.
  ///   - direction: r, one number a variable. Where it is 0 the variable is left out of the sweep.
  /// - Returns: the values of the outputs, and one product an output.
  /// - Complexity: O(*n*) in nodes, whatever the number of variables.
  public func jvp(at inputs: [Double], along direction: [Double]) -> (values: [Double], products: [Double]) {
    precondition(direction.count == variables.count)
    let slots = forwardSweep(
      tape, constants: tape.constants.map { Dual(primal: $0.value) }, inputs: duals(inputs, direction))
    let values = tape.outputs.map { slots[$0].primal }
    let products = tape.outputs.map { slots[$0].tangent.orZero }
    return (values, zip(values, products).map { $0.isNaN ? .nan : $1 })
  }

  /// A row of weights times the Jacobian, w·J: the adjoints of the variables, by one reverse sweep.
  ///
  /// - Parameter weights: w, one number an output. An output of weight 0 is left out of the sweep.
  /// - Returns: the values of the outputs, and one product a variable.
  /// - Complexity: O(*n*) in nodes, whatever the number of outputs.
  public func vjp(at inputs: [Double], weights: [Double]) -> (values: [Double], products: [Double]) {
    precondition(weights.count == outputCount)
    let linear = Linearization(tape, tape.activity, constants: tape.constants.map(\.value), inputs: inputs)
    let seeds = zip(tape.outputs, weights).filter { $0.1 != 0 }.map { (slot: $0.0, adjoint: $0.1) }
    let adjoints = reverseSweep(tape, tape.activity, partials: linear.partials, seeds: seeds)
    let values = tape.outputs.map { linear.values[$0] }
    let isUndefined = zip(values, weights).contains { $0.isNaN && $1 != 0 }
    let products = variables.indices.map { isUndefined ? .nan : adjoints[tape.firstInput + $0].orZero }
    return (values, products)
  }

  /// The Hessian of an output times a direction, by one sweep forward and one back over dual numbers.
  ///
  /// - Returns: the value, the gradient, and one product a variable.
  /// - Complexity: O(*n*) in nodes, whatever the number of variables.
  /// > Pearlmutter, *Fast exact multiplication by the Hessian*, Neural Computation 6 (1994).
  public func hvp(
    at inputs: [Double], along direction: [Double], output: Int = 0
  ) -> (value: Double, gradient: [Double], products: [Double]) {
    precondition(direction.count == variables.count)
    let linear = Linearization(
      tape, tape.activity, constants: tape.constants.map { Dual(primal: $0.value) },
      inputs: duals(inputs, direction))
    let slot = tape.outputs[output]
    let adjoints = reverseSweep(
      tape, tape.activity, partials: linear.partials, seeds: [(slot, Dual(primal: 1))])
    let value = linear.values[slot].primal
    let own = variables.indices.map { adjoints[tape.firstInput + $0] }
    if value.isNaN { return (value, own.map { _ in .nan }, own.map { _ in .nan }) }
    return (
      value, own.map { $0.isAbsent ? 0 : $0.primal }, own.map { $0.isAbsent ? 0 : $0.tangent.orZero }
    )
  }

  /// The matrix of second derivatives of an output by the chosen variables, symmetric to the bit.
  ///
  /// - Complexity: O(*n*·*v*) for *v* variables: a Hessian-vector product each, of which the lower
  ///   triangle is kept and mirrored.
  public func hessian(
    at inputs: [Double], by indices: [Int]? = nil, output: Int = 0
  ) -> (value: Double, gradient: [Double], rows: [[Double]]) {
    let indices = indices ?? Array(variables.indices)
    var rows = [[Double]](repeating: [Double](repeating: 0, count: indices.count), count: indices.count)
    var result: (value: Double, gradient: [Double]) = (.nan, [])
    for (column, index) in indices.enumerated() {
      var direction = [Double](repeating: 0, count: variables.count)
      direction[index] = 1
      let product = hvp(at: inputs, along: direction, output: output)
      if column == 0 { result = (product.value, indices.map { product.gradient[$0] }) }
      for row in column..<indices.count {
        rows[row][column] = product.products[indices[row]]
        rows[column][row] = rows[row][column]
      }
    }
    if indices.isEmpty { result.value = values(at: inputs)[output] }
    return (result.value, result.gradient, rows)
  }

  /// The inputs with a direction as tangents; absent where it is 0.
  func duals(_ inputs: [Double], _ direction: [Double]) -> [Dual<Double>] {
    zip(inputs, direction).map { Dual(primal: $0, tangent: $1 == 0 ? .absent : $1) }
  }
}
