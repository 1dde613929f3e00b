import Autodiff

extension Session {
  /// `autodiff eval`: values.
  func runEval(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    if let rows = try rowProblem(.eval, operands) { return try rows.runEval() }
    let problem = try Problem(self, .eval, operands)
    let values = problem.expression.values(at: problem.inputs)
    let status = problem.status(values: values)
    if options.trace { return try write(try problem.trace(.primal), status) }
    return try write(try problem.text(ofValues: values), status)
  }
}

extension Problem {
  fileprivate func text(ofValues values: [Double]) throws(Failure) -> String {
    let format = session.options.format
    let numbers = session.options.numbers
    switch format {
    case .text: return values.map { numbers.text($0) + "\n" }.joined()
    case .json:
      return json { json in
        if values.count == 1 {
          json.member("value", values[0])
        } else {
          json.array("values") { json in for value in values { json.value(value) } }
        }
      }
    default:
      let table = try record(zip(outputNames, values).map { ($0, $1) })
      return table.text(as: format, numbers: numbers)
    }
  }

  /// One JSON object: the expression and the point, and what `members` adds.
  func json(mode: Mode? = nil, _ members: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter(numbers: session.options.numbers)
    json.object { json in
      json.member("expression", String(decoding: source.bytes, as: UTF8.self))
      if let mode { json.member("mode", mode.rawValue) }
      json.object("at") { json in
        for name in expression.variables {
          if let value = point[name] { json.member(name, value) }
        }
      }
      members(&json)
    }
    json.endLine()
    return json.text
  }

  /// A table of one row: the point, then the results. What many points would give, a row each.
  /// - Throws: where a variable has the name of a result.
  func record(_ results: [(name: String, value: Double)]) throws(Failure) -> Table {
    if let name = results.map(\.name).first(where: expression.variables.contains) {
      throw .diagnostic(
        Diagnostic(
          .error, "two columns are named '\(name)': the variable and the result",
          help: "give the variable another name, or use --json"))
    }
    let all = Array(zip(expression.variables, inputs)) + results.map { ($0.name, $0.value) }
    return Table(
      columns: all.map { Table.Column($0.0, .number) }, rows: [all.map { .number($0.1) }])
  }
}
