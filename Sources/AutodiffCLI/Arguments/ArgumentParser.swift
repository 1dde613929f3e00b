/// Turns the arguments into an `Invocation`.
///
/// The command is the first argument that is not an option; only options of scope `everywhere` may stand
/// before it. After it, options and operands come in any order, until `--` ends the options. An option that
/// takes a value takes the next argument, whatever it is. There are no abbreviations.
struct ArgumentParser {
  private var rest: ArraySlice<Argument>
  private var command: Command?
  private var options = Options()
  private var operands: [Argument] = []
  private var given: [Option] = []

  /// - Throws: the first error, in the order of the arguments.
  static func parse(_ arguments: [Argument]) throws(UsageError) -> Invocation {
    guard !arguments.isEmpty else { return Invocation(request: .noArguments) }
    var parser = ArgumentParser(rest: arguments[...])
    return try parser.run()
  }

  private init(rest: ArraySlice<Argument>) { self.rest = rest }

  private mutating func run() throws(UsageError) -> Invocation {
    var optionsEnded = false
    while let argument = rest.popFirst() {
      switch optionsEnded ? .operand : Token(argument) {
      case .separator: optionsEnded = true
      case .operand: try take(operand: argument)
      case .option(let option, let value): try take(option, value: value)
      case .unknownOption(let name): throw .unknownOption(name, of: command)
      case .shortWithEquals(let option, let value): throw .shortOptionWithEquals(option, value)
      }
      if command == .complete { return try completion() }
    }
    return try Invocation(request: request(), operands: operands, options: options)
  }

  private mutating func take(operand: Argument) throws(UsageError) {
    if command != nil {
      operands.append(operand)
    } else if let named = Command(operand) {
      command = named
    } else {
      throw .unknownCommand(operand)
    }
  }

  private mutating func take(_ option: Option, value inline: Argument?) throws(UsageError) {
    if let command {
      guard option.isTaken(by: command) else { throw .notTaken(option, by: command) }
    } else {
      guard option.isGlobal else { throw .beforeCommand(option) }
    }
    for other in given {
      if other.name == option.name, !option.isRepeatable { throw .repeated(option) }
      if option.excludes.contains(other.name) { throw .conflict(other, option) }
    }
    given.append(option)
    if case .flag = option.value {
      guard inline == nil else { throw .valueOfFlag(option) }
      try options.set(option, to: Argument(""))
    } else {
      guard let value = inline ?? rest.popFirst() else { throw .missingValue(option) }
      guard !value.bytes.isEmpty else { throw .emptyValue(option) }
      try options.set(option, to: value)
    }
  }

  private func isGiven(_ name: Option.Name) -> Bool { given.contains { $0.name == name } }

  /// Help wins over the version, and both over the command.
  private func request() throws(UsageError) -> Invocation.Request {
    if isGiven(.longHelp) { return .help(command.map { .command($0, .long) } ?? .overview(.long)) }
    if isGiven(.shortHelp) { return .help(command.map { .command($0, .short) } ?? .overview(.short)) }
    if isGiven(.version) { return .version }
    guard let command else { throw .missingCommand }
    switch command {
    case .help:
      guard operands.count <= 1 else { throw .tooManyOperands(operands[1], of: .help) }
      guard let name = operands.first else { return .help(.overview(.short)) }
      guard let page = HelpPage(named: name) else { throw .unknownHelpPage(name) }
      return .help(page)
    case .completions:
      guard operands.count <= 1 else { throw .tooManyOperands(operands[1], of: .completions) }
      guard let name = operands.first else { throw .missingShell }
      guard let shell = Shell.allCases.first(where: { name.equals($0.rawValue) }) else {
        throw .unknownShell(name)
      }
      return .completions(shell)
    default:
      guard command.formats.contains(options.format) else { throw .badFormat(options.format, of: command) }
      return .run(command)
    }
  }

  /// `__complete functions`, or `__complete variables WORD...` with the words of an unfinished command line,
  /// of which the expressions and the file become those of the invocation.
  private mutating func completion() throws(UsageError) -> Invocation {
    let query = rest.popFirst()
    if let query, query.equals("functions") { return Invocation(request: .complete(.functions)) }
    guard let query, query.equals("variables") else { throw .unknownCommand(query ?? "__complete") }
    let scan = LooseScan(Array(rest))
    var invocation = Invocation(request: .complete(.variables), operands: scan.operands)
    invocation.options.file = scan.file
    return invocation
  }
}
