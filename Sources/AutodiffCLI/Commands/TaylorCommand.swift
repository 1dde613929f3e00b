import Autodiff

extension Session {
  /// `autodiff taylor`: coefficients and the polynomial.
  func runTaylor(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    let problem = try Problem(self, .taylor, operands)
    let result = try TaylorResult(problem)
    let values = result.coefficients.map { $0[0] }
    let rest = result.coefficients.map { Array($0.dropFirst()) }
    let first = rest.compactMap { $0.firstIndex { !$0.isFinite } }.min() ?? 0
    let status = problem.status(values: values, derivatives: rest, order: first + 1)
    result.warn()
    return try write(result.text, status)
  }
}

/// The Taylor polynomials that `taylor` prints.
private struct TaylorResult {
  let problem: Problem
  let index: Int
  let order: Int
  /// For each output, one coefficient a power.
  let coefficients: [[Double]]
  /// With `--remainder`, one an output.
  let remainders: [Remainder]?

  private var options: Options { problem.session.options }
  private var variable: String { problem.expression.variables[index] }
  private var center: Double { problem.inputs[index] }
  private var hasSeveral: Bool { coefficients.count > 1 }

  init(_ problem: Problem) throws(Failure) {
    self.problem = problem
    index = try problem.singleVariable(for: "taylor")
    order = problem.session.options.order ?? 5
    coefficients = problem.expression.taylor(at: problem.inputs, by: index, order: order)
    remainders = problem.session.options.remainder.map { [index, order] radius in
      Remainder.all(problem, by: index, order: order, radius: radius)
    }
  }

  /// Warns where the expression is not smooth at the point, or where the samples contradict the estimate.
  func warn() {
    for output in coefficients.indices {
      guard coefficients[output].allSatisfy(\.isFinite) else { continue }
      let name = hasSeveral ? problem.outputNames[output] : "the expression"
      if let jump = problem.expression.jump(at: problem.inputs, by: index, output: output) {
        let what = jump.order == 0 ? "it" : "its derivative of order \(jump.order)"
        let numbers = NumberFormat.digits(6)
        problem.session.tell(
          Diagnostic(
            .warning,
            "\(name) is not smooth at \(variable) = \(NumberText.shortest(center)): \(what) jumps from "
              + "\(numbers.text(jump.below)) to \(numbers.text(jump.above))"))
      }
      if let remainder = remainders?[output] { warn(of: remainder, name) }
    }
  }

  private func warn(of remainder: Remainder, _ name: String) {
    for text in remainder.warnings(named: name, variable) { problem.session.tell(Diagnostic(.warning, text)) }
  }

  private func derivative(_ output: Int, _ k: Int) -> Double { coefficients[output][k] * factorial(k) }

  private func polynomial(_ output: Int) -> Expression {
    var shown = coefficients[output]
    if case .digits = options.numbers { shown = shown.map { Double(options.numbers.text($0)) ?? $0 } }
    return .polynomial(shown, in: variable, around: center)
  }

  var text: String {
    switch options.format {
    case .text, .markdown, .latex: break
    case .csv, .tsv: return table.text(as: options.format, numbers: options.numbers)
    default: return json
    }
    var text = table.text(as: options.format, numbers: options.numbers)
    if options.format != .latex { text += "\n" }
    for output in coefficients.indices {
      let polynomial = polynomial(output)
      switch options.format {
      case .latex:
        let name = hasSeveral ? "f_{\(output + 1)}" : "f"
        text += "$\(name)(\(LaTeXName.variable(variable))) \\approx \(polynomial.latex().outputs[0])$\n"
      case .markdown:
        text += MarkdownTable.code(polynomial.text) + "\n" + (output < coefficients.count - 1 ? "\n" : "")
      default: text += polynomial.text + "\n"
      }
    }
    return text
  }

  private var table: Table {
    var columns = hasSeveral ? [Table.Column("f", .text)] : []
    columns += [
      Table.Column("k", .count), Table.Column("derivative", .number), Table.Column("coefficient", .number),
    ]
    if let remainders {
      columns += Remainder.columns(remainders).map { Table.Column($0, .number) }
    }
    var rows: [[Table.Cell]] = []
    for output in coefficients.indices {
      for k in 0...order {
        var row: [Table.Cell] = hasSeveral ? [.variable(problem.outputNames[output])] : []
        row += [.count(k), .number(derivative(output, k)), .number(coefficients[output][k])]
        if let remainders {
          row += remainders[output].cells(k, options, columns: Remainder.columns(remainders))
        }
        rows.append(row)
      }
    }
    return Table(columns: columns, rows: rows)
  }

  private var json: String {
    problem.json { json in
      json.member("wrt", variable)
      json.key("order")
      json.numeral("\(order)")
      if !hasSeveral { return members(0, &json) }
      for output in coefficients.indices {
        json.object(problem.outputNames[output]) { json in members(output, &json) }
      }
    }
  }

  private func members(_ output: Int, _ json: inout JSONWriter) {
    json.array("derivatives") { json in for k in 0...order { json.value(derivative(output, k)) } }
    json.array("coefficients") { json in for number in coefficients[output] { json.value(number) } }
    json.member("polynomial", polynomial(output).text)
    guard let remainder = remainders?[output], let radius = options.remainder else { return }
    json.object("remainder") { json in
      json.member("radius", radius)
      remainder.members(&json)
    }
  }
}
