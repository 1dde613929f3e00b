import Autodiff

extension ModeCheck {
  private var hasSeveral: Bool { problem.outputNames.count > 1 }

  var text: String {
    let failures = failures
    return problem.text(
      matrix, verdict: verdict(failures), isOK: failures.isEmpty, details: partials
    ) { json in json.array("partials") { json in partials.objects(in: &json) } }
  }

  /// A row a mode, as on paper.
  private var matrix: Table {
    var columns = hasSeveral ? [Table.Column("f", .text)] : []
    columns += [Table.Column("mode", .text)] + problem.chosenNames.map { Table.Column(variable: $0) }
    columns.append(Table.Column("rel. diff", .number))
    var rows: [[Table.Cell]] = []
    for output in problem.outputNames.indices {
      for mode in ModeCheck.modes {
        let comparisons = problem.chosen.indices.map { compare(mode, with: .reverse, output, $0) }
        let label: [Table.Cell] = hasSeveral ? [.variable(problem.outputNames[output])] : []
        rows.append(
          label + [.text(mode.rawValue)] + comparisons.map { .number($0.found) }
            + [.number(problem.rounded(largest(comparisons)))])
      }
    }
    return Table(columns: columns, rows: rows)
  }

  /// The largest relative difference; nan wins.
  func largest(_ comparisons: [Comparison]) -> Double {
    comparisons.map(\.agreement.relative).reduce(0) { $0 > $1 || $0.isNaN ? $0 : $1 }
  }

  /// A row a derivative, with the digits that agree.
  private var partials: Table {
    var columns = hasSeveral ? [Table.Column("f", .text)] : []
    columns += [Table.Column("wrt", .text)] + ModeCheck.modes.map { Table.Column($0.rawValue, .number) }
    columns += [
      Table.Column("error estimate", .number), Table.Column("rel. diff", .number),
      Table.Column("exact digits", .count), Table.Column("numeric digits", .count),
    ]
    var rows: [[Table.Cell]] = []
    for (output, outputName) in problem.outputNames.enumerated() {
      for (column, name) in problem.chosenNames.enumerated() {
        let exact = [Mode.forward, .symbolic].map { compare($0, with: .reverse, output, column) }
        let numeric = compare(.numeric, with: .reverse, output, column)
        rows.append(
          (hasSeveral ? [.variable(outputName)] : []) + [.variable(name)]
            + ModeCheck.modes.map { .number(partial($0, output, column)) }
            + [
              .number(problem.rounded(estimate(output, column))),
              .number(problem.rounded(largest(exact + [numeric]))),
              .count(exact.map(\.agreement.digits).min() ?? 0), .count(numeric.agreement.digits),
            ])
      }
    }
    return Table(columns: columns, rows: rows)
  }

  private func verdict(_ failures: [Comparison]) -> String {
    let numbers = NumberFormat.digits(6)
    guard let first = failures.first else {
      let exact = gradients[.reverse]!.rows.allSatisfy { $0.allSatisfy(\.isFinite) }
      return "ok: 4 modes agree within \(numbers.text(problem.session.tolerance))"
        + (exact ? "" : " (numeric mode not compared where the others are not finite)")
    }
    let relative = problem.rounded(first.agreement.relative)
    let others = failures.count > 1 ? ", and \(failures.count - 1) more" : ""
    return
      "disagreement: \(problem.partialName(first.output, first.column)) is \(numbers.text(first.found)) in "
      + "\(first.mode.rawValue) mode, \(numbers.text(first.reference)) in \(first.other.rawValue) mode "
      + "(rel. diff \(NumberText.shortest(relative)))\(others)"
  }
}
