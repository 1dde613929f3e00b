import Autodiff

extension Session {
  /// `autodiff graph`: the computational graph, with numbers if there is a point.
  func runGraph(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    let sweep = try sweepOfGraph()
    if options.at.isEmpty {
      let program = try ProgramSource(operands, file: options.file, for: .graph, terminal)
      let expression = try program.expression()
      tellShadowed(expression)
      let graph = expression.computationalGraph(by: try chosenVariables(of: expression))
      return try write(try text(of: graph, program.text) { json in })
    }
    let problem = try Problem(self, .graph, operands)
    let graph = problem.expression.computationalGraph(at: problem.inputs, by: problem.chosen, sweep: sweep)
    let outputs = graph.nodes.filter { $0.kind == .output }
    let status = problem.status(
      values: outputs.map { $0.value ?? .nan },
      derivatives: sweep == .forward
        ? outputs.map(\.derivatives) : graph.nodes.filter { $0.kind == .input }.map(\.derivatives))
    let text = try text(of: graph, problem.source) { json in
      json.object("at") { json in
        for (name, value) in zip(problem.expression.variables, problem.inputs) { json.member(name, value) }
      }
    }
    return try write(text, status)
  }

  private func sweepOfGraph() throws(Failure) -> ComputationalGraph.Sweep {
    switch options.mode ?? .reverse {
    case .forward: return .forward
    case .reverse: return .reverse
    default:
      throw .diagnostic(
        Diagnostic(
          .error, "a graph shows the tangents of mode 'forward' or the adjoints of mode 'reverse'",
          help: "leave --mode out, or choose one of the two"))
    }
  }

  private func text(
    of graph: ComputationalGraph, _ source: SourceText, at point: (inout JSONWriter) -> Void
  ) throws(Failure) -> String {
    // Drawings are for people: six digits, unless the user asks for others.
    let isData = [.json, .csv, .tsv].contains(options.format)
    let numbers: NumberFormat = options.numbers == .shortest && !isData ? .digits(6) : options.numbers
    let labels = GraphLabels(graph: graph, notation: isASCII || isData ? .ascii : .unicode, numbers: numbers)
    let name = String(decoding: source.bytes, as: UTF8.self)
    switch options.format {
    case .text: return GraphOutline(labels, isASCII: isASCII).table.text(as: .text, numbers: numbers)
    case .dot: return GraphMarkup(labels: labels).dot
    case .mermaid: return GraphMarkup(labels: labels).mermaid
    case .svg:
      guard graph.nodes.count <= GraphSVG.limit else {
        throw .diagnostic(
          Diagnostic(
            .error,
            "a picture of \(graph.nodes.count) nodes cannot be read: at most \(GraphSVG.limit) are drawn",
            help: "--format dot writes a graph of any size"))
      }
      return GraphSVG(labels: labels, title: name).document
    case .json:
      var json = JSONWriter(numbers: options.numbers)
      json.object { json in
        json.member("expression", name)
        point(&json)
        GraphRecords(labels: labels).write(&json)
      }
      json.endLine()
      return json.text
    default: return GraphRecords(labels: labels).table.text(as: options.format, numbers: numbers)
    }
  }
}
