import Autodiff

/// A command line that means nothing: what is wrong with it. `Diagnostic.init(_:)` has the words.
enum UsageError: Error {
  case missingCommand
  case unknownCommand(Argument)
  case unknownOption(Argument, of: Command?)
  case notTaken(Option, by: Command)
  case beforeCommand(Option)
  case shortOptionWithEquals(Option, Argument)
  case repeated(Option)
  case conflict(Option, Option)
  case missingValue(Option)
  case emptyValue(Option)
  case valueOfFlag(Option)
  case badChoice(Option, Argument)
  case badFormat(OutputFormat, of: Command)
  case badInteger(Option, Argument, ClosedRange<Int>)
  case badNumber(Option, Argument)
  case emptyName(Option, Argument)
  case missingExpression(Command)
  case tooManyOperands(Argument, of: Command)
  case unknownHelpPage(Argument)
  case missingShell
  case unknownShell(Argument)
}

extension UsageError {
  var diagnostic: Diagnostic { Diagnostic(.error, message, help: help) }

  private var message: String {
    switch self {
    case .missingCommand: "no command given"
    case .unknownCommand(let word): "unknown command \(quoted(word))"
    case .unknownOption(let name, _): "unknown option \(quoted(name))"
    case .notTaken(let option, let command): "'\(command.rawValue)' takes no option '\(option.spelling)'"
    case .beforeCommand(let option): "option '\(option.spelling)' stands before the command"
    case .shortOptionWithEquals(let option, _): "option '-\(option.short!)' takes no '='"
    case .repeated(let option): "option '\(option.spelling)' is given twice"
    case .conflict(let one, let other): "options '\(one.spelling)' and '\(other.spelling)' exclude each other"
    case .missingValue(let option): "option '\(option.spelling)' needs a value"
    case .emptyValue(let option): "the value of option '\(option.spelling)' is empty"
    case .valueOfFlag(let option): "option '\(option.spelling)' takes no value"
    case .badChoice(let option, let value), .badInteger(let option, let value, _),
      .badNumber(let option, let value):
      "bad value \(quoted(value)) for option '\(option.spelling)'"
    case .badFormat(let format, let command): "'\(command.rawValue)' has no format '\(format.rawValue)'"
    case .emptyName(let option, let value):
      "a name is missing in \(quoted(value)), the value of option '\(option.spelling)'"
    case .missingExpression(let command): "'\(command.rawValue)' needs an expression"
    case .tooManyOperands(let word, let command):
      "'\(command.rawValue)' takes one name: found \(quoted(word)) as well"
    case .unknownHelpPage(let name): "no help on \(quoted(name))"
    case .missingShell: "no shell given"
    case .unknownShell(let name): "unknown shell \(quoted(name))"
    }
  }

  private var help: String? {
    switch self {
    case .missingCommand: "'autodiff help' lists the commands"
    case .unknownCommand(let word): helpForUnknownCommand(word)
    case .unknownOption(let name, let command): helpForUnknownOption(name, of: command)
    case .notTaken(let option, _): "it belongs to \(list(takers(of: option)))"
    case .beforeCommand(let option):
      "write it after the command: autodiff \(takers(of: option)[0]) \(example(of: option))"
    case .shortOptionWithEquals(let option, let value): helpForEquals(option, value)
    case .missingValue(let option), .emptyValue(let option): "write it as \(example(of: option))"
    case .repeated(let option) where option.name == .wrt: "separate the names by commas: --wrt x1,x2"
    case .repeated, .conflict: "leave one of them out"
    case .valueOfFlag(let option): "write '\(option.spelling)' alone"
    case .badChoice(let option, let value): helpForChoice(value, among: option.value.spellings ?? [])
    case .badFormat(_, let command): "it is one of \(list(command.formats.map(\.rawValue)))"
    case .badInteger(_, _, let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .badNumber(let option, _) where option.name == .steps:
      "two positive numbers, the smaller first: 1e-12:0.1"
    case .badNumber: "a number greater than 0: 1e-5 or 2^-20"
    case .emptyName: "separate the names by commas: --wrt x1,x2"
    case .missingExpression(let command): "for example: \(command.description.examples[0].line)"
    case .tooManyOperands(_, let command): "usage: \(command.usage)"
    case .unknownHelpPage(let name):
      didYouMean(name, among: HelpPage.names) ?? "there is help on \(list(HelpPage.names))"
    case .missingShell: "name one of \(list(Shell.spellings))"
    case .unknownShell(let name): helpForChoice(name, among: Shell.spellings)
    }
  }
}

// MARK: - Help lines that take some thought

private func helpForUnknownCommand(_ word: Argument) -> String {
  if word.looksLikeExpression {
    let isQuotable = word.bytes.count <= 60 && !word.bytes.contains(UInt8(ascii: "'"))
    let text = isQuotable ? word.text : "EXPR"
    return "for the value of an expression, write: autodiff eval '\(text)'"
  }
  return didYouMean(word, among: Command.listed.map(\.rawValue)) ?? "'autodiff help' lists the commands"
}

/// A near option of the command itself is a better guess than a nearer one that it does not take.
private func helpForUnknownOption(_ name: Argument, of command: Command?) -> String {
  let known = (command?.options ?? Option.table.filter(\.isGlobal)).compactMap(\.long)
  let bare = String(name.word.dropFirst(2))
  if let near = nearest(bare, among: known) ?? nearest(bare, among: Option.table.compactMap(\.long)) {
    return "did you mean '--\(near)'?"
  }
  return "if it is an expression, write it after '--'"
}

private func helpForEquals(_ option: Option, _ value: Argument) -> String {
  guard let placeholder = option.value.placeholder else { return "write '\(option.spelling)' alone" }
  return "write '-\(option.short!) \(value.bytes.count <= 60 ? value.text : placeholder)'"
}

private func helpForChoice(_ value: Argument, among spellings: [String]) -> String {
  let allowed = "one of \(list(spellings))"
  guard let near = nearest(value.word, among: spellings) else { return allowed }
  return "did you mean '\(near)'? It is \(allowed)"
}

private func didYouMean(_ word: Argument, among candidates: [String]) -> String? {
  nearest(word.word, among: candidates).map { "did you mean '\($0)'?" }
}

private func takers(of option: Option) -> [String] {
  Command.listed.filter { option.isTaken(by: $0) }.map(\.rawValue)
}

private func example(of option: Option) -> String {
  option.spelling + (option.value.placeholder.map { " " + $0 } ?? "")
}

private func quoted(_ word: Argument) -> String { DisplayText.quoted(word.bytes) }

/// `a`, `a and b`, `a, b and c`.
func list(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " and " + last
}

extension Argument {
  /// Whether the word can hardly be the name of a command: it has a digit, a sign or a parenthesis, say, or
  /// is a single letter.
  var looksLikeExpression: Bool {
    let isWordByte = { (byte: UInt8) in
      byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    return !bytes.isEmpty
      && (bytes.count == 1 || bytes[0] == UInt8(ascii: "-") || !bytes.allSatisfy(isWordByte))
  }
}
