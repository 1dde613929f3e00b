/// The completion script for zsh.
enum ZshCompletion {
  static var script: String {
    """
    #compdef autodiff
    # Completion of autodiff for zsh: save as _autodiff in a directory of $fpath.

    # Offers the variables of the expressions typed so far, each followed by $1, after the last comma.
    _autodiff_variables() {
      local -a names
      names=(${(f)"$($words[1] __complete variables "${(@Q)words[2,CURRENT-1]}" 2>/dev/null)"})
      compset -P '*,'
      (( $#names )) && compadd -S "$1" -- $names
    }

    _autodiff_functions() {
      local -a names
      names=(${(f)"$($words[1] __complete functions 2>/dev/null)"})
      (( $#names )) && compadd -- $names
    }

    _autodiff_commands() {
      local -a commands
      commands=(
    \(commands)
      )
      _describe command commands
    }

    _autodiff() {
      local command
      integer i
      for (( i = 2; i < CURRENT; i++ )); do
        case $words[i] in
          (\(skippedOptions)) (( i++ )) ;;
          (-*) ;;
          (*) command=$words[i]; break ;;
        esac
      done
      case $command in
        ('') _arguments -S\(specs(Option.table.filter(\.isGlobal), of: nil)) '1: :_autodiff_commands' ;;
    \(cases)
      esac
    }

    # Loaded from $fpath, the file is the function; sourced, it registers it.
    if [[ $funcstack[1] == _autodiff ]]; then _autodiff "$@"; else compdef _autodiff autodiff; fi

    """
  }

  private static var commands: String {
    Command.listed.map { "    '\(escaped("\($0.rawValue):\($0.description.summary)", "'"))'" }
      .joined(separator: "\n")
  }

  private static var skippedOptions: String {
    Option.table.filter { $0.isGlobal && $0.value.placeholder != nil }.flatMap(\.spellings)
      .joined(separator: "|")
  }

  private static var cases: String {
    Command.listed.map { command in
      let operands =
        switch Completions.operands(of: command) {
        case .expressions: "'*:expression:()'"
        case .functions: "'*: :_autodiff_functions'"
        case .names(let names): "'2: :(\(names.joined(separator: " ")))'"
        }
      let options = specs(command.options, of: command)
      return "    (\(command.rawValue)) _arguments -S\(options) '1: :' \(operands) ;;"
    }.joined(separator: "\n")
  }

  private static func specs(_ options: [Option], of command: Command?) -> String {
    options.map { " \\\n      " + spec($0, of: command) }.joined() + " \\\n     "
  }

  /// `'(-m --mode)'{-m,--mode=}'[how to differentiate]:MODE:(forward reverse)'`
  private static func spec(_ option: Option, of command: Command?) -> String {
    let takesValue = option.value.placeholder != nil
    // After a long name, the value may follow an equals sign.
    let spellings = option.spellings.map { $0.hasPrefix("--") && takesValue ? $0 + "=" : $0 }
    let excluded = option.spellings + option.excludes.flatMap { Option.named($0).spellings }
    let prefix = option.isRepeatable ? "'*'" : "'(\(excluded.joined(separator: " ")))'"
    let names = spellings.count == 1 ? spellings[0] : "{" + spellings.joined(separator: ",") + "}"
    return "\(prefix)\(names)'[\(escaped(option.help, "[]:'"))]\(action(option, of: command))'"
  }

  private static func action(_ option: Option, of command: Command?) -> String {
    let action =
      switch option.value {
      case .flag: ""
      case .choice: "(\(option.choices(of: command)?.joined(separator: " ") ?? ""))"
      case .text(_, .assignments): "{_autodiff_variables =}"
      case .text(_, .variables): "{_autodiff_variables \"\"}"
      case .text(_, .files): "_files"
      case .text(_, .nothing), .number, .range, .integer: " "
      }
    return option.value.placeholder.map { ":\($0):\(action)" } ?? ""
  }

  /// Text within single quotes, with the characters of `special` behind a backslash.
  private static func escaped(_ text: String, _ special: String) -> String {
    text.replacingScalars {
      if $0 == "'" { return "'\\''" }
      return special.unicodeScalars.contains($0) ? "\\" + String($0) : nil
    }
  }
}
