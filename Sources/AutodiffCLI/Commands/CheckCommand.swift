import Autodiff

extension Session {
  /// `autodiff check`: the modes against one another, or derivatives found by hand against them.
  func runCheck(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    if let rows = try rowProblem(.check, operands) { return try rows.runCheck() }
    let isRandom = options.gradient != nil || options.random != nil
    if !isRandom, let extra = options.range.first {
      throw .diagnostic(
        Diagnostic(
          .error, "--range \(DisplayText.quoted(extra.bytes)) is of no use without --random or --gradient",
          help: "add --random 100"))
    }
    let problem = try Problem(self, .check, operands, placeholder: isRandom ? 0 : nil)
    try problem.expectVariables()
    if isRandom { return try runRandomCheck(problem) }
    if !options.expected.isEmpty { return try runExpectedCheck(problem) }

    let check = ModeCheck(problem, at: problem.inputs)
    let reverse = check.gradients[.reverse]!
    let status = problem.status(values: reverse.values, derivatives: reverse.rows)
    check.tellWhatIsUncertain()
    return try write(check.text, check.failures.isEmpty ? status : .notFinite)
  }

  var tolerance: Double { options.tolerance ?? 1e-6 }
}

/// The four modes at one point, each compared with reverse mode.
struct ModeCheck {
  static let modes: [Mode] = [.reverse, .forward, .symbolic, .numeric]

  let problem: Problem
  let gradients: [Mode: Gradient]

  /// One derivative in one mode, beside the same in another.
  struct Comparison {
    let mode: Mode
    let other: Mode
    let output: Int
    let column: Int
    let found: Double
    let reference: Double
    let agreement: Agreement
  }

  init(_ problem: Problem, at inputs: [Double]) {
    self.problem = problem
    var gradients: [Mode: Gradient] = [:]
    for mode in ModeCheck.modes {
      gradients[mode] = problem.expression.gradient(at: inputs, by: problem.chosen, mode: mode)
    }
    self.gradients = gradients
  }

  func partial(_ mode: Mode, _ output: Int, _ column: Int) -> Double { gradients[mode]!.rows[output][column] }

  /// Numeric mode's estimate of its own error.
  func estimate(_ output: Int, _ column: Int) -> Double {
    gradients[.numeric]!.errors?[output][column] ?? 0
  }

  func compare(_ mode: Mode, with other: Mode, _ output: Int, _ column: Int) -> Comparison {
    let (found, reference) = (partial(mode, output, column), partial(other, output, column))
    // Rounding, where terms cancel: relative to the largest number around.
    let row = gradients[.reverse]!.rows[output] + [gradients[.reverse]!.values[output]]
    var slack = 1e-13 * row.map(\.magnitude).filter(\.isFinite).reduce(0, max)
    if mode == .numeric { slack += 4 * estimate(output, column) }
    let isUnknown = mode == .numeric && !reference.isFinite
    return Comparison(
      mode: mode, other: other, output: output, column: column, found: found, reference: reference,
      agreement: isUnknown
        ? .unknown
        : Agreement(
          found, reference, tolerance: problem.session.tolerance, slack: slack.isFinite ? slack : 0))
  }

  /// Every mode against every other where they disagree.
  var failures: [Comparison] {
    var failures: [Comparison] = []
    for output in problem.outputNames.indices {
      for column in problem.chosen.indices {
        for (place, mode) in ModeCheck.modes.enumerated() {
          for other in ModeCheck.modes[..<place] {
            let comparison = compare(mode, with: other, output, column)
            if !comparison.agreement.holds { failures.append(comparison) }
          }
        }
      }
    }
    return failures
  }

  /// A note for each derivative of which numeric mode says itself that it is too inaccurate to confirm it.
  func tellWhatIsUncertain() {
    let tolerance = problem.session.tolerance
    for output in problem.outputNames.indices {
      for (column, name) in problem.chosenNames.enumerated() {
        let exact = partial(.reverse, output, column)
        let estimate = 4 * estimate(output, column)
        let row = gradients[.reverse]!.rows[output] + [gradients[.reverse]!.values[output]]
        let scale = row.map(\.magnitude).filter(\.isFinite).reduce(0, max)
        guard exact.isFinite, !(estimate <= max(tolerance * max(exact.magnitude, scale), 1e-12)) else {
          continue
        }
        let text = NumberFormat.digits(2).text(estimate)
        problem.session.tell(
          Diagnostic(
            .note,
            "numeric mode confirms d\(problem.outputNames[output])/d\(name) within \(text) only: its own estimate"
          ))
      }
    }
  }
}

extension Problem {
  /// `df/dx1`
  func partialName(_ output: Int, _ column: Int) -> String {
    "d\(outputNames[output])/d\(chosenNames[column])"
  }

  /// A table and the verdict below it; `json` adds what JSON says beside the verdict.
  func text(
    _ table: Table, verdict: String, isOK: Bool, details: Table? = nil,
    json members: (inout JSONWriter) -> Void
  ) -> String {
    let options = session.options
    switch options.format {
    case .csv, .tsv: return (details ?? table).text(as: options.format, numbers: options.numbers)
    case .latex:
      return table.text(as: .latex, numbers: options.numbers) + LaTeXTable.escaped(verdict) + "\n"
    case .markdown:
      return table.text(as: .markdown, numbers: options.numbers) + "\n" + MarkdownTable.escaped(verdict)
        + "\n"
    case .text:
      let second = options.stats ? details.map { $0.text(as: .text, numbers: options.numbers) + "\n" } : nil
      return table.text(as: .text, numbers: options.numbers) + (second.map { "\n" + $0 } ?? "") + verdict
        + "\n"
    default:
      return json { json in
        json.member("tolerance", session.tolerance)
        members(&json)
        json.member("ok", isOK)
        json.member("verdict", verdict)
      }
    }
  }
}
