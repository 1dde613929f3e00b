import Autodiff
import Platform

extension Session {
  /// `autodiff sweep`: the errors of difference formulas over a range of steps.
  func runSweep(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    let problem = try Problem(self, .sweep, operands)
    let precision = options.precision?.precision ?? .double
    let sweeps = problem.expression.stepSweeps(
      at: problem.inputs, by: problem.chosen, steps: try steps(precision), precision: precision)
    let values = problem.expression.values(at: problem.inputs)
    let status = problem.status(values: values, derivatives: [sweeps.map(\.exact)])
    let output = SweepOutput(sweeps: sweeps, problem: problem)
    return try write(output.text(options), status)
  }

  /// The powers of the base in the range, the largest first.
  private func steps(_ precision: StepSweep.Precision) throws(Failure) -> [Double] {
    let isBinary = options.base == .two
    let digits = precision == .double ? (decimal: -15, binary: -50) : (decimal: -7, binary: -24)
    var range = (isBinary ? digits.binary : digits.decimal)...0
    if let given = options.steps {
      // A bound that is a power must not be lost to the rounding of its logarithm.
      let log = { (x: Double) -> Double in isBinary ? Platform.log2(x) : Platform.log10(x) }
      let first = Int((log(given.lowerBound) - 1e-9).rounded(.up))
      let last = Int((log(given.upperBound) + 1e-9).rounded(.down))
      guard first <= last else {
        throw .diagnostic(
          Diagnostic(.error, "there is no power of \(isBinary ? 2 : 10) in the range of --steps"))
      }
      range = first...last
    }
    return range.reversed().map { isBinary ? Platform.exp2(Double($0)) : Double("1e\($0)")! }
  }
}

extension PrecisionChoice {
  fileprivate var precision: StepSweep.Precision { StepSweep.Precision(rawValue: rawValue)! }
}

/// Sweeps over steps, as they are shown.
private struct SweepOutput {
  let sweeps: [StepSweep]
  let problem: Problem

  private var expression: Expression { problem.expression }

  func text(_ options: Options) -> String {
    let isData = [.json, .csv, .tsv].contains(options.format)
    // Errors have no more to say than three digits.
    let numbers: NumberFormat = options.numbers == .shortest && !isData ? .digits(3) : options.numbers
    switch options.format {
    case .text:
      return sweeps.map { sweep in
        let plot =
          options.plot
          ? StepPlot(sweep, title: title(sweep)).text(isASCII: problem.session.isASCII) + "\n" : ""
        let body = options.plot ? plot : errors([sweep], columns: []).text(as: .text, numbers: numbers) + "\n"
        return heading(sweep, options) + body
          + summary([sweep], columns: []).text(as: .text, numbers: numbers)
      }.joined(separator: "\n")
    case .svg: return StepPlotSVG(plots: sweeps.map { StepPlot($0, title: title($0)) }).document
    case .json: return json
    default:
      // Two tables, a blank line between them, in CSV and TSV as well.
      return [errors(sweeps, columns: place), summary(sweeps, columns: place)]
        .map { $0.text(as: options.format, numbers: numbers) }.joined(separator: "\n")
    }
  }

  private func outputName(_ sweep: StepSweep) -> String { sweep.output == 0 ? "f" : "f\(sweep.output)" }

  private func title(_ sweep: StepSweep) -> String {
    let d = problem.session.isASCII ? "d" : "∂"
    return "|error| of \(d)\(outputName(sweep))/\(d)\(sweep.variable), \(sweep.precision.rawValue)"
  }

  /// Several sweeps are told apart, and the derivative is what errors are measured against.
  private func heading(_ sweep: StepSweep, _ options: Options) -> String {
    let d = problem.session.isASCII ? "d" : "∂"
    return
      "\(d)\(outputName(sweep))/\(d)\(sweep.variable) = \(options.numbers.text(sweep.exact)), \(sweep.precision.rawValue)\n\n"
  }

  /// The columns that say which derivative a record is about, where there are several.
  private var place: [String] {
    (expression.outputCount > 1 ? ["f"] : []) + (problem.chosen.count > 1 ? ["wrt"] : [])
  }

  private func errors(_ sweeps: [StepSweep], columns place: [String]) -> Table {
    var columns = place.map { Table.Column($0, .text) } + [Table.Column("h", .number)]
    columns += (sweeps.first?.curves ?? []).map { Table.Column($0.formula.rawValue, .number) }
    let rows = sweeps.flatMap { sweep in
      sweep.steps.indices.map { index -> [Table.Cell] in
        cells(place, sweep) + [.number(sweep.steps[index])]
          + sweep.curves.map { .number($0.errors[index]) }
      }
    }
    return Table(columns: columns, rows: rows)
  }

  private func cells(_ place: [String], _ sweep: StepSweep) -> [Table.Cell] {
    place.map { .variable($0 == "f" ? outputName(sweep) : sweep.variable) }
  }

  /// The best step of each formula, and the one that theory predicts, with their errors.
  private func summary(_ sweeps: [StepSweep], columns place: [String]) -> Table {
    let names = ["best h", "best error", "predicted h", "predicted error"]
    func numbers(_ point: StepSweep.Point?) -> [Table.Cell] {
      point.map { [.number($0.step), .number($0.error)] } ?? [.empty, .empty]
    }
    return Table(
      columns: (place + ["formula"]).map { Table.Column($0, .text) }
        + names.map { Table.Column($0, .number) },
      rows: sweeps.flatMap { sweep in
        sweep.curves.map {
          cells(place, sweep) + [.text($0.formula.rawValue)] + numbers($0.best) + numbers($0.predicted)
        }
      })
  }

  private var json: String {
    problem.json { json in
      json.array("sweeps") { json in
        for sweep in sweeps {
          json.object { json in
            json.member("f", outputName(sweep))
            json.member("wrt", sweep.variable)
            json.member("precision", sweep.precision.rawValue)
            json.member("derivative", sweep.exact)
            json.array("steps") { json in for step in sweep.steps { json.value(step) } }
            json.array("curves") { json in for curve in sweep.curves { write(curve, &json) } }
          }
        }
      }
    }
  }

  private func write(_ curve: StepSweep.Curve, _ json: inout JSONWriter) {
    json.object { json in
      json.member("formula", curve.formula.rawValue)
      json.array("errors") { json in for error in curve.errors { json.value(error) } }
      for (name, point) in [("best", curve.best), ("predicted", curve.predicted)] {
        guard let point else { continue }
        json.object(name) { json in
          json.member("step", point.step)
          json.member("error", point.error)
        }
      }
    }
  }
}
