import Autodiff

/// The text that a command works on: expressions of the command line, a file, or standard input.
struct ProgramSource {
  let text: SourceText

  /// The most bytes that are read from a file or standard input.
  static let limit = 1 << 30

  /// - Parameters:
  ///   - operands: several are several outputs; `-` is standard input.
  ///   - file: comes first, so that it can define names for the operands.
  /// - Throws: `Failure.help` where input would have to be typed blindly into a terminal.
  init(_ operands: [Argument], file: Argument?, for command: Command, _ terminal: Terminal) throws(Failure) {
    var parts: [[UInt8]] = []
    var name: String?
    if let file {
      if file.equals("-") { try ProgramSource.expectInput(command, terminal) }
      parts.append(try ProgramSource.read(file))
      name = file.equals("-") ? "standard input" : file.text
    }
    var expressions: [[UInt8]] = []
    for operand in operands {
      if operand.equals("-") {
        try ProgramSource.expectInput(command, terminal)
        expressions.append(ProgramSource.trimmed(try ProgramSource.read(operand)))
        name = name ?? "standard input"
      } else {
        expressions.append(operand.bytes)
      }
    }
    if parts.isEmpty && expressions.isEmpty {
      try ProgramSource.expectInput(command, terminal)
      parts.append(try ProgramSource.read("-"))
      name = "standard input"
    }
    if !expressions.isEmpty { parts.append(Array(expressions.joined(separator: Array(",\n".utf8)))) }
    let isFromFile = operands.allSatisfy { $0.equals("-") }
    text = SourceText(
      bytes: Array(parts.joined(separator: Array("\n".utf8))),
      origin: isFromFile ? .file(name ?? "") : .argument)
  }

  private static func read(_ path: Argument) throws(Failure) -> [UInt8] {
    do throws(InputError) {
      return try InputReader.read(path, limit: limit)
    } catch {
      throw .input(error)
    }
  }

  private static func expectInput(_ command: Command, _ terminal: Terminal) throws(Failure) {
    if terminal.isTerminal(.input) { throw .help(command) }
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { bytes.removeLast() }
    return bytes
  }

  /// The text parsed.
  func expression(shadowing: Set<String> = []) throws(Failure) -> Expression {
    do throws(SyntaxError) {
      return try Expression(parsing: text.bytes, shadowing: shadowing)
    } catch {
      let excerpt = Excerpt(source: text, range: error.range, secondary: error.related)
      throw .diagnostic(
        Diagnostic(.error, error.description, at: excerpt, help: error.help(in: text.bytes)))
    }
  }
}
