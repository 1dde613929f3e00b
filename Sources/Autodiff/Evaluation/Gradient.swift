/// The values of an expression at a point, with their derivatives.
public struct Gradient: Sendable {
  /// One value an output.
  public var values: [Double]
  /// The variables that were differentiated by.
  public var variables: [String]
  /// The Jacobian: for each output, one partial derivative a variable.
  public var rows: [[Double]]
  /// In numeric mode, an estimate of the error of each partial derivative.
  public var errors: [[Double]]?
  /// In numeric mode, how each variable's derivatives came about.
  public var differences: [NumericDifference]?

  /// The partial derivatives of the first output.
  public var partials: [Double] { rows[0] }
}

extension Expression {
  /// The gradient at a point; of several outputs, the Jacobian.
  ///
  /// - Parameters:
  ///   - point: a value for each variable.
  ///   - variables: those to differentiate by, all of them unless given.
  ///   - mode: how; the exact modes agree to rounding.
  ///   - difference: the formula of numeric mode.
  /// - Throws: `EvaluationError.unbound` if a variable has no value, `.unknownVariable` if one that is
  ///   to be differentiated by does not occur.
  /// - Complexity: for *n* nodes, *v* variables and *m* outputs O(*n*·*m*) in reverse and symbolic mode,
  ///   O(*n*·*v*) in forward and numeric mode.
  public func gradient(
    at point: [String: Double], by variables: [String]? = nil, mode: Mode = .reverse,
    difference: DifferenceMethod = DifferenceMethod()
  ) throws(EvaluationError) -> Gradient {
    gradient(at: try inputs(at: point), by: try indices(of: variables), mode: mode, difference: difference)
  }

  /// The gradient with the variables' values in the order of `variables`, by variables by index.
  public func gradient(
    at inputs: [Double], by indices: [Int]? = nil, mode: Mode = .reverse,
    difference: DifferenceMethod = DifferenceMethod()
  ) -> Gradient {
    let chosen = mode == .reverse ? [] : indices ?? Array(variables.indices)
    var result =
      switch mode {
      case .forward: forward(inputs, chosen)
      case .reverse: reverse(inputs, indices)
      case .numeric: numeric(inputs, chosen, difference)
      case .symbolic: symbolic(inputs, chosen)
      }
    // Where the value is not a number, nothing is its derivative.
    for (output, value) in result.values.enumerated() where value.isNaN {
      result.rows[output] = result.rows[output].map { _ in .nan }
    }
    return result
  }

  private func gradient(_ values: [Double], _ indices: [Int], _ rows: [[Double]]) -> Gradient {
    Gradient(values: values, variables: indices.map { variables[$0] }, rows: rows)
  }

  private func forward(_ inputs: [Double], _ indices: [Int]) -> Gradient {
    let constants = tape.constants.map { Dual(primal: $0.value) }
    var duals = inputs.map { Dual(primal: $0) }
    var values: [Double]?
    var rows = [[Double]](repeating: [], count: outputs.count)
    for index in indices {
      duals[index].tangent = 1
      let slots = forwardSweep(tape, constants: constants, inputs: duals)
      duals[index].tangent = .absent
      values = values ?? tape.outputs.map { slots[$0].primal }
      for (output, slot) in tape.outputs.enumerated() { rows[output].append(slots[slot].tangent.orZero) }
    }
    return gradient(values ?? self.values(at: inputs), indices, rows)
  }

  /// By all variables, where none are chosen, without a list of them: it would take as long as a sweep.
  private func reverse(_ inputs: [Double], _ indices: [Int]?) -> Gradient {
    let activity = indices.map { Activity(tape, choosing: $0) } ?? tape.activity
    var linear = Linearization(
      tape, activity, constants: tape.constants.map(\.value), inputs: inputs)
    let values = tape.outputs.map { linear.values[$0] }
    // The values have done their work: their memory, warm in the cache, serves the adjoints.
    var adjoints: [Double] = []
    swap(&adjoints, &linear.values)
    var rows: [[Double]] = []
    for output in tape.outputs {
      Expression.sweep(tape, activity, linear.partials, output, &adjoints)
      if let indices {
        rows.append(indices.map { adjoints[tape.firstInput + $0].orZero })
      } else {
        rows.append(adjoints[tape.firstInput..<tape.firstResult].map(\.orZero))
      }
    }
    guard let indices else { return Gradient(values: values, variables: variables, rows: rows) }
    return gradient(values, indices, rows)
  }

  // Kept apart, so that the sweep has the processor's registers to itself.
  @inline(never)
  private static func sweep(
    _ tape: Tape, _ activity: Activity, _ partials: [Double], _ output: Int, _ adjoints: inout [Double]
  ) {
    reverseSweep(tape, activity, partials: partials, into: &adjoints, seeds: [(output, 1)])
  }

  private func numeric(_ inputs: [Double], _ indices: [Int], _ method: DifferenceMethod) -> Gradient {
    var result = gradient(values(at: inputs), indices, [])
    let differences = indices.map { difference(at: inputs, by: $0, method) }
    result.differences = differences
    result.rows = outputs.indices.map { output in differences.map { $0.derivatives[output] } }
    result.errors = outputs.indices.map { output in differences.map { $0.errors[output] } }
    return result
  }

  /// The differences along the chosen variables: what numeric mode computes from.
  /// - Throws: `EvaluationError`.
  public func differences(
    at point: [String: Double], by variables: [String]? = nil, _ method: DifferenceMethod = DifferenceMethod()
  ) throws(EvaluationError) -> [NumericDifference] {
    let inputs = try inputs(at: point)
    return try indices(of: variables).map { difference(at: inputs, by: $0, method) }
  }

  /// The difference along one variable.
  package func difference(
    at inputs: [Double], by index: Int, _ method: DifferenceMethod = DifferenceMethod()
  ) -> NumericDifference {
    let tape = selectingBranches(at: inputs)
    let constants = tape.constants.map(\.value)
    var moved = inputs
    return NumericDifference(at: inputs[index], method) { x in
      moved[index] = x
      let slots = forwardSweep(tape, constants: constants, inputs: moved)
      return tape.outputs.map { slots[$0] }
    }
  }

  private func symbolic(_ inputs: [Double], _ indices: [Int]) -> Gradient {
    let (graph, derivatives) = differentiate(
      graph, outputs: outputs, by: indices.map { tape.inputs[$0] })
    // One tape for values and derivatives, in which they share what they have in common.
    let all = Tape(graph, outputs: outputs + derivatives.flatMap { $0 })
    let slots = forwardSweep(
      all, constants: all.constants.map(\.value),
      inputs: all.inputs.map { inputs[tape.position(ofVariable: $0)!] })
    let numbers = all.outputs.map { slots[$0] }
    let rows = outputs.indices.map { output in
      let start = outputs.count + output * indices.count
      return Array(numbers[start..<start + indices.count])
    }
    return gradient(Array(numbers.prefix(outputs.count)), indices, rows)
  }
}

extension Double {
  /// The number, with a structural zero as 0.
  var orZero: Double { isAbsent ? 0 : self }
}
