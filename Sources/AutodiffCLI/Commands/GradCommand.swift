import Autodiff

extension Session {
  /// `autodiff grad`: partial derivatives, or the trace of how they came about.
  func runGrad(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    if let rows = try rowProblem(.grad, operands) { return try rows.runGrad() }
    let problem = try Problem(self, .grad, operands)
    try problem.expectVariables()
    if let order = options.order { return try write(problem.derivatives(ofOrder: order)) }
    let method = try differenceMethod()
    guard let mode = problem.mode(default: method == nil ? .reverse : .numeric) else {
      return try write(problem.allModes())
    }
    let gradient = problem.expression.gradient(
      at: problem.inputs, by: problem.chosen, mode: mode, difference: method ?? DifferenceMethod())
    let status = problem.status(values: gradient.values, derivatives: gradient.rows)
    tellRemarks(gradient)
    if options.trace {
      switch mode {
      case .forward: return try write(try problem.trace(.forward), status)
      case .reverse: return try write(try problem.trace(.reverse), status)
      case .numeric: return try write(try problem.numericTrace(gradient), status)
      case .symbolic: return try write(try problem.symbolicTrace(), status)
      }
    }
    let hasSeveral = problem.expression.outputCount > 1
    var text = try problem.text(of: gradient, mode, asMatrix: hasSeveral)
    if options.stats { text += problem.statistics(mode, gradient) }
    return try write(text, status)
  }

  /// `autodiff jacobian`: the derivatives of all outputs.
  func runJacobian(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    if let rows = try rowProblem(.jacobian, operands) { return try rows.runJacobian() }
    let problem = try Problem(self, .jacobian, operands)
    try problem.expectVariables()
    guard let mode = problem.mode(default: .auto) else { return try write(problem.allModes()) }
    let jacobian = problem.expression.gradient(at: problem.inputs, by: problem.chosen, mode: mode)
    let status = problem.status(values: jacobian.values, derivatives: jacobian.rows)
    var text = try problem.text(of: jacobian, mode, asMatrix: true)
    if options.stats && [.text, .markdown, .latex].contains(options.format) {
      let costs = problem.costTable(Mode.allCases).text(as: options.format, numbers: options.numbers)
      text += "\n\(costs)\(options.format == .text ? "" : "\n")\(mode.rawValue) mode was used\n"
    }
    return try write(text, status)
  }

  /// What a command prints and the exit status that goes with it.
  private func write(_ result: (text: String, status: ExitStatus)) throws(Failure) -> ExitStatus {
    try write(result.text, result.status)
  }
}

extension Problem {
  /// The mode that was asked for; nil for all of them.
  func mode(default choice: ModeChoice) -> Mode? {
    switch session.options.mode ?? choice {
    case .forward: .forward
    case .reverse: .reverse
    case .numeric: .numeric
    case .symbolic: .symbolic
    case .auto: expression.cheaperMode(by: chosen)
    case .all: nil
    }
  }

  /// What the gradient cost, after its table: a line of text, or a table of its own. Data have it in JSON only.
  fileprivate func statistics(_ mode: Mode, _ gradient: Gradient) -> String {
    let counts = expression.cost(of: mode, by: chosen, differences: gradient.differences).counts
    switch session.options.format {
    case .text:
      return "\(mode.rawValue): \(counts.map { "\($0.name) \($0.count)" }.joined(separator: ", "))\n"
    case .markdown, .latex:
      let table = Table(
        columns: [Table.Column("mode", .text)] + counts.map { Table.Column($0.name, .count) },
        rows: [[.text(mode.rawValue)] + counts.map { .count($0.count) }])
      return "\n" + table.text(as: session.options.format, numbers: session.options.numbers)
    default: return ""
    }
  }
}

extension Session {
  /// What --difference and --step say; nil where neither is given.
  func differenceMethod() throws(Failure) -> DifferenceMethod? {
    guard options.difference != nil || options.step != nil else { return nil }
    if let mode = options.mode, mode != .numeric {
      throw .diagnostic(
        Diagnostic(
          .error, "--difference and --step belong to numeric mode, not to '\(mode.rawValue)'",
          help: "leave --mode out, or write --mode numeric"))
    }
    let formula = (options.difference ?? .central).formula
    if formula == .auto && options.step != nil {
      throw .diagnostic(
        Diagnostic(.error, "'--difference auto' chooses its own steps", help: "leave --step out"))
    }
    return DifferenceMethod(formula, step: options.step)
  }

  /// Warns of derivatives that no difference can be sure of.
  fileprivate func tellRemarks(_ gradient: Gradient) {
    for (name, difference) in zip(gradient.variables, gradient.differences ?? []) {
      for case let remark? in Set(difference.remarks).sorted(by: { $0?.rawValue ?? "" < $1?.rawValue ?? "" })
      {
        let text =
          switch remark {
          case .kink: "the slopes on the two sides differ: there is a kink along \(name)"
          case .oneSided: "only one side along \(name) has finite values: the derivative is unverified"
          }
        tell(Diagnostic(.warning, text))
      }
    }
  }
}

extension DifferenceChoice {
  var formula: DifferenceMethod.Formula { DifferenceMethod.Formula(rawValue: rawValue)! }
}
