import Autodiff

// What each command computes at every row.

extension RowProblem {
  private typealias Column = RowProgram.Column

  private var expression: Expression { problem.expression }
  private var outputs: [String] { problem.outputNames }
  private var chosen: [String] { problem.chosenNames }

  func runEval() throws(Failure) -> ExitStatus {
    try run(values: .values, derivatives: []) { expression, point in expression.values(at: point) }
  }

  func runGrad() throws(Failure) -> ExitStatus {
    let method = try problem.session.differenceMethod()
    return try runGradient(default: method == nil ? .reverse : .numeric, method ?? DifferenceMethod())
  }

  func runJacobian() throws(Failure) -> ExitStatus { try runGradient(default: .auto, DifferenceMethod()) }

  private func runGradient(
    default choice: ModeChoice, _ method: DifferenceMethod
  ) throws(Failure) -> ExitStatus {
    try problem.expectVariables()
    guard let mode = problem.mode(default: choice) else {
      throw .diagnostic(Diagnostic(.error, "'--mode all' works at one point, not at many"))
    }
    let names = outputs.flatMap { output in chosen.map { "d\(output)_d\($0)" } }
    let all = problem.chosen == Array(expression.variables.indices) ? nil : problem.chosen
    let quantity: Batch.Quantity? = mode == .reverse ? .jacobian : nil
    return try run(values: quantity, showsValues: problem.options.value, derivatives: names) {
      expression, point in
      let gradient = expression.gradient(at: point, by: all, mode: mode, difference: method)
      return gradient.values + gradient.rows.joined()
    }
  }

  func runHessian() throws(Failure) -> ExitStatus {
    try problem.expectVariables()
    let names = outputs.flatMap { output in
      chosen.flatMap { first in chosen.map { "d2\(output)_d\(first)_d\($0)" } }
    }
    let indices = problem.chosen
    return try run(values: .hessian, showsValues: false, derivatives: names, order: 2) { expression, point in
      let hessians = expression.outputIndices.map { expression.hessian(at: point, by: indices, output: $0) }
      return hessians.map(\.value) + hessians.flatMap { $0.rows.joined() }
    }
  }

  func runJVP() throws(Failure) -> ExitStatus {
    try problem.expectVariables()
    let direction = try problem.direction()
    return try run(
      values: .jvp(direction: direction), showsValues: problem.options.value,
      derivatives: outputs.map { "jvp_\($0)" }
    ) { expression, point in
      let (values, products) = expression.jvp(at: point, along: direction)
      return values + products
    }
  }

  func runVJP() throws(Failure) -> ExitStatus {
    try problem.expectVariables()
    let (weights, indices) = (try problem.weights(), problem.chosen)
    return try run(
      values: .vjp(weights: weights), showsValues: problem.options.value,
      derivatives: chosen.map { "vjp_\($0)" }
    ) { expression, point in
      let (values, products) = expression.vjp(at: point, weights: weights)
      return values + indices.map { products[$0] }
    }
  }

  /// Whether the modes agree, in every row: the largest relative difference, and 1 or 0.
  func runCheck() throws(Failure) -> ExitStatus {
    try problem.expectVariables()
    // What it refers to of the terminal is not used.
    nonisolated(unsafe) let problem = problem
    let (values, count) = (outputs.count, outputs.count * (1 + chosen.count))
    let program = RowProgram(
      engine: .rows(count: count + 2) { point in
        let check = ModeCheck(problem, at: point)
        let reverse = check.gradients[.reverse]!
        let comparisons = problem.outputNames.indices.flatMap { output in
          problem.chosen.indices.flatMap { column in
            ModeCheck.modes.map { check.compare($0, with: .reverse, output, column) }
          }
        }
        return reverse.values + reverse.rows.joined()
          + [problem.rounded(check.largest(comparisons)), check.failures.isEmpty ? 1 : 0]
      },
      columns: [Column(name: "rel_diff", index: count), Column(name: "ok", index: count + 1)],
      valueCount: values, checkedCount: count, verdict: count + 1)
    let (status, rows, failed) = try run(program)
    let tolerance = NumberFormat.digits(6).text(problem.session.tolerance)
    problem.session.tell(
      Diagnostic(
        .note,
        failed == 0
          ? "4 modes agree within \(tolerance) at \(rows) point\(rows == 1 ? "" : "s")"
          : "the modes disagree at \(failed) of \(rows) points"))
    return status
  }

  // MARK: -

  /// Blocks hold 64 rows of every intermediate result: an expression longer than this goes row by row.
  private static let operationLimit = 20_000

  /// - Parameters:
  ///   - quantity: what a batch computes; nil where it has no such thing.
  ///   - body: the values, then the derivatives, at one point.
  private func run(
    values quantity: Batch.Quantity?, showsValues: Bool = true, derivatives: [String], order: Int = 1,
    _ body: @escaping @Sendable (Expression, [Double]) -> [Double]
  ) throws(Failure) -> ExitStatus {
    var columns = showsValues ? outputs.enumerated().map { Column(name: $1, index: $0) } : []
    columns += derivatives.enumerated().map { Column(name: $1, index: outputs.count + $0) }
    let expression = expression
    let count = outputs.count + derivatives.count
    var engine = RowProgram.Engine.rows(count: count) { body(expression, $0) }
    if let quantity, expression.operationCount + count <= RowProblem.operationLimit {
      do throws(EvaluationError) {
        engine = .blocks([try Batch(expression, computing: quantity, by: chosen)])
      } catch {
        throw .diagnostic(Diagnostic(.error, error.description))
      }
    }
    return try run(
      RowProgram(
        engine: engine, columns: columns, valueCount: outputs.count, checkedCount: count, order: order)
    ).status
  }
}
