/// A page of help: what `-h`, `--help` and `autodiff help NAME` show.
enum HelpPage: Equatable {
  enum Length: Equatable { case short, long }

  /// The commands, and what there is help on.
  case overview(Length)
  case command(Command, Length)
  case topic(Topic)

  init?(named name: Argument) {
    if let command = Command(name), !command.isHidden {
      self = .command(command, .long)
    } else if let topic = Topic.allCases.first(where: { name.equals($0.rawValue) }) {
      self = .topic(topic)
    } else {
      return nil
    }
  }

  /// Every name that `autodiff help` knows.
  static var names: [String] { Command.listed.map(\.rawValue) + Topic.allCases.map(\.rawValue) }
}

/// A subject that belongs to no single command.
enum Topic: String, CaseIterable {
  case language, modes, formats, points
  case exitStatus = "exit-status"
}
