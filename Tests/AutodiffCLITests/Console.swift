import Testing

/// A transcript of a terminal, as the README and the examples show it:
///
///     # What it is about.
///     $ autodiff eval 'ln(x)' --at x=-1
///     autodiff: warning: ln(x) is undefined at x = -1 (needs x > 0)
///       ln(x)
///       ^~~~~
///     nan
///     [exit 1]
///
/// A command goes on in lines that begin with `> `. Everything up to the next `# ` or `$ ` is what it prints, on
/// either stream, and an exit status that is not 0. An empty line stands before a comment.
struct Console {
  enum Item {
    case comment([String])
    case command([String], output: String)
  }

  private(set) var items: [Item] = []

  init(_ text: String) {
    var outputs: [Int: [String]] = [:]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) {
      if line == "#" || line.hasPrefix("# ") {
        if case .comment(let lines) = items.last {
          items[items.count - 1] = .comment(lines + [line])
        } else {
          // The empty line before a comment is no output.
          if outputs[items.count - 1]?.last == "" { outputs[items.count - 1]?.removeLast() }
          items.append(.comment([line]))
        }
      } else if line.hasPrefix("$ ") {
        items.append(.command([line], output: ""))
      } else if line.hasPrefix("> "), case .command(let lines, _) = items.last,
        outputs[items.count - 1] == nil
      {
        items[items.count - 1] = .command(lines + [line], output: "")
      } else {
        outputs[items.count - 1, default: []].append(line)
      }
    }
    for (index, lines) in outputs {
      guard index >= 0, case .command(let command, _) = items[index] else { continue }
      items[index] = .command(command, output: lines.map { $0 + "\n" }.joined())
    }
  }

  /// The command lines.
  var commands: [String] {
    items.compactMap {
      if case .command(let lines, _) = $0 {
        lines.map { String($0.dropFirst(2)) }.joined(separator: "\n")
      } else {
        nil
      }
    }
  }

  /// The transcript with the output that the commands have now. Everything in it is decided here, so that a
  /// comparison with the text it came from misses nothing.
  ///
  /// - Parameter directory: the commands' working directory, below the top of the package.
  func replayed(in directory: String) -> String {
    var text = ""
    for item in items {
      switch item {
      case .comment(let lines): text += (text.isEmpty ? "" : "\n") + lines.map { $0 + "\n" }.joined()
      case .command(let lines, let output):
        let command = lines.map { String($0.dropFirst(2)) }.joined(separator: "\n")
        text += lines.map { $0 + "\n" }.joined()
        text += Console.canRun(command) ? Console.run(command, in: directory) : output
      }
    }
    return text
  }

  /// What the commands print, without the commands.
  func outputs(in directory: String) -> String {
    commands.map { Console.run($0, in: directory) }.joined()
  }

  /// Whether the programs that the command hands its output to are installed.
  private static func canRun(_ command: String) -> Bool {
    ["jq", "awk"].allSatisfy { !command.contains("| \($0) ") || isInstalled($0) }
  }

  private static func run(_ command: String, in directory: String) -> String {
    let (output, status) = shell(
      """
      unset NO_COLOR FORCE_COLOR COLUMNS; export LC_ALL=C.UTF-8 PATH='\(Repository.products)':"$PATH"
      cd '\(Repository.root)/\(directory)' && {
      \(command)
      } </dev/null
      """)
    let isAmbiguous = output.split(separator: "\n").contains { $0.hasPrefix("# ") || $0.hasPrefix("$ ") }
    if isAmbiguous { Issue.record("'\(command)' prints a line that reads as a comment or a command") }
    let end = output.isEmpty || output.hasSuffix("\n") ? "" : "[no line end]\n"
    return output + end + (status == 0 ? "" : "[exit \(status)]\n")
  }
}
