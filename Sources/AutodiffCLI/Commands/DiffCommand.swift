import Autodiff

extension Session {
  /// `autodiff diff`: derivatives as expressions.
  func runDiff(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    let program = try ProgramSource(operands, file: options.file, for: .diff, terminal)
    let expression = try program.expression()
    tellShadowed(expression)
    let chosen = try chosenVariables(of: expression, mayRepeat: true).map { expression.variables[$0] }
    let isMixed = options.mixed || chosen.uniqued().count < chosen.count
    if isMixed && options.order != nil {
      throw .diagnostic(
        Diagnostic(
          .error, "--order does not go with a mixed derivative", help: "repeat the names in --wrt instead"))
    }
    // A mixed derivative is one, by all of the names.
    let names = isMixed ? [chosen.joined(separator: ",")] : chosen
    if names.isEmpty {
      throw .diagnostic(Diagnostic(.error, "the expression has no variables to differentiate by"))
    }
    let order = isMixed ? chosen.count : options.order ?? 1
    let needsRaw = options.raw || options.stats
    var raw: Expression?
    let simplified: Expression
    do throws(EvaluationError) {
      if isMixed {
        if needsRaw { raw = try expression.rawMixedDerivative(by: chosen) }
        simplified = try expression.mixedDerivative(by: chosen).simplified()
      } else {
        if needsRaw { raw = try expression.rawDerivatives(by: names, order: order) }
        simplified = try expression.derivatives(by: names, order: order).simplified()
      }
    } catch {
      throw .diagnostic(Diagnostic(.error, error.description))
    }
    let result = Derivatives(
      source: program.text, expression: expression, names: names, mixed: isMixed ? chosen : nil, order: order,
      shown: options.raw ? raw! : simplified, raw: raw, simplified: simplified)
    return try write(result.text(options))
  }
}

/// The derivatives that `diff` prints: for each output in turn, one a variable.
private struct Derivatives {
  let source: SourceText
  let expression: Expression
  let names: [String]
  /// The names of a mixed derivative, each as often as it was given.
  let mixed: [String]?
  let order: Int
  let shown: Expression
  /// Only where it is shown or counted.
  let raw: Expression?
  let simplified: Expression

  private var hasSeveralOutputs: Bool { expression.outputCount > 1 }

  func text(_ options: Options) -> String {
    switch options.format {
    case .json: return json(options)
    case .text:
      let (definitions, outputs) = shown.texts()
      let head = definitions.map { $0 + "\n" }.joined()
      // One derivative alone is an expression that a pipe can hand on.
      if outputs.count == 1 && !options.stats { return head + outputs[0] + "\n" }
      return head + table(outputs, nil, options).text(as: .text, numbers: options.numbers)
    case .latex:
      let (definitions, outputs) = shown.latex()
      if options.stats {
        return table(shown.texts().outputs, outputs, options).text(as: .latex, numbers: .shortest)
      }
      return (definitions + zip(leftSides(), outputs).map { "\($0) = \($1)" }).map { $0 + "\n" }.joined()
    default:
      let (definitions, outputs) = shown.texts()
      let written =
        definitions.isEmpty ? outputs : outputs.map { (definitions + [$0]).joined(separator: "; ") }
      return table(written, shown.latex().outputs, options).text(as: options.format, numbers: .shortest)
    }
  }

  /// `\frac{\partial f}{\partial x}` for each derivative.
  private func leftSides() -> [String] {
    let single = expression.variables.count == 1
    if let mixed { return (0..<expression.outputCount).map { mixedSide($0, mixed) } }
    let d = single ? "\\mathrm{d}" : "\\partial"
    let power = order == 1 ? "" : "^{\(order)}"
    return (0..<expression.outputCount).flatMap { output in
      names.map { name in
        let f = hasSeveralOutputs ? "f_{\(output + 1)}" : "f"
        return "\\frac{\(d)\(power) \(f)}{\(d) \(LaTeXName.variable(name))\(power)}"
      }
    }
  }

  /// `\frac{\partial^{3} f}{\partial x\, \partial y^{2}}`
  private func mixedSide(_ output: Int, _ chosen: [String]) -> String {
    let f = hasSeveralOutputs ? "f_{\(output + 1)}" : "f"
    let by = chosen.uniqued().map { name in
      let count = chosen.count { $0 == name }
      return "\\partial \(LaTeXName.variable(name))" + (count == 1 ? "" : "^{\(count)}")
    }
    let power = order == 1 ? "" : "^{\(order)}"
    return "\\frac{\\partial\(power) \(f)}{\(by.joined(separator: "\\, "))}"
  }

  private func table(_ texts: [String], _ latex: [String]?, _ options: Options) -> Table {
    var columns: [Table.Column] = hasSeveralOutputs ? [Table.Column("f", .text)] : []
    columns += [Table.Column("wrt", .text), Table.Column("derivative", .text)]
    if options.stats {
      columns += ["nodes", "raw", "shared", "input"].map { Table.Column($0, .count) }
    }
    let sizes = (
      shown.treeCounts, raw?.treeCounts ?? [], simplified.sharedCounts, expression.treeCounts
    )
    var rows: [[Table.Cell]] = []
    for (index, text) in texts.enumerated() {
      var row: [Table.Cell] = hasSeveralOutputs ? [.text("f\(index / names.count + 1)")] : []
      row += [.text(names[index % names.count]), .formula(text, latex: latex?[index])]
      if options.stats {
        row += [
          .numeral(sizes.0[index].description), .numeral(sizes.1[index].description),
          .count(sizes.2[index]), .numeral(sizes.3[index / names.count].description),
        ]
      }
      rows.append(row)
    }
    return Table(columns: columns, rows: rows, showsHeader: options.stats)
  }

  private func json(_ options: Options) -> String {
    let (definitions, outputs) = shown.texts()
    var json = JSONWriter(numbers: .shortest)
    json.object { json in
      json.member("expression", String(decoding: source.bytes, as: UTF8.self))
      json.key("order")
      json.numeral("\(order)")
      if !definitions.isEmpty {
        json.array("definitions") { json in for definition in definitions { json.value(definition) } }
      }
      if hasSeveralOutputs {
        json.array("derivatives") { json in
          for output in 0..<expression.outputCount {
            json.object { json in members(&json, outputs, from: output * names.count) }
          }
        }
      } else {
        json.object("derivatives") { json in members(&json, outputs, from: 0) }
      }
      if options.stats {
        json.array("stats") { json in
          for row in table(outputs, nil, options).rows.enumerated() {
            json.object { json in
              let columns = table(outputs, nil, options).columns
              for (column, cell) in zip(columns, row.element) where column.name != "derivative" {
                json.key(column.key)
                json.value(cell)
              }
            }
          }
        }
      }
    }
    json.endLine()
    return json.text
  }

  private func members(_ json: inout JSONWriter, _ outputs: [String], from start: Int) {
    for (index, name) in names.enumerated() { json.member(name, outputs[start + index]) }
  }
}
