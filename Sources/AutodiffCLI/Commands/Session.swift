import Autodiff
import Platform

/// One run of the command: the terminal, the options, and the ways out.
struct Session {
  let terminal: Terminal
  let options: Options

  init(_ terminal: Terminal, _ options: Options) {
    self.terminal = terminal
    self.options = options
  }

  /// Whether only ASCII is to be written.
  var isASCII: Bool { options.ascii || !terminal.acceptsUnicode }

  func run(_ invocation: Invocation) -> ExitStatus {
    do throws(Failure) {
      switch invocation.request {
      case .noArguments:
        report(Help.usage)
        return .usage
      case .help(let page):
        let style = terminal.style(options.color, for: .output)
        return try write(Help(style: style, width: terminal.columns).text(page))
      case .version: return try write("autodiff \(autodiffVersion)\n")
      case .completions(let shell): return try write(Completions.script(for: shell))
      case .complete(let query): return try write(complete(query, invocation.operands))
      case .run(let command): return try run(command, invocation.operands)
      }
    } catch {
      switch error {
      case .usage(let usage): return fail(usage.diagnostic, .usage)
      case .diagnostic(let diagnostic): return fail(diagnostic, .usage)
      case .input(let input): return fail(input.diagnostic, .failedIO)
      case .output(let output): return fail(output.diagnostic, .failedIO)
      case .help(let command):
        let style = terminal.style(options.color, for: .error)
        report(Help(style: style, width: terminal.columns).text(.command(command, .short)))
        return .usage
      }
    }
  }

  private func run(_ command: Command, _ operands: [Argument]) throws(Failure) -> ExitStatus {
    switch command {
    case .eval: try runEval(operands)
    case .grad: try runGrad(operands)
    case .jacobian: try runJacobian(operands)
    case .jvp: try runJVP(operands)
    case .vjp: try runVJP(operands)
    case .hessian: try runHessian(operands)
    case .hvp: try runHVP(operands)
    case .taylor: try runTaylor(operands)
    case .check: try runCheck(operands)
    case .diff: try runDiff(operands)
    case .swell: try runSwell(operands)
    case .sweep: try runSweep(operands)
    case .graph: try runGraph(operands)
    case .paths: try runPaths(operands)
    case .functions: try runFunctions(operands)
    case .help, .completions, .complete: .done
    }
  }

  // MARK: Ways out

  /// Writes the result, whole, and says what the exit status is.
  func write(_ text: String, _ status: ExitStatus = .done) throws(Failure) -> ExitStatus {
    do throws(OutputError) {
      if let path = options.output {
        var writer = try OutputWriter.file(path)
        try writer.write(text)
        try writer.close()
      } else {
        var writer = OutputWriter.standardOutput(flushesRecords: false)
        try writer.write(text)
        try writer.close()
      }
    } catch {
      throw .output(error)
    }
    return status
  }

  func fail(_ diagnostic: Diagnostic, _ status: ExitStatus) -> ExitStatus {
    report(rendered(diagnostic))
    return status
  }

  /// A warning or a note, unless they are not wanted.
  func tell(_ diagnostic: Diagnostic) {
    if !options.quiet { report(rendered(diagnostic)) }
  }

  private func rendered(_ diagnostic: Diagnostic) -> String {
    let style = terminal.style(options.color, for: .error)
    return DiagnosticRenderer(style: style, ascii: isASCII).text(diagnostic)
  }

  /// Standard error is the last resort: if it fails, there is nowhere to say so.
  private func report(_ text: String) {
    var writer = OutputWriter.standardError()
    try? writer.write(text)
    try? writer.flush()
  }
}
