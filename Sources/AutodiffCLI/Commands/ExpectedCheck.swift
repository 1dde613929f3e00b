import Autodiff
import Platform

extension Session {
  /// `check --expected`: numbers found by hand.
  func runExpectedCheck(_ problem: Problem) throws(Failure) -> ExitStatus {
    guard problem.expression.outputCount == 1 else {
      throw .diagnostic(
        Diagnostic(
          .error, "--expected checks the derivatives of one output, found \(problem.expression.outputCount)"))
    }
    let given = try PointArgument(options.expected, of: .expected, positions: problem.chosenNames)
    for name in given.names where !problem.chosenNames.contains(name) {
      let near = nearest(name, among: problem.chosenNames)
      throw .diagnostic(
        Diagnostic(
          .error, "there is no derivative by '\(name)' to expect",
          help: near.map { "did you mean '\($0)'?" } ?? "the variables are \(list(problem.chosenNames))"))
    }
    let gradient = problem.expression.gradient(at: problem.inputs, by: problem.chosen)
    let status = problem.status(values: gradient.values, derivatives: gradient.rows)

    var rows: [[Table.Cell]] = []
    var wrong: [String] = []
    let numbers = NumberFormat.digits(6)
    for (name, computed) in zip(problem.chosenNames, gradient.partials) {
      guard let expected = given.values[name] else { continue }
      let slack = given.texts[name].map(halfOfLastDigit) ?? 0
      let agreement = Agreement(expected, computed, tolerance: tolerance, slack: slack)
      if !agreement.holds {
        wrong.append("df/d\(name) is \(numbers.text(computed)), not \(numbers.text(expected))")
      }
      rows.append([
        .variable(name), .number(expected), .number(computed), .number(problem.rounded(agreement.relative)),
        .count(agreement.digits), .text(agreement.holds ? "yes" : "no"),
      ])
    }
    let table = Table(
      columns: [Table.Column("wrt", .text)]
        + ["expected", "computed", "rel. diff"].map { Table.Column($0, .number) }
        + [Table.Column("digits", .count), Table.Column("agrees", .text)],
      rows: rows)
    let verdict =
      wrong.isEmpty
      ? "ok: \(rows.count) \(rows.count == 1 ? "derivative is" : "derivatives are") as expected"
      : "disagreement: " + wrong.joined(separator: "; ")
    let text = problem.text(table, verdict: verdict, isOK: wrong.isEmpty) { json in
      json.array("partials") { json in table.objects(in: &json) }
    }
    return try write(text, wrong.isEmpty ? status : .notFinite)
  }
}

/// Half a unit of the last digit of a number written with a decimal point: 1.7163 is any number that
/// rounds to it. 0 for a whole number and for what is no plain number.
private func halfOfLastDigit(_ text: String) -> Double {
  let bytes = Array(text.utf8)
  let mantissa = bytes.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
  let isPlain = mantissa.allSatisfy { byte in
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || [UInt8(ascii: "."), UInt8(ascii: "-")].contains(byte)
  }
  guard isPlain, let point = mantissa.firstIndex(of: UInt8(ascii: ".")) else { return 0 }
  let decimals = mantissa.count - 1 - point
  let exponent = Int(String(decoding: bytes.dropFirst(mantissa.count + 1), as: UTF8.self)) ?? 0
  // A little more than half, for numbers that lie right between two decimals.
  return 0.5000001 * Platform.pow(10, Double(exponent - decimals))
}
