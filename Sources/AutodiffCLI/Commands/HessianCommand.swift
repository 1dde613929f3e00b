import Autodiff

extension Session {
  /// `autodiff hessian`: second derivatives, a matrix an output.
  func runHessian(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    if let rows = try rowProblem(.hessian, operands) { return try rows.runHessian() }
    let problem = try Problem(self, .hessian, operands)
    try problem.expectVariables()
    let hessians = problem.expression.outputIndices.map {
      problem.expression.hessian(at: problem.inputs, by: problem.chosen, output: $0)
    }
    // The cause of a second derivative that is not finite is often a first one.
    let status = problem.status(
      values: hessians.map(\.value), derivatives: hessians.flatMap { [$0.gradient] + $0.rows }, order: 2)
    return try write(try problem.text(of: hessians), status)
  }
}

extension Expression {
  var outputIndices: Range<Int> { 0..<outputCount }
}

extension Problem {
  fileprivate typealias Hessian = (value: Double, gradient: [Double], rows: [[Double]])

  fileprivate func text(of hessians: [Hessian]) throws(Failure) -> String {
    let options = session.options
    switch options.format {
    case .text, .markdown, .latex:
      return zip(outputNames, hessians).map { output, hessian in
        let columns = [Table.Column(hessians.count > 1 ? output : "", .text)]
        let table = Table(
          columns: columns + chosenNames.map { Table.Column(variable: $0) },
          rows: zip(chosenNames, hessian.rows).map { name, row in [.variable(name)] + row.map { .number($0) }
          })
        return table.text(as: options.format, numbers: options.numbers)
      }.joined(separator: "\n")
    case .csv, .tsv:
      var results: [(name: String, value: Double)] = []
      for (output, hessian) in zip(outputNames, hessians) {
        for (row, first) in zip(hessian.rows, chosenNames) {
          for (number, second) in zip(row, chosenNames) {
            results.append(("d2\(output)_d\(first)_d\(second)", number))
          }
        }
      }
      return try record(results).text(as: options.format, numbers: options.numbers)
    default:
      return json { json in
        json.results(hessians.map(\.value), of: outputNames, as: "value")
        json.array("wrt") { json in for name in chosenNames { json.value(name) } }
        if hessians.count == 1 {
          json.array("gradient") { json in for number in hessians[0].gradient { json.value(number) } }
          json.array("hessian") { json in json.matrix(hessians[0].rows) }
        } else {
          json.array("jacobian") { json in json.matrix(hessians.map(\.gradient)) }
          json.array("hessians") { json in
            for hessian in hessians { json.array { json in json.matrix(hessian.rows) } }
          }
        }
      }
    }
  }
}
