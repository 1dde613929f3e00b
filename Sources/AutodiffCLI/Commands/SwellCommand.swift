import Autodiff

extension Session {
  /// `autodiff swell`: the table of expression swell.
  func runSwell(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    let program = try ProgramSource(operands, file: options.file, for: .swell, terminal)
    let expression = try program.expression()
    tellShadowed(expression)
    guard expression.outputCount == 1 else {
      throw .diagnostic(Diagnostic(.error, "'swell' takes one output, found \(expression.outputCount)"))
    }
    let chosen = try chosenVariables(of: expression)
    guard let first = chosen.first, chosen.count == 1 else {
      let names = expression.variables.prefix(8).joined(separator: ", ")
      throw .diagnostic(
        Diagnostic(
          .error,
          chosen.isEmpty ? "the expression has no variables" : "'swell' differentiates by one variable",
          help: chosen.isEmpty ? nil : "choose one of \(names): --wrt \(expression.variables[0])"))
    }
    let name = expression.variables[first]
    let rows: [Swell]
    do throws(EvaluationError) {
      if let count = options.iterate {
        rows = try expression.swell(iterate: count, by: name)
      } else {
        rows = try expression.swell(order: options.order ?? 5, by: name)
      }
    } catch {
      throw .diagnostic(Diagnostic(.error, error.description))
    }
    let columns = ["n", "f", "raw", "simplified", "shared", "forward", "reverse"]
    let table = Table(
      columns: columns.map { Table.Column($0, .count) },
      rows: rows.map { row in
        [
          .count(row.n), .numeral(row.expression.description), .numeral(row.raw.description),
          .numeral(row.simplified.description), .count(row.shared), .count(row.forward), .count(row.reverse),
        ]
      })
    return try write(table.text(as: options.format, numbers: .shortest))
  }
}
