import Autodiff
import Platform

extension Problem {
  /// `--mode all`: a column a mode, and what each mode costs beside the others.
  func allModes() throws(Failure) -> (text: String, status: ExitStatus) {
    let options = session.options
    if options.trace {
      throw .diagnostic(Diagnostic(.error, "a trace shows one mode: choose it with --mode"))
    }
    var gradients: [Mode: Gradient] = [:]
    var times: [Mode: Double] = [:]
    for mode in Mode.allCases {
      gradients[mode] = expression.gradient(at: inputs, by: chosen, mode: mode)
      if options.stats {
        times[mode] = microseconds { _ = expression.gradient(at: inputs, by: chosen, mode: mode) }
      }
    }
    let reverse = gradients[.reverse]!
    let status = status(values: reverse.values, derivatives: reverse.rows)

    let hasSeveral = expression.outputCount > 1
    var columns = hasSeveral ? [Table.Column("f", .text)] : []
    columns += [Table.Column("wrt", .text)] + Mode.allCases.map { Table.Column($0.rawValue, .number) }
    var rows: [[Table.Cell]] = []
    for output in outputNames.indices {
      for (column, name) in chosenNames.enumerated() {
        let partials = Mode.allCases.map { Table.Cell.number(gradients[$0]!.rows[output][column]) }
        rows.append((hasSeveral ? [.variable(outputNames[output])] : []) + [.variable(name)] + partials)
      }
    }
    let table = Table(columns: columns, rows: rows)
    let costs = options.stats ? costTable(Mode.allCases, times: times) : nil
    if options.format == .json {
      let text = json { json in
        json.array("derivatives") { json in table.objects(in: &json) }
        if let costs { json.array("stats") { json in costs.objects(in: &json) } }
      }
      return (text, status)
    }
    let tables = [table] + (costs.map { [$0] } ?? [])
    let texts = tables.map { $0.text(as: options.format, numbers: options.numbers) }
    return (texts.joined(separator: "\n"), status)
  }

  /// How long one run takes: the best of several, of a millisecond together.
  private func microseconds(_ run: () -> Void) -> Double {
    var best = Double.infinity
    var total = 0.0
    while total < 1000 {
      let start = clock()
      run()
      let elapsed = clock() - start
      best = min(best, elapsed)
      total += max(elapsed, 0.01)
    }
    return best
  }

  private func clock() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
  }

  /// `grad --order N`: one derivative of higher order for each output, by the one variable chosen.
  func derivatives(ofOrder order: Int) throws(Failure) -> (text: String, status: ExitStatus) {
    let options = session.options
    let index = try singleVariable(for: "grad --order")
    if options.trace || options.stats {
      throw .diagnostic(Diagnostic(.error, "'grad --order' takes neither --trace nor --stats"))
    }
    var results: [Double]
    switch options.mode {
    case nil, .forward?, .auto?:
      results = expression.taylor(at: inputs, by: index, order: order).map { $0[order] * factorial(order) }
    case .symbolic?:
      do throws(EvaluationError) {
        let derivative = try expression.derivatives(by: [expression.variables[index]], order: order)
        results = derivative.values(at: try derivative.inputs(at: point))
      } catch {
        throw .diagnostic(Diagnostic(.error, error.description))
      }
    default:
      throw .diagnostic(
        Diagnostic(.error, "'grad --order' works in forward and in symbolic mode", help: "leave --mode out"))
    }
    let values = expression.values(at: inputs)
    for (output, value) in values.enumerated() where value.isNaN { results[output] = .nan }
    let status = status(values: values, derivatives: results.map { [$0] }, order: order)
    let name = expression.variables[index]
    switch options.format {
    case .json:
      let text = json(mode: options.mode == .symbolic ? .symbolic : .forward) { json in
        json.member("wrt", name)
        json.key("order")
        json.numeral("\(order)")
        json.results(results, of: outputNames, as: "derivative")
      }
      return (text, status)
    case .csv, .tsv:
      let power = order == 1 ? "" : "\(order)"
      let names = outputNames.map { "d\(power)\($0)_d\(name)\(power)" }
      return (
        try record(zip(names, results).map { ($0, $1) }).text(as: options.format, numbers: options.numbers),
        status
      )
    default:
      return (pairs(expression.outputCount == 1 ? [name] : outputNames, results), status)
    }
  }

  /// The one variable of a command that differentiates by one.
  func singleVariable(for command: String) throws(Failure) -> Int {
    if chosen.count == 1 { return chosen[0] }
    guard let first = expression.variables.first else {
      throw .diagnostic(Diagnostic(.error, "the expression has no variables"))
    }
    let names = expression.variables.prefix(8).joined(separator: ", ")
    throw .diagnostic(
      Diagnostic(
        .error, "'\(command)' differentiates by one variable",
        help: "choose one of \(names): --wrt \(first)"))
  }

  /// Names and numbers below one another, in text, Markdown or LaTeX.
  func pairs(_ names: [String], _ numbers: [Double], header: (String, String) = ("variable", "derivative"))
    -> String
  {
    let table = Table(
      columns: [Table.Column(header.0, .text), Table.Column(header.1, .number)],
      rows: zip(names, numbers).map { [.variable($0), .number($1)] }, showsHeader: false)
    return table.text(as: session.options.format, numbers: session.options.numbers)
  }
}

/// n!, infinite beyond 170.
func factorial(_ n: Int) -> Double { n < 2 ? 1 : (2...n).reduce(1) { $0 * Double($1) } }

extension JSONWriter {
  /// The number of the only output, or an object of numbers keyed by output.
  mutating func results(_ numbers: [Double], of outputs: [String], as name: String) {
    if numbers.count == 1 {
      member(name, numbers[0])
    } else {
      object(name + "s") { json in
        for (output, number) in zip(outputs, numbers) { json.member(output, number) }
      }
    }
  }
}
