import Autodiff

extension Problem {
  /// Tables for people show six digits, unless the user asks for others.
  private var tableNumbers: NumberFormat {
    options.numbers == .shortest ? .digits(6) : options.numbers
  }

  private var notation: TraceNotation { session.isASCII ? .ascii : .unicode }

  /// The trace of a sweep, in the format that was asked for.
  func trace(_ sweep: Trace.Sweep) throws(Failure) -> String {
    let trace: Trace
    do throws(EvaluationError) {
      trace = try expression.trace(sweep, at: point, by: chosenNames)
    } catch {
      throw .diagnostic(Diagnostic(.error, error.description))
    }
    return text(of: trace)
  }

  /// A trace in the format that was asked for.
  func text(of trace: Trace) -> String {
    switch options.format {
    case .text: return TraceText(trace: trace, notation: notation, numbers: tableNumbers).text
    case .markdown, .latex:
      return TraceTable(trace: trace, notation: notation).table.text(
        as: options.format, numbers: tableNumbers)
    case .csv, .tsv:
      return TraceRecords(trace: trace).table.text(as: options.format, numbers: options.numbers)
    default: return TraceRecords(trace: trace).json(options.numbers)
    }
  }

  /// Numeric mode: the samples of each variable and what follows from them.
  func numericTrace(_ gradient: Gradient) throws(Failure) -> String {
    let hasSeveral = expression.outputCount > 1
    let differences = gradient.differences ?? []
    let offsets = differences.first?.samples.map(\.offset) ?? []
    let places = offsets.map(place)
    var names = ["h"] + places + places.map { "f(\($0))" }
    if offsets.count == 2 { names.append("difference") }
    names += ["derivative", "error estimate"]
    var columns = [Table.Column("x", .text)] + (hasSeveral ? [Table.Column("f", .text)] : [])
    columns += names.map { Table.Column($0, .number) }
    var rows: [[Table.Cell]] = []
    for (name, difference) in zip(gradient.variables, differences) {
      for output in 0..<expression.outputCount {
        var numbers = [difference.steps[output]] + difference.samples.map(\.point)
        numbers += difference.samples.map { $0.values[output] }
        if offsets.count == 2 { numbers.append(difference.above[output] - difference.below[output]) }
        numbers += [difference.derivatives[output], difference.errors[output]]
        rows.append(
          [.variable(name)] + (hasSeveral ? [.variable(outputNames[output])] : [])
            + numbers.map { .number($0) })
      }
    }
    // The samples differ late: fewer digits would hide what is subtracted.
    let numbers: NumberFormat =
      options.format == .text && options.numbers == .shortest ? .digits(12) : options.numbers
    return Table(columns: columns, rows: rows).text(as: options.format, numbers: numbers)
  }

  /// `x`, `x+h`, `x−2h`
  private func place(_ offset: Int) -> String {
    if offset == 0 { return "x" }
    let minus = session.isASCII || options.format != .text ? "-" : "−"
    return "x" + (offset < 0 ? minus : "+") + (offset.magnitude == 1 ? "" : "\(offset.magnitude)") + "h"
  }

  /// Symbolic mode: the derivative of every row, by its rule, raw and simplified.
  func symbolicTrace() throws(Failure) -> String {
    let traces: [SymbolicTrace]
    do throws(EvaluationError) {
      traces = try expression.symbolicTraces(by: chosenNames)
    } catch {
      throw .diagnostic(Diagnostic(.error, error.description))
    }
    let isForPrograms = [.csv, .tsv, .json].contains(options.format)
    let notation = isForPrograms ? .ascii : notation
    let columns = ["row", "expression", "rule", "raw derivative", "simplified"].map {
      Table.Column($0, .text)
    }
    func cells(_ row: SymbolicTrace.Row) -> [Table.Cell] {
      [
        .formula(
          notation.name(of: .primal(row.number)), latex: TraceNotation.latex.name(of: .primal(row.number))),
        .formula(row.expression, latex: nil), .formula(row.rule, latex: nil), .formula(row.raw, latex: nil),
        .formula(row.simplified, latex: nil),
      ]
    }
    if options.format == .text {
      return traces.map { trace in
        let symbol = session.isASCII ? "d/d" : "∂/∂"
        var columns = columns
        columns[3].name = "raw \(symbol)\(trace.variable)"
        return Table(columns: columns, rows: trace.rows.map(cells)).text(as: .text, numbers: options.numbers)
      }.joined(separator: "\n")
    }
    let table = Table(
      columns: [Table.Column("wrt", .text)] + columns,
      rows: traces.flatMap { trace in trace.rows.map { [.text(trace.variable)] + cells($0) } })
    return table.text(as: options.format, numbers: options.numbers)
  }
}
