import Autodiff

/// What became of the points of a random check: for each derivative the point at which it is worst.
struct RandomCheck {
  /// One derivative as one method finds it, at its worst point.
  private struct Worst {
    let method: String
    let output: Int
    let column: Int
    var found = Double.nan
    var reference = Double.nan
    var agreement: Agreement?
    var inputs: [Double] = []
    var failures = 0
  }

  private let problem: Problem
  private var worst: [Worst] = []
  /// The points that were looked at, and those that were left out as something was not finite there.
  private(set) var points = 0
  private var skipped = 0

  /// How many numbers disagreed.
  var failures: Int { worst.reduce(0) { $0 + $1.failures } }

  init(_ problem: Problem) { self.problem = problem }

  private var columns: Int { problem.chosen.count }
  private var outputs: Range<Int> { problem.outputNames.indices }

  mutating func add(_ formulas: Formulas, at inputs: [Double]) {
    let gradient = problem.expression.gradient(at: inputs, by: problem.chosen)
    guard isFinite(gradient) else { return skipped += 1 }
    points += 1
    let values = formulas.values(at: inputs)
    for output in outputs {
      let scale = (gradient.rows[output] + [gradient.values[output]]).map(\.magnitude).reduce(0, max)
      for column in 0..<columns {
        let (found, reference) = (values[output * columns + column], gradient.rows[output][column])
        let agreement = Agreement(
          found, reference, tolerance: problem.session.tolerance, slack: 1e-13 * scale)
        record("formula", output, column, found, reference, agreement, inputs)
      }
    }
  }

  mutating func addModes(at inputs: [Double]) {
    let check = ModeCheck(problem, at: inputs)
    guard isFinite(check.gradients[.reverse]!) else { return skipped += 1 }
    points += 1
    for mode in ModeCheck.modes.dropFirst() {
      for output in outputs {
        for column in 0..<columns {
          let comparison = check.compare(mode, with: .reverse, output, column)
          record(
            mode.rawValue, output, column, comparison.found, comparison.reference, comparison.agreement,
            inputs)
        }
      }
    }
  }

  private func isFinite(_ gradient: Gradient) -> Bool {
    (gradient.values + gradient.rows.flatMap { $0 }).allSatisfy(\.isFinite)
  }

  private mutating func record(
    _ method: String, _ output: Int, _ column: Int, _ found: Double, _ reference: Double,
    _ agreement: Agreement, _ inputs: [Double]
  ) {
    let place: Int
    if let known = worst.firstIndex(where: {
      $0.method == method && $0.output == output && $0.column == column
    }) {
      place = known
    } else {
      worst.append(Worst(method: method, output: output, column: column))
      place = worst.count - 1
    }
    if !agreement.holds { worst[place].failures += 1 }
    if let before = worst[place].agreement {
      // A number that disagrees is worse than any that does not; nan is worst.
      if before.holds != agreement.holds {
        if before.holds == false { return }
      } else if before.relative.isNaN || before.relative >= agreement.relative {
        return
      }
    }
    worst[place].found = found
    worst[place].reference = reference
    worst[place].agreement = agreement
    worst[place].inputs = inputs
  }

  // MARK: Output

  var text: String {
    let table = table
    return problem.text(table, verdict: verdict, isOK: failures == 0) { json in
      json.key("points")
      json.numeral("\(points)")
      json.key("left_out")
      json.numeral("\(skipped)")
      json.array("worst") { json in table.objects(in: &json) }
    }
  }

  /// A row a derivative: where the method is worst, and how bad it is there.
  private var table: Table {
    let hasSeveral = problem.outputNames.count > 1
    let hasMethods = worst.contains { $0.method != "formula" }
    var columns = hasSeveral ? [Table.Column("f", .text)] : []
    columns += hasMethods ? [Table.Column("mode", .text)] : []
    columns += [
      Table.Column("wrt", .text), Table.Column(hasMethods ? "found" : "formula", .number),
      Table.Column("reverse", .number), Table.Column("rel. diff", .number), Table.Column("digits", .count),
      Table.Column("wrong", .count),
    ]
    columns += problem.expression.variables.map { Table.Column("at \($0)", .number) }
    let rows = worst.map { worst -> [Table.Cell] in
      let agreement = worst.agreement ?? Agreement(.nan, 0, tolerance: 0)
      return (hasSeveral ? [.variable(problem.outputNames[worst.output])] : [])
        + (hasMethods ? [.text(worst.method)] : [])
        + [
          .variable(problem.chosenNames[worst.column]), .number(worst.found), .number(worst.reference),
          .number(problem.rounded(agreement.relative)), .count(agreement.digits), .count(worst.failures),
        ] + worst.inputs.map { .number($0) }
    }
    return Table(columns: columns, rows: rows)
  }

  private var verdict: String {
    let what =
      worst.contains { $0.method != "formula" }
      ? "4 modes" : worst.count == 1 ? "the formula" : "the formulas"
    let at = "at \(points) \(points == 1 ? "point" : "points")"
    let left = skipped == 0 ? "" : " (\(skipped) left out: not finite there)"
    let tolerance = NumberFormat.digits(6).text(problem.session.tolerance)
    guard failures > 0 else {
      return "ok: \(what) \(worst.count == 1 ? "agrees" : "agree") within \(tolerance) \(at)\(left)"
    }
    let wrong = worst.filter { $0.failures > 0 }.map { entry in
      let name = problem.partialName(entry.output, entry.column)
      return "\(name)\(entry.method == "formula" ? "" : " in \(entry.method) mode") \(entry.failures) times"
    }
    return "disagreement \(at)\(left): \(wrong.joined(separator: ", "))"
  }
}
