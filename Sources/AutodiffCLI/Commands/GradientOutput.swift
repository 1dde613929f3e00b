import Autodiff

// The partial derivatives of a problem in every format: what `grad` and `jacobian` print.
extension Problem {
  /// The text of a gradient, or of a Jacobian: a row an output, even if there is one output only.
  func text(of gradient: Gradient, _ mode: Mode, asMatrix: Bool) throws(Failure) -> String {
    let options = session.options
    switch options.format {
    case .text, .markdown, .latex:
      let table = asMatrix ? matrix(gradient) : column(gradient)
      return table.text(as: options.format, numbers: options.numbers)
    case .csv, .tsv: return try wideRecord(gradient).text(as: options.format, numbers: options.numbers)
    default: return json(gradient, mode, asMatrix: asMatrix)
    }
  }

  // MARK: Tables

  /// One output: a row a variable.
  private func column(_ gradient: Gradient) -> Table {
    var columns = [Table.Column("variable", .text), Table.Column("derivative", .number)]
    var rows: [[Table.Cell]] = []
    if session.options.value { rows.append([.text("f"), .number(gradient.values[0])]) }
    for (name, partial) in zip(gradient.variables, gradient.partials) {
      rows.append([.variable(name), .number(partial)])
    }
    if session.options.stats, let errors = gradient.errors?[0] {
      columns += [
        Table.Column("error estimate", .number), Table.Column("step", .number),
        Table.Column("evaluations", .count),
      ]
      let differences = gradient.differences ?? []
      let hasRemarks = differences.contains { $0.remarks[0] != nil }
      if hasRemarks { columns.append(Table.Column("", .text)) }
      let first = rows.count - errors.count
      for index in rows.indices {
        guard index >= first else {
          rows[index] += Array(repeating: .empty, count: columns.count - rows[index].count)
          continue
        }
        let difference = differences[index - first]
        rows[index] += [
          .number(rounded(errors[index - first])), .number(difference.step), .count(difference.evaluations),
        ]
        if hasRemarks { rows[index].append(.text(difference.remarks[0]?.rawValue ?? "")) }
      }
      return Table(columns: columns, rows: rows)
    }
    return Table(columns: columns, rows: rows, showsHeader: false)
  }

  /// Several outputs: the Jacobian, a row an output.
  private func matrix(_ gradient: Gradient) -> Table {
    var columns = [Table.Column("", .text)]
    if session.options.value { columns.append(Table.Column("f", .number)) }
    columns += gradient.variables.map { Table.Column(variable: $0) }
    let rows = gradient.rows.indices.map { output -> [Table.Cell] in
      let value: [Table.Cell] = session.options.value ? [.number(gradient.values[output])] : []
      return [.variable(outputNames[output])] + value + gradient.rows[output].map { .number($0) }
    }
    return Table(columns: columns, rows: rows)
  }

  /// One row: the point, the values if they are wanted, and every partial by name.
  private func wideRecord(_ gradient: Gradient) throws(Failure) -> Table {
    var results: [(name: String, value: Double)] = []
    if session.options.value { results += zip(outputNames, gradient.values).map { ($0, $1) } }
    for (output, row) in zip(outputNames, gradient.rows) {
      for (name, partial) in zip(gradient.variables, row) { results.append(("d\(output)_d\(name)", partial)) }
    }
    if session.options.stats, let errors = gradient.errors {
      for (output, row) in zip(outputNames, errors) {
        for (name, error) in zip(gradient.variables, row) {
          results.append(("error_d\(output)_d\(name)", rounded(error)))
        }
      }
    }
    return try record(results)
  }

  // An estimate has no more than two digits to say.
  func rounded(_ error: Double) -> Double { Double(NumberFormat.digits(2).text(error)) ?? error }

  /// What each mode costs: sweeps or evaluations, operations, and bytes for the tape and its numbers.
  func costTable(_ modes: [Mode], times: [Mode: Double]? = nil) -> Table {
    var columns =
      [Table.Column("mode", .text)] + ["sweeps", "operations", "bytes"].map { Table.Column($0, .count) }
    if times != nil { columns.append(Table.Column("microseconds", .number)) }
    let rows = modes.map { mode -> [Table.Cell] in
      let cost = expression.cost(of: mode, by: chosen)
      let time = times.map { [Table.Cell.number(rounded($0[mode] ?? .nan))] } ?? []
      return [.text(mode.rawValue), .count(cost.sweeps), .count(cost.operations), .count(cost.bytes)] + time
    }
    return Table(columns: columns, rows: rows)
  }

  // MARK: JSON

  private func json(_ gradient: Gradient, _ mode: Mode, asMatrix: Bool) -> String {
    json(mode: mode) { json in
      if !asMatrix {
        json.member("value", gradient.values[0])
        json.object("gradient") { json in
          for (name, partial) in zip(gradient.variables, gradient.partials) { json.member(name, partial) }
        }
      } else {
        json.array("values") { json in for value in gradient.values { json.value(value) } }
        json.array("wrt") { json in for name in gradient.variables { json.value(name) } }
        json.array("jacobian") { json in json.matrix(gradient.rows) }
      }
      guard session.options.stats else { return }
      json.object("stats") { json in
        if asMatrix {
          json.array("modes") { json in costTable([.forward, .reverse]).objects(in: &json) }
        }
        for (name, count) in expression.cost(of: mode, by: chosen, differences: gradient.differences).counts {
          json.key(Table.Column(name, .count).key)
          json.numeral("\(count)")
        }
        if let errors = gradient.errors {
          json.array("errors") { json in json.matrix(errors.map { $0.map(rounded) }) }
          json.array("differences") { json in differences(of: gradient, in: &json) }
        }
      }
    }
  }
}

extension Problem {
  /// How the differences of numeric mode were made, an object a variable.
  private func differences(of gradient: Gradient, in json: inout JSONWriter) {
    for (name, difference) in zip(gradient.variables, gradient.differences ?? []) {
      json.object { json in
        json.member("wrt", name)
        json.member("formula", difference.formula.rawValue)
        json.array("steps") { json in for step in difference.steps { json.value(step) } }
        json.key("evaluations")
        json.numeral("\(difference.evaluations)")
        json.array("remarks") { json in
          for remark in difference.remarks {
            if let remark { json.value(remark.rawValue) } else { json.null() }
          }
        }
      }
    }
  }
}

extension JSONWriter {
  /// The rows of a matrix as arrays.
  mutating func matrix(_ rows: [[Double]]) {
    for row in rows { array { json in for number in row { json.value(number) } } }
  }
}

extension Table {
  /// Each row as an object keyed by column.
  func objects(in json: inout JSONWriter) {
    for row in rows {
      json.object { json in
        for (column, cell) in zip(columns, row) {
          json.key(column.key)
          json.value(cell)
        }
      }
    }
  }
}
