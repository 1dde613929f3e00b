/// The completion script for fish.
enum FishCompletion {
  static var script: String {
    """
    # Completion of autodiff for fish: save as ~/.config/fish/completions/autodiff.fish

    # The command, if one has been typed.
    function __autodiff_command
      set -l words (commandline -opc)
      set -e words[1]
      while set -q words[1]
        switch $words[1]
          case \(skippedOptions)
            set -e words[1]
          case '-*'
          case '*'
            echo $words[1]
            return
        end
        set -e words[1]
      end
    end

    function __autodiff_is
      test "$(__autodiff_command)" = "$argv[1]"
    end

    # The variables of the expressions typed so far, each followed by $argv[1], after the last comma.
    function __autodiff_variables
      set -l words (commandline -opc)
      set -l typed (commandline -ct | string replace -r '^--[a-z]+=' '' | string match -r '.*,')
      for name in ($words[1] __complete variables (string replace -ra '[\\'"\\\\\\\\]' '' -- $words[2..]) 2>/dev/null)
        string match -q "*,$name$argv[1]*" ",$typed"; or echo "$typed$name$argv[1]"
      end
    end

    function __autodiff_functions
      set -l words (commandline -opc)
      $words[1] __complete functions 2>/dev/null
    end

    complete -c autodiff -f
    \(lines.joined(separator: "\n"))

    """
  }

  private static var skippedOptions: String {
    Option.table.filter { $0.isGlobal && $0.value.placeholder != nil }.flatMap(\.spellings)
      .joined(separator: " ")
  }

  private static var lines: [String] {
    var lines = Command.listed.map {
      "\(complete(when: "")) -a \($0.rawValue) -d \(quoted($0.description.summary))"
    }
    for option in Option.table where option.isGlobal { lines.append(line(option, when: "")) }
    for command in Command.listed {
      for option in command.options { lines.append(line(option, when: command.rawValue)) }
      switch Completions.operands(of: command) {
      case .expressions: break
      case .functions: lines.append("\(complete(when: command.rawValue)) -a '(__autodiff_functions)'")
      case .names(let names):
        lines.append("\(complete(when: command.rawValue)) -a \(quoted(names.joined(separator: " ")))")
      }
    }
    return lines
  }

  private static func complete(when command: String) -> String {
    "complete -c autodiff -n \"__autodiff_is '\(command)'\""
  }

  private static func line(_ option: Option, when command: String) -> String {
    var line = complete(when: command)
    if let short = option.short { line += " -s \(short)" }
    if let long = option.long { line += " -l \(long)" }
    switch option.value {
    case .flag: break
    case .choice:
      let choices = option.choices(of: Command(rawValue: command)) ?? []
      line += " -x -a \(quoted(choices.joined(separator: " ")))"
    case .text(_, .assignments): line += " -x -a '(__autodiff_variables =)'"
    case .text(_, .variables): line += " -x -a \"(__autodiff_variables '')\""
    case .text(_, .files): line += " -r -F"
    case .text(_, .nothing), .number, .range, .integer: line += " -x"
    }
    return line + " -d \(quoted(option.help))"
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacingScalars { $0 == "'" || $0 == "\\" ? "\\" + String($0) : nil } + "'"
  }
}
