import Autodiff

extension Session {
  /// `autodiff grad`: partial derivatives, or the trace of how they came about.
  func runGrad(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    let problem = try Problem(self, .grad, operands)
    if let order = options.order { return try write(problem.derivatives(ofOrder: order)) }
    guard let mode = problem.mode(default: .reverse) else { return try write(problem.allModes()) }
    let gradient = problem.expression.gradient(at: problem.inputs, by: problem.chosen, mode: mode)
    if gradient.variables.isEmpty {
      tell(Diagnostic(.note, "the expression has no variables to differentiate by"))
    }
    let status = problem.status(values: gradient.values, derivatives: gradient.rows)
    if options.trace {
      switch mode {
      case .forward: return try write(try problem.trace(.forward), status)
      case .reverse: return try write(try problem.trace(.reverse), status)
      case .numeric: return try write(try problem.numericTrace(), status)
      case .symbolic: return try write(try problem.symbolicTrace(), status)
      }
    }
    let hasSeveral = problem.expression.outputCount > 1
    var text = try problem.text(of: gradient, mode, asMatrix: hasSeveral)
    if options.stats && options.format == .text { text += problem.statistics(mode) }
    return try write(text, status)
  }

  /// `autodiff jacobian`: the derivatives of all outputs.
  func runJacobian(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    let problem = try Problem(self, .jacobian, operands)
    try problem.expectVariables()
    guard let mode = problem.mode(default: .auto) else { return try write(problem.allModes()) }
    let jacobian = problem.expression.gradient(at: problem.inputs, by: problem.chosen, mode: mode)
    let status = problem.status(values: jacobian.values, derivatives: jacobian.rows)
    var text = try problem.text(of: jacobian, mode, asMatrix: true)
    if options.stats && options.format == .text {
      let costs = problem.costTable(Mode.allCases).text(as: .text, numbers: options.numbers)
      text += "\n\(costs)\(mode.rawValue) mode was used\n"
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
  fileprivate func mode(default choice: ModeChoice) -> Mode? {
    switch session.options.mode ?? choice {
    case .forward: .forward
    case .reverse: .reverse
    case .numeric: .numeric
    case .symbolic: .symbolic
    case .auto: expression.cheaperMode(by: chosen)
    case .all: nil
    }
  }

  fileprivate func statistics(_ mode: Mode) -> String {
    let counts = expression.cost(of: mode, by: chosen).counts.map { "\($0.name) \($0.count)" }
    return "\(mode.rawValue): \(counts.joined(separator: ", "))\n"
  }
}
