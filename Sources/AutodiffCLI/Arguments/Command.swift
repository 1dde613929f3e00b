/// A command of the tool. The raw value is what users type.
enum Command: String, CaseIterable, Sendable {
  case eval, grad, jacobian, jvp, vjp, hessian, hvp, taylor, diff, swell, check, sweep, graph, paths
  case functions, help, completions
  /// What the completion scripts call; not for users, and listed nowhere.
  case complete = "__complete"

  var isHidden: Bool { self == .complete }

  /// The commands that help, completions and suggestions show.
  static var listed: [Command] { allCases.filter { !$0.isHidden } }

  /// The values of --format that the command has.
  var formats: [OutputFormat] {
    switch self {
    case .graph: OutputFormat.allCases
    case .sweep: OutputFormat.allCases.filter { !$0.isDrawing || $0 == .svg }
    default: OutputFormat.allCases.filter { !$0.isDrawing }
    }
  }

  init?(_ argument: Argument) {
    guard let match = Command.allCases.first(where: { argument.equals($0.rawValue) }) else { return nil }
    self = match
  }
}

/// What help, the man page and the completion scripts say of a command.
struct CommandDescription: Sendable {
  /// A command line and, in a few words, what it shows.
  struct Example: Sendable {
    var line: String
    var comment: String
  }

  var command: Command
  /// One line, without a full stop.
  var summary: String
  /// The operands, as a usage line shows them after `[OPTIONS]`.
  var operands: String
  /// Whole sentences; an empty line separates paragraphs.
  var details: String
  var examples: [Example]
}

extension Command {
  /// The command's row in the table of descriptions.
  var description: CommandDescription {
    CommandDescription.table.first { $0.command == self }!
  }

  /// The usage line: `autodiff grad [OPTIONS] EXPR...`.
  var usage: String { "autodiff \(rawValue) [OPTIONS] \(description.operands)" }
}
