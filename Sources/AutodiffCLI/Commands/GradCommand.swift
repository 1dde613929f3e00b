import Autodiff

extension Session {
  /// `autodiff grad`: partial derivatives, or the trace of how they came about.
  func runGrad(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    let problem = try Problem(self, .grad, operands)
    let mode = options.mode?.mode ?? .reverse
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
    return try write(try problem.text(of: gradient, mode), status)
  }
}

extension ModeChoice {
  var mode: Mode { Mode(rawValue: rawValue)! }
}

extension Problem {
  fileprivate func text(of gradient: Gradient, _ mode: Mode) throws(Failure) -> String {
    let options = session.options
    switch options.format {
    case .text, .markdown, .latex:
      let table = expression.outputCount == 1 ? column(gradient) : matrix(gradient)
      var text = table.text(as: options.format, numbers: options.numbers)
      if options.stats && options.format == .text { text += statistics(mode) }
      return text
    case .csv, .tsv: return try wideRecord(gradient).text(as: options.format, numbers: options.numbers)
    case .json: return json(gradient, mode)
    }
  }

  // MARK: Tables

  /// One output: a row a variable.
  private func column(_ gradient: Gradient) -> Table {
    var columns = [Table.Column("variable", .text), Table.Column("derivative", .number)]
    var rows: [[Table.Cell]] = []
    if session.options.value { rows.append([.text("f"), .number(gradient.values[0])]) }
    for (name, partial) in zip(gradient.variables, gradient.partials) {
      rows.append([.text(name), .number(partial)])
    }
    if session.options.stats, let errors = gradient.errors?[0] {
      columns.append(Table.Column("error estimate", .number))
      let first = rows.count - errors.count
      for index in rows.indices { rows[index].append(index < first ? .empty : .number(rounded(errors[index - first]))) }
      return Table(columns: columns, rows: rows)
    }
    return Table(columns: columns, rows: rows, showsHeader: false)
  }

  /// Several outputs: the Jacobian, a row an output.
  private func matrix(_ gradient: Gradient) -> Table {
    var columns = [Table.Column("", .text)]
    if session.options.value { columns.append(Table.Column("f", .number)) }
    columns += gradient.variables.map { Table.Column($0, .number) }
    let rows = gradient.rows.indices.map { output -> [Table.Cell] in
      let value: [Table.Cell] = session.options.value ? [.number(gradient.values[output])] : []
      return [.text(outputNames[output])] + value + gradient.rows[output].map { .number($0) }
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
        for (name, error) in zip(gradient.variables, row) { results.append(("error_d\(output)_d\(name)", rounded(error))) }
      }
    }
    return try record(results)
  }

  // An estimate has no more than two digits to say.
  private func rounded(_ error: Double) -> Double { Double(NumberFormat.digits(2).text(error)) ?? error }

  // MARK: JSON

  private func json(_ gradient: Gradient, _ mode: Mode) -> String {
    json(mode: mode) { json in
      if gradient.values.count == 1 {
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
        for (name, count) in expression.cost(of: mode, by: chosen).counts {
          json.key(name)
          json.numeral("\(count)")
        }
        if let errors = gradient.errors {
          json.array("errors") { json in json.matrix(errors.map { $0.map(rounded) }) }
        }
      }
    }
  }

  // MARK: Statistics

  private func statistics(_ mode: Mode) -> String {
    let counts = expression.cost(of: mode, by: chosen).counts.map { "\($0.name) \($0.count)" }
    return "\(mode.rawValue): \(counts.joined(separator: ", "))\n"
  }
}

extension JSONWriter {
  /// The rows of a matrix as arrays.
  mutating func matrix(_ rows: [[Double]]) {
    for row in rows { array { json in for number in row { json.value(number) } } }
  }
}
