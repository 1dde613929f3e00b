/// The sections of the man page that the tables of commands and options decide, in mdoc.
///
/// > mdoc(7)
enum ManSection {
  /// COMMANDS: each with its operands, its description and the options that it takes.
  static var commands: String {
    var text = ".Sh COMMANDS\n.Bl -tag -width Ds\n"
    for command in Command.listed {
      let description = command.description
      text += ".It Cm \(command.rawValue) \(operands(description.operands))\n"
      text += lines(description.summary.capitalizedFirst + ".")
      for paragraph in description.details.split(separator: "\n") { text += ".Pp\n" + lines(paragraph) }
      let options = command.options.filter { !$0.isGlobal }
      if !options.isEmpty { text += ".Pp\nOptions:\n" + flags(options) }
    }
    return text + ".El\n"
  }

  /// OPTIONS: each with everything that the long help says.
  static var options: String {
    var text = ".Sh OPTIONS\n.Bl -tag -width Ds\n"
    for option in Option.table { text += ".It \(item(option))\n" + lines(option.description) }
    return text + ".El\n"
  }

  /// `Fl m , Fl \-mode Ar MODE`
  private static func item(_ option: Option) -> String {
    let names = option.spellings.map { "Fl " + escaped($0.dropFirst()) }
    return names.joined(separator: " , ") + (option.value.placeholder.map { " Ar " + escaped($0) } ?? "")
  }

  /// The options of a command, separated by commas, one a line.
  private static func flags(_ options: [Option]) -> String {
    options.enumerated().map { index, option in
      ".Fl " + escaped(option.spelling.dropFirst()) + (index == options.count - 1 ? " .\n" : " ,\n")
    }.joined()
  }

  /// `EXPR...`, `[NAME]...` or `bash|zsh|fish`: options and operands as mdoc has them.
  private static func operands(_ text: String) -> String {
    let isOptional = text.hasPrefix("[")
    let name = text.replacingScalars { $0 == "[" || $0 == "]" ? "" : nil }
    return ".Oo Ar OPTIONS Oc ".dropFirst() + (isOptional ? "Op Ar " : "Ar ") + escaped(name)
  }

  /// A paragraph, a sentence a line: mdoc wants sentences to end lines.
  static func lines(_ paragraph: some StringProtocol) -> String {
    var lines: [String] = [""]
    for word in paragraph.split(separator: " ") {
      let separator = lines[lines.count - 1].isEmpty ? "" : " "
      lines[lines.count - 1] += separator + word
      if word.hasSuffix("."), word.utf8.count > 2 { lines.append("") }
    }
    // Sentences are filled as well, though only mandoc's style checks ask for it.
    let filled = lines.flatMap { TextFill.lines(of: escaped($0), width: 78) }
    return filled.map { guarded($0) + "\n" }.joined()
  }

  /// A line that begins with a point or an apostrophe would be taken for a macro.
  private static func guarded(_ line: String) -> String {
    line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
  }

  /// Backslashes, and the characters that troff would turn into typographic ones.
  static func escaped(_ text: some StringProtocol) -> String {
    String(text).replacingScalars {
      switch $0 {
      case "\\": "\\e"
      case "-": "\\-"
      case "'": "\\(aq"
      case "^": "\\(ha"
      case "~": "\\(ti"
      case "`": "\\(ga"
      case "…": "..."
      default: nil
      }
    }
  }
}
