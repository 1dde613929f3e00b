import Autodiff

/// A trace as a table of cells, for Markdown and LaTeX, line by line as on paper.
struct TraceTable {
  let trace: Trace
  let notation: TraceNotation

  var table: Table {
    var columns = [
      Table.Column("row", .text), Table.Column("operation", .text), Table.Column("primal", .number),
    ]
    switch trace.sweep {
    case .primal: break
    case .forward:
      columns += [Table.Column("tangent", .text), Table.Column("operation", .text)]
      columns += trace.seeds.map { Table.Column(trace.isProduct ? "value" : "d/d\($0)", .number) }
    case .reverse:
      columns += [Table.Column("adjoint", .text), Table.Column("step", .text)]
      columns += trace.seeds.map { Table.Column(trace.isProduct ? "value" : $0, .number) }
    }
    let rows = TraceLines(trace).sections.flatMap { $0 }.map { line in
      cells(line.left, columns: 1)
        + (trace.sweep == .primal ? [] : cells(line.right, columns: trace.seeds.count))
    }
    return Table(columns: columns, rows: rows)
  }

  private func cells(_ side: TraceLines.Side?, columns: Int) -> [Table.Cell] {
    guard let side else { return [Table.Cell](repeating: .empty, count: 2 + columns) }
    let assignment = side.assignment == "=" ? "" : side.assignment + " "
    return [
      .formula(side.name(notation), latex: side.name(.latex)),
      .formula(
        assignment + side.expression(trace, notation), latex: assignment + side.expression(trace, .latex)),
    ] + side.numbers.map { .number($0) }
  }
}

/// A trace as records, one a statement in the order of execution: for CSV, TSV and JSON.
struct TraceRecords {
  let trace: Trace

  private struct Statement {
    var sweep: String
    var side: TraceLines.Side
    var operands: [Trace.Quantity]
  }

  private var statements: [Statement] {
    let lines = TraceLines(trace).sections.flatMap { $0 }
    let rows = trace.inputs + trace.operations + trace.outputs
    let operands = Dictionary(rows.map { ($0.quantity, $0.operands) }) { first, _ in first }
    var result: [Statement] = []
    for line in lines {
      if let left = line.left {
        result.append(Statement(sweep: "primal", side: left, operands: operands[left.quantity] ?? []))
      }
      if trace.sweep == .forward, let right = line.right {
        result.append(Statement(sweep: "tangent", side: right, operands: []))
      }
    }
    if trace.sweep == .reverse {
      for line in lines.reversed() {
        if let right = line.right { result.append(Statement(sweep: "adjoint", side: right, operands: [])) }
      }
    }
    return result
  }

  /// Columns: the sweep, the variable, how it is assigned, the expression, the value; then a column for
  /// each direction of the tangents or each output of the adjoints.
  var table: Table {
    let seeds = trace.seeds.map { trace.isProduct ? $0 : trace.sweep == .forward ? "d_d\($0)" : "d\($0)_d" }
    let names = ["sweep", "variable", "assign", "expression"]
    return Table(
      columns: names.map { Table.Column($0, .text) } + (["value"] + seeds).map { Table.Column($0, .number) },
      rows: statements.map { statement in
        let numbers = statement.side.numbers.map { Table.Cell.number($0) }
        let blanks = [Table.Cell](repeating: .empty, count: seeds.count)
        return [
          .text(statement.sweep), .text(statement.side.name(.ascii)), .text(statement.side.assignment),
          .text(statement.side.expression(trace, .ascii)),
        ] + (statement.sweep == "primal" ? numbers + blanks : [.empty] + numbers)
      })
  }

  func json(_ numbers: NumberFormat) -> String {
    var json = JSONWriter(numbers: numbers)
    for statement in statements {
      json.object { json in
        json.member("sweep", statement.sweep)
        json.member("variable", statement.side.name(.ascii))
        json.member("assign", statement.side.assignment)
        json.member("expression", statement.side.expression(trace, .ascii))
        if statement.sweep == "primal" {
          json.array("operands") { json in
            for operand in statement.operands { json.value(TraceNotation.ascii.name(of: operand)) }
          }
          json.member("value", statement.side.numbers[0])
        } else if trace.isProduct {
          json.member(trace.seeds[0], statement.side.numbers[0])
        } else {
          json.object(statement.sweep == "tangent" ? "tangents" : "adjoints") { json in
            for (seed, number) in zip(trace.seeds, statement.side.numbers) { json.member(seed, number) }
          }
        }
      }
      json.endLine()
    }
    return json.text
  }
}
