/// The graph of everything that is wanted at every row: the sweeps, run over columns.
struct Recording {
  let graph: Graph
  /// The values of the outputs, then the derivatives.
  let roots: [NodeID]
  /// For derivatives, by place among the roots: the values that must be numbers for them to be.
  let conditions: [Condition]

  struct Condition: Sendable {
    var values: [Int]
    var derivatives: Range<Int>
  }

  init(_ expression: Expression, _ quantity: Batch.Quantity, by indices: [Int]) {
    // A second derivative can be a number where the first is not.
    var sweeps = ColumnSweeps(expression, isChecked: quantity == .hessian || expression.tape.dropsNaN)
    let outputs = expression.outputs.indices
    switch quantity {
    case .values:
      sweeps.addValues()
    case .jacobian:
      let (values, rows) = sweeps.jacobian(indices)
      sweeps.add(values: values)
      for output in outputs { sweeps.add(derivatives: rows[output], of: [output]) }
    case .hessian:
      let (values, matrices) = sweeps.hessians(indices)
      sweeps.add(values: values)
      for output in outputs { sweeps.add(derivatives: matrices[output], of: [output]) }
    case .jvp(let direction):
      let duals = sweeps.tangents(direction)
      sweeps.add(values: duals.map(\.primal))
      for output in outputs { sweeps.add(derivatives: [duals[output].tangent], of: [output]) }
    case .vjp(let weights):
      let (values, adjoints) = sweeps.adjoints(weights)
      sweeps.add(values: values)
      let weighted = outputs.filter { weights[$0] != 0 }
      sweeps.add(derivatives: indices.map { adjoints[$0] }, of: weighted)
    }
    graph = sweeps.recorder.graph
    roots = sweeps.roots
    conditions = sweeps.conditions
  }
}

/// The sweeps of one point, over columns.
private struct ColumnSweeps {
  let tape: Tape
  let recorder: Recorder
  private let inputs: [Column]
  private let constants: [Column]
  private(set) var roots: [NodeID] = []
  private(set) var conditions: [Recording.Condition] = []

  init(_ expression: Expression, isChecked: Bool) {
    tape = expression.tape
    let recorder = Recorder(expression.graph)
    self.recorder = recorder
    func column(_ symbol: Symbol) -> Column { Column(symbol, isChecked: isChecked) }
    inputs = tape.inputSymbols(recorder).map(column)
    constants = tape.constantSymbols(recorder).map(column)
  }

  // MARK: Roots

  mutating func addValues() {
    let slots = forwardSweep(tape, constants: constants, inputs: inputs)
    add(values: tape.outputs.map { slots[$0] })
  }

  mutating func add(values: [Column]) { roots += values.map { recorder.node($0.symbol) } }

  mutating func add(derivatives: [Column], of outputs: [Int]) {
    let start = roots.count
    for derivative in derivatives {
      let column = derivative.mayBeAbsent ? Function.orZero(derivative) : derivative
      roots.append(recorder.node(column.symbol))
    }
    conditions.append(Recording.Condition(values: outputs, derivatives: start..<roots.count))
  }

  // MARK: Sweeps

  func jacobian(_ indices: [Int]) -> (values: [Column], rows: [[Column]]) {
    let activity = Activity(tape, choosing: indices)
    let linear = Linearization(tape, activity, constants: constants, inputs: inputs)
    let rows = tape.outputs.map { output in
      let adjoints = reverseSweep(tape, activity, partials: linear.partials, seeds: [(output, 1)])
      return indices.map { adjoints[tape.firstInput + $0] }
    }
    return (tape.outputs.map { linear.values[$0] }, rows)
  }

  func adjoints(_ weights: [Double]) -> (values: [Column], adjoints: [Column]) {
    let activity = tape.activity
    let linear = Linearization(tape, activity, constants: constants, inputs: inputs)
    let seeds = zip(tape.outputs, weights).filter { $0.1 != 0 }
      .map { (slot: $0.0, adjoint: Column(floatLiteral: $0.1)) }
    let adjoints = reverseSweep(tape, activity, partials: linear.partials, seeds: seeds)
    return (tape.outputs.map { linear.values[$0] }, Array(adjoints[tape.firstInput..<tape.firstResult]))
  }

  /// The outputs with their tangents. Where the direction is 0 the variable is left out.
  func tangents(_ direction: [Double]) -> [Dual<Column>] {
    let slots = forwardSweep(
      tape, constants: constants.map { Dual(primal: $0) },
      inputs: zip(inputs, direction).map {
        Dual(primal: $0, tangent: $1 == 0 ? .absent : Column(floatLiteral: $1))
      })
    return tape.outputs.map { slots[$0] }
  }

  /// For each output the matrix of second derivatives, row by row: the lower triangle, mirrored.
  func hessians(_ indices: [Int]) -> (values: [Column], matrices: [[Column]]) {
    let count = indices.count
    let activity = tape.activity
    var matrices = tape.outputs.map { _ in [Column](repeating: .absent, count: count * count) }
    var values: [Column]?
    for (column, index) in indices.enumerated() {
      var duals = inputs.map { Dual(primal: $0) }
      duals[index].tangent = 1
      let linear = Linearization(
        tape, activity, constants: constants.map { Dual(primal: $0) }, inputs: duals)
      values = values ?? tape.outputs.map { linear.values[$0].primal }
      for (output, slot) in tape.outputs.enumerated() {
        let adjoints = reverseSweep(
          tape, activity, partials: linear.partials, seeds: [(slot, Dual(primal: 1))])
        for row in column..<count {
          let product = adjoints[tape.firstInput + indices[row]].tangent
          matrices[output][row * count + column] = product
          matrices[output][column * count + row] = product
        }
      }
    }
    if let values { return (values, matrices) }
    let slots = forwardSweep(tape, constants: constants, inputs: inputs)
    return (tape.outputs.map { slots[$0] }, matrices)
  }
}

extension Tape {
  /// Whether an instruction can have a number as its result where an operand is nan, and passes adjoints
  /// on to it nevertheless: pow(1, nan) = pow(nan, 0) = 1, hypot(inf, nan) = inf.
  fileprivate var dropsNaN: Bool {
    instructions.contains { instruction in
      if instruction.function.isSelecting || instruction.function.isFlat { return false }
      let operands = [instruction.a, instruction.b, instruction.c].prefix(Int(instruction.arity))
      let choices = operands.map { slot in
        slot < firstInput ? [constants[Int(slot)].value] : [.nan, 0, 1, .infinity]
      }
      return Tape.samples(choices).contains { sample in
        guard sample.contains(where: \.isNaN) else { return false }
        let (a, b, c) = (sample[0], sample[sample.count > 1 ? 1 : 0], sample[sample.count > 2 ? 2 : 0])
        return !Double.apply(instruction.function, a, b, c).isNaN
      }
    }
  }

  /// All ways to choose one of each.
  private static func samples(_ choices: [[Double]]) -> [[Double]] {
    choices.reduce([[]]) { samples, choice in samples.flatMap { sample in choice.map { sample + [$0] } } }
  }
}
