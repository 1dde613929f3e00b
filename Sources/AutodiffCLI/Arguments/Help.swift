/// Writes the pages of help, from the tables of commands and options.
struct Help {
  var style: Style
  /// The columns that text is filled to.
  var width: Int

  /// What is shown when there are no arguments: eight lines.
  static let usage = """
    usage: autodiff COMMAND [OPTIONS] EXPR...

      autodiff eval 'x^2*sin(y)' --at x=3,y=2     the value at a point
      autodiff grad 'x^2*sin(y)' --at x=3,y=2     the partial derivatives there
      autodiff diff 'x^2*sin(y)'                  the derivatives as expressions

    'autodiff help' lists the commands; 'autodiff help language' shows how
    expressions are written.

    """

  func text(_ page: HelpPage) -> String {
    switch page {
    case .overview(let length): overview(length)
    case .command(let command, .short): short(command)
    case .command(let command, .long): long(command)
    case .topic(let topic): TextFill.filled(topic.text, width: width)
    }
  }

  private func overview(_ length: HelpPage.Length) -> String {
    let commands = Command.listed.map { (term: $0.rawValue, text: $0.description.summary) }
    let topics = Topic.allCases.map { (term: $0.rawValue, text: $0.summary) }
    let globals = Option.table.filter(\.isGlobal)
    var text = ""
    if length == .long {
      text += section("Examples", examples([Command.eval, .grad, .diff].map { $0.description.examples[0] }))
    }
    text += section("Usage", "  autodiff COMMAND [OPTIONS] EXPR...\n")
    text += section("Commands", TextFill.definitions(commands, column: 16, width: width))
    text += section("Topics", TextFill.definitions(topics, column: 16, width: width))
    text += section("Options of every command", options(globals, .short, column: 22))
    text += TextFill.filled("'autodiff help NAME' tells more about a command or a topic.", width: width)
    return text
  }

  private func short(_ command: Command) -> String {
    TextFill.filled("autodiff \(command.rawValue): \(command.description.summary)", width: width)
      + "\n" + section("Usage", "  \(command.usage)\n")
      + section("Options", options(command.options, .short, column: 28))
      + TextFill.filled("'autodiff \(command.rawValue) --help' has examples and details.", width: width)
  }

  private func long(_ command: Command) -> String {
    let description = command.description
    var text = TextFill.filled("autodiff \(command.rawValue): \(description.summary)", width: width) + "\n"
    text += section("Examples", examples(description.examples))
    text += section("Usage", "  \(command.usage)\n")
    text += section("Description", TextFill.filled(description.details, width: width, indent: 2))
    text += section("Options", options(command.options, .long, column: 6, of: command), isLast: true)
    return text
  }

  private func section(_ title: String, _ body: String, isLast: Bool = false) -> String {
    style(.heading, title + ":") + "\n" + body + (isLast ? "" : "\n")
  }

  /// Each example below the words that say what it shows.
  private func examples(_ examples: [CommandDescription.Example]) -> String {
    examples.map { "  # \($0.comment)\n  \($0.line)\n" }.joined()
  }

  private func options(
    _ options: [Option], _ length: HelpPage.Length, column: Int, of command: Command? = nil
  ) -> String {
    let entries = options.map { option in
      length == .short
        ? (term: option.alignedTerm, text: option.help)
        : (term: option.term, text: option.description(of: command))
    }
    return TextFill.definitions(entries, column: column, width: width)
  }
}

extension Option {
  /// How help shows the option: `-m, --mode MODE`.
  var term: String {
    let names = spellings.joined(separator: ", ")
    return value.placeholder.map { names + " " + $0 } ?? names
  }

  /// The same with the long spellings below each other, whether there is a short one or not.
  var alignedTerm: String { short == nil ? "    " + term : term }

  /// Everything there is to say about the option, in sentences.
  var description: String { description(of: nil) }

  /// The same for one command, which may take fewer values.
  func description(of command: Command?) -> String {
    var sentences = [help.capitalizedFirst + "."]
    if case .choice(let name, _) = value, let choices = choices(of: command) {
      sentences.append("\(name) is one of \(list(choices)).")
    }
    if case .integer(let name, let range) = value {
      sentences.append("\(name) is from \(range.lowerBound) to \(range.upperBound).")
    }
    if !details.isEmpty { sentences.append(details) }
    return sentences.joined(separator: " ")
  }
}

extension String {
  /// The text with its first letter in upper case, if that letter is ASCII.
  var capitalizedFirst: String {
    guard let first = utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return self }
    return String(Character(Unicode.Scalar(first - 32))) + dropFirst()
  }
}
