import Autodiff

/// The text that a command works on: expressions of the command line, a file, or standard input.
struct ProgramSource {
  private(set) var text: SourceText
  /// Names that are variables even where the language has such a constant.
  private let shadowing: Set<String>

  /// The most bytes that are read from a file or standard input.
  static let limit = 1 << 30

  /// - Parameters:
  ///   - operands: several are several outputs; `-` is standard input.
  ///   - file: comes first, so that it can define names for the operands.
  /// - Throws: `Failure.help` where input would have to be typed blindly into a terminal; what is wrong with
  ///   one of several operands, which must be whole each by itself.
  init(
    _ operands: [Argument], file: Argument?, for command: Command, _ terminal: Terminal,
    shadowing: Set<String> = []
  ) throws(Failure) {
    self.shadowing = shadowing
    var parts: [(bytes: [UInt8], origin: SourceText.Origin)] = []
    if let file { parts.append(try ProgramSource.read(file, command, terminal)) }
    for (index, operand) in operands.enumerated() {
      if operand.equals("-") {
        parts.append(try ProgramSource.read(operand, command, terminal))
      } else {
        let isAlone = operands.count == 1 && file == nil
        parts.append((operand.bytes, isAlone ? .argument : .operand(index + 1)))
      }
    }
    if parts.isEmpty {
      let (bytes, origin) = try ProgramSource.read("-", command, terminal)
      guard !bytes.isEmpty else { throw .usage(.missingExpression(command)) }
      parts = [(bytes, origin)]
    }
    text = SourceText(bytes: parts[0].bytes, origin: parts[0].origin)
    guard parts.count > 1 else { return }
    text = SourceText(bytes: [], origin: .argument)
    text.pieces = []
    var joint = ""
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      let own = SourceText(bytes: part.bytes, origin: part.origin)
      let outputs = try ProgramSource.outputs(of: own, shadowing, isFile: index == 0 && file != nil, isLast)
      text.append(isLast ? part.bytes : ProgramSource.open(part.bytes), part.origin, joint: joint)
      joint = outputs ? ", " : "\n"
    }
  }

  private static func read(
    _ path: Argument, _ command: Command, _ terminal: Terminal
  ) throws(Failure) -> ([UInt8], SourceText.Origin) {
    let isStandardInput = path.equals("-")
    if isStandardInput && terminal.isTerminal(.input) { throw .help(command) }
    do throws(InputError) {
      let bytes = try InputReader.read(path, limit: limit)
      return (bytes, .file(isStandardInput ? "standard input" : path.text))
    } catch {
      throw .input(error)
    }
  }

  /// Whether one of several parts has outputs, or only definitions for those that follow.
  private static func outputs(
    of part: SourceText, _ shadowing: Set<String>, isFile: Bool, _ isLast: Bool
  ) throws(Failure) -> Bool {
    do throws(SyntaxError) {
      _ = try Expression(parsing: part.bytes, shadowing: shadowing)
    } catch {
      switch error.kind {
      case .missingOutput where !isLast: return false
      case .emptyExpression where isFile: return false
      // What a name stands for is known only when all is put together.
      case .unknownFunction, .missingOutput: break
      default: throw .diagnostic(diagnostic(error, part))
      }
    }
    return true
  }

  /// The text without what would keep a comma after it from being read: a comment, or ends of statements.
  private static func open(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes[...]
    while true {
      let line = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      if let comment = bytes[line...].firstIndex(of: UInt8(ascii: "#")) { bytes = bytes[..<comment] }
      guard let last = bytes.last, " \t\r\n;".utf8.contains(last) else { return Array(bytes) }
      bytes.removeLast()
    }
  }

  /// The text parsed.
  func expression() throws(Failure) -> Expression {
    do throws(SyntaxError) {
      return try Expression(parsing: text.bytes, shadowing: shadowing)
    } catch {
      throw .diagnostic(ProgramSource.diagnostic(error, text))
    }
  }

  private static func diagnostic(_ error: SyntaxError, _ text: SourceText) -> Diagnostic {
    let excerpt = Excerpt(source: text, range: error.range, secondary: error.related)
    // Lines and columns are counted within the piece.
    let piece = text.piece(around: error.range.lowerBound).range
    var own = error
    func shifted(_ range: Range<Int>) -> Range<Int> {
      max(0, range.lowerBound - piece.lowerBound)..<max(0, range.upperBound - piece.lowerBound)
    }
    own.range = shifted(error.range)
    own.related = error.related.map(shifted)
    return Diagnostic(
      .error, error.description, at: excerpt, help: own.help(in: Array(text.bytes[piece])))
  }
}
