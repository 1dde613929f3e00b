import Autodiff

extension Session {
  /// `autodiff grad`: partial derivatives, or the trace of how they came about.
  func runGrad(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    let problem = try Problem(self, .grad, operands)
    let method = try differenceMethod()
    let mode = options.mode?.mode ?? (method == nil ? .reverse : .numeric)
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
    return try write(problem.text(of: gradient, mode), status)
  }
}

extension Session {
  /// What --difference and --step say; nil where neither is given.
  fileprivate func differenceMethod() throws(Failure) -> DifferenceMethod? {
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

extension ModeChoice {
  var mode: Mode { Mode(rawValue: rawValue)! }
}

extension Problem {
  fileprivate func text(of gradient: Gradient, _ mode: Mode) -> String {
    let options = session.options
    switch options.format {
    case .text, .markdown, .latex:
      let table = expression.outputCount == 1 ? column(gradient) : matrix(gradient)
      var text = table.text(as: options.format, numbers: options.numbers)
      if options.stats && options.format == .text { text += statistics(mode, gradient) }
      return text
    case .csv, .tsv: return wideRecord(gradient).text(as: options.format, numbers: options.numbers)
    default: return json(gradient, mode)
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
    columns += gradient.variables.map { Table.Column($0, .number) }
    let rows = gradient.rows.indices.map { output -> [Table.Cell] in
      let value: [Table.Cell] = session.options.value ? [.number(gradient.values[output])] : []
      return [.text(outputNames[output])] + value + gradient.rows[output].map { .number($0) }
    }
    return Table(columns: columns, rows: rows)
  }

  /// One row: the point, the values if they are wanted, and every partial by name.
  private func wideRecord(_ gradient: Gradient) -> Table {
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
    return record(results)
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
        for (name, count) in expression.cost(of: mode, by: chosen, differences: gradient.differences).counts {
          json.key(name)
          json.numeral("\(count)")
        }
        if let errors = gradient.errors {
          json.array("errors") { json in json.matrix(errors.map { $0.map(rounded) }) }
          json.array("differences") { json in
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
      }
    }
  }

  // MARK: Statistics

  private func statistics(_ mode: Mode, _ gradient: Gradient) -> String {
    let counts = expression.cost(of: mode, by: chosen, differences: gradient.differences).counts.map {
      "\($0.name) \($0.count)"
    }
    return "\(mode.rawValue): \(counts.joined(separator: ", "))\n"
  }
}

extension JSONWriter {
  /// The rows of a matrix as arrays.
  mutating func matrix(_ rows: [[Double]]) {
    for row in rows { array { json in for number in row { json.value(number) } } }
  }
}
