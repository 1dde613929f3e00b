import Autodiff

extension Session {
  /// `autodiff paths`: the chain rule's sum over paths.
  func runPaths(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    let problem = try Problem(self, .paths, operands)
    let all = problem.expression.chainPaths(
      at: problem.inputs, by: problem.chosen, limit: options.limit ?? 20)
    let values = problem.expression.values(at: problem.inputs)
    let status = problem.status(values: values, derivatives: [all.map(\.derivative)])
    let output = PathsOutput(all: all, problem: problem)
    switch options.format {
    case .text: return try write(output.text, status)
    case .json: return try write(output.json, status)
    default: return try write(output.table.text(as: options.format, numbers: output.numbers), status)
    }
  }
}

/// Paths, as they are shown. What is listed comes from the library; nothing is computed here.
private struct PathsOutput {
  let all: [ChainPaths]
  let problem: Problem

  /// A path of more nodes is shown by its ends in text, Markdown and LaTeX.
  private static let longest = 16

  private var options: Options { problem.session.options }
  /// Data names rows as the records of a trace do.
  private var isASCII: Bool { problem.session.isASCII || isData }
  private var notation: TraceNotation { isASCII ? .ascii : .unicode }
  private var isData: Bool { [.csv, .tsv, .json].contains(options.format) }

  /// Tables for people show six digits, unless the user asks for others.
  var numbers: NumberFormat { options.numbers == .shortest && !isData ? .digits(6) : options.numbers }

  private func outputName(_ paths: ChainPaths) -> String { paths.output == 0 ? "f" : "f\(paths.output)" }

  // MARK: Tables

  /// A record a path.
  var table: Table {
    let columns = [Table.Column("f", .text), Table.Column("wrt", .text)] + PathsOutput.columns
    let rows = all.flatMap { paths in
      paths.paths.map { [.variable(outputName(paths)), .variable(paths.variable)] + cells($0) }
    }
    return Table(columns: columns, rows: rows)
  }

  private static let columns = [
    Table.Column("product", .number), Table.Column("factors", .text), Table.Column("path", .text),
  ]

  private func cells(_ path: ChainPaths.Path) -> [Table.Cell] {
    let latexNames = shortened(path.nodes.map { TraceNotation.latex.name(of: $0) }, more: "\\cdots")
    return [
      .number(path.product), .formula(factors(path), latex: latexFactors(path)),
      .formula(nodes(path), latex: latexNames.joined(separator: " \\leftarrow ")),
    ]
  }

  private func factors(_ path: ChainPaths.Path) -> String {
    let texts = path.partials.map { inParentheses(numbers.text($0)) }
    return shortened(texts, more: isASCII ? "..." : "…").joined(separator: isASCII ? "*" : "·")
  }

  private func latexFactors(_ path: ChainPaths.Path) -> String {
    let texts = path.partials.map { inParentheses(LaTeXTable.number(numbers.text($0))) }
    return shortened(texts, more: "\\cdots").joined(separator: " \\cdot ")
  }

  private func inParentheses(_ factor: String) -> String { factor.hasPrefix("-") ? "(\(factor))" : factor }

  private func nodes(_ path: ChainPaths.Path) -> String {
    let names = shortened(path.nodes.map { notation.name(of: $0) }, more: isASCII ? "..." : "…")
    return names.joined(separator: isASCII ? " <- " : " ← ")
  }

  private func shortened(_ texts: [String], more: String) -> [String] {
    guard !isData, texts.count > PathsOutput.longest else { return texts }
    let half = PathsOutput.longest / 2
    return Array(texts.prefix(half)) + [more] + texts.suffix(half)
  }

  // MARK: Text

  /// A block for each derivative: its paths, and below them the sum.
  var text: String {
    all.map { paths in
      var rows = paths.paths.map(cells)
      if !paths.isComplete && !paths.paths.isEmpty {
        rows.append([.number(paths.listedSum), .text("the sum of these \(paths.paths.count)"), .empty])
      }
      let several = paths.count.description == "1" ? "1 path" : "\(paths.count) paths"
      let d = isASCII ? "d" : "∂"
      rows.append([
        .number(paths.derivative), .text("\(d)\(outputName(paths))/\(d)\(paths.variable), \(several)"),
        .empty,
      ])
      return Table(columns: PathsOutput.columns, rows: rows).text(as: .text, numbers: numbers)
    }.joined(separator: "\n")
  }

  // MARK: JSON

  var json: String {
    problem.json { json in
      json.array("derivatives") { json in
        for paths in all {
          json.object { json in
            json.member("f", outputName(paths))
            json.member("wrt", paths.variable)
            json.member("derivative", paths.derivative)
            json.key("count")
            json.numeral(paths.count.description)
            json.member("listed", paths.listedSum)
            json.array("paths") { json in for path in paths.paths { write(path, &json) } }
          }
        }
      }
    }
  }

  private func write(_ path: ChainPaths.Path, _ json: inout JSONWriter) {
    json.object { json in
      json.member("product", path.product)
      json.array("factors") { json in for factor in path.partials { json.value(factor) } }
      json.array("nodes") { json in for node in path.nodes { json.value(notation.name(of: node)) } }
    }
  }
}
