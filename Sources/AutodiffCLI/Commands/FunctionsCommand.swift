import Autodiff

extension Session {
  /// `autodiff functions`: what the rule table says.
  func runFunctions(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    if operands.isEmpty {
      let functions = FunctionDescription.all
      if options.format == .text {
        let list = listing(functions).text(as: .text, numbers: .shortest)
        return try write(plain(list) + "\n" + constants())
      }
      if options.format == .json { return try write(json(functions)) }
      return try write(details(functions).text(as: options.format, numbers: .shortest))
    }
    var found: [FunctionDescription] = []
    for operand in operands {
      guard let function = FunctionDescription.named(operand.word) else {
        let near = nearest(operand.word, among: FunctionDescription.names)
        throw .diagnostic(
          Diagnostic(
            .error, "unknown function \(DisplayText.quoted(operand.bytes))",
            help: near.map { "did you mean '\($0)'?" } ?? "'autodiff functions' lists them"))
      }
      found.append(function)
    }
    if options.format == .json { return try write(json(found)) }
    if options.format == .text { return try write(plain(found.map(page).joined(separator: "\n"))) }
    return try write(details(found).text(as: options.format, numbers: .shortest))
  }

  /// A signature of any number of arguments has `…`.
  private func plain(_ text: String) -> String {
    isASCII ? text.replacingScalars { $0 == "…" ? "..." : nil } : text
  }

  /// One line a function.
  private func listing(_ functions: [FunctionDescription]) -> Table {
    Table(
      columns: ["function", "derivative", "domain", ""].map { Table.Column($0, .text) },
      rows: functions.map { function in
        [
          .text(function.signature), .text(short(function.derivativeText, 44)),
          .text(short(function.domain, 24)),
          .text(function.summary),
        ]
      })
  }

  // What is long would push the other columns off the screen; `functions NAME` shows it.
  private func short(_ text: String, _ limit: Int) -> String {
    text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }

  private func constants() -> String {
    Table(
      columns: [
        Table.Column("constant", .text), Table.Column("value", .number), Table.Column("", .text),
      ],
      rows: ConstantDescription.all.map { [.text($0.name), .number($0.value), .text($0.summary)] }
    ).text(as: .text, numbers: .shortest)
  }

  /// Everything, for other programs.
  private func details(_ functions: [FunctionDescription]) -> Table {
    Table(
      columns: ["name", "signature", "aliases", "summary", "domain", "derivative", "convention"]
        .map { Table.Column($0, .text) },
      rows: functions.map { function in
        let latex = function.derivatives.map(\.latex).joined(separator: ",\\; ")
        return [
          .text(function.name), .text(function.signature), .text(function.aliases.joined(separator: " ")),
          .text(function.summary), .text(function.domain),
          .formula(function.derivativeText, latex: latex), .text(function.convention),
        ]
      })
  }

  /// Everything, an object a function.
  private func json(_ functions: [FunctionDescription]) -> String {
    var json = JSONWriter(numbers: .shortest)
    for function in functions {
      json.object { json in
        json.member("name", function.name)
        json.member("signature", function.signature)
        json.array("aliases") { json in for alias in function.aliases { json.value(alias) } }
        json.member("summary", function.summary)
        json.member("domain", function.domain)
        json.object("derivatives") { json in
          for derivative in function.derivatives { json.member(derivative.argument, derivative.text) }
        }
        json.member("convention", function.convention)
      }
      json.endLine()
    }
    return json.text
  }

  /// All about one function, for a reader.
  private func page(_ function: FunctionDescription) -> String {
    var lines = [(function.signature, function.summary)]
    for derivative in function.derivatives { lines.append(("d/d\(derivative.argument)", derivative.text)) }
    if function.derivatives.isEmpty { return table(lines) }
    lines.append(("domain", function.domain.isEmpty ? "all real numbers" : function.domain))
    if !function.convention.isEmpty { lines.append(("convention", function.convention)) }
    if !function.aliases.isEmpty { lines.append(("also", function.aliases.joined(separator: ", "))) }
    return table(lines)
  }

  private func table(_ lines: [(String, String)]) -> String {
    Table(
      columns: [Table.Column("", .text), Table.Column("", .text)],
      rows: lines.map { [.text($0.0), .text($0.1)] }, showsHeader: false
    ).text(as: .text, numbers: .shortest)
  }
}

extension FunctionDescription {
  fileprivate var derivativeText: String { derivatives.map(\.text).joined(separator: ", ") }
}
