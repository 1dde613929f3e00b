/// The completion script for bash, 3.2 (macOS) or later.
enum BashCompletion {
  static var script: String {
    """
    # Completion of autodiff for bash: source <(autodiff completions bash)

    # Offers those of the given words that begin with $value, after the part of the word that stays.
    _autodiff_offer() {
      local word
      for word in "$@"; do
        [[ $word == "$value"* ]] && COMPREPLY+=("${word#"$fixed"}")
      done
    }

    # Offers the variables of the expressions typed so far, each followed by $1, after the last comma.
    _autodiff_variables() {
      local name listed= words_before=("${words[@]:1:last-1}")
      [[ $value == *,* ]] && listed=${value%,*},
      compopt -o nospace 2>/dev/null
      while IFS= read -r name; do
        [[ ,$listed == *",$name$1"* ]] || _autodiff_offer "$listed$name$1"
      done < <("${words[0]}" __complete variables "${words_before[@]//[\\'\\"\\\\]/}" 2>/dev/null)
    }

    _autodiff() {
      local words=() last=-1 piece= rest=${COMP_LINE:0:COMP_POINT} trimmed i
      # Bash breaks words at = and : too. Put together what no space separates.
      for ((i = 0; i <= COMP_CWORD; i++)); do
        trimmed=${rest#"${rest%%[![:space:]]*}"}
        piece=${COMP_WORDS[i]}
        ((i == COMP_CWORD)) && piece=$trimmed
        if ((i > 0)) && [[ $trimmed == "$rest" ]]; then
          words[last]+=$piece
        else
          words[++last]=$piece
        fi
        rest=${trimmed#"$piece"}
      done

      # What readline replaces is the last piece only: the rest of the word is fixed.
      local value=${words[last]} option= fixed
      [[ $piece == [=:]* ]] && piece=
      fixed=${value%"$piece"}
      ((last > 0)) && option=${words[last-1]}
      if [[ $value == --*=* ]]; then
        option=${value%%=*}
        value=${value#*=}
        fixed=${fixed#*=}
      fi

      local command=
      for ((i = 1; i < last; i++)); do
        case ${words[i]} in
    \(skippedOptions)
          -*) ;;
          *) command=${words[i]}; break ;;
        esac
      done

      COMPREPLY=()
      case $option in
    \(optionValues)
      esac
      case $command in
    \(commands)
      esac
    }

    complete -F _autodiff autodiff

    """
  }

  /// Options before the command whose value is not the command.
  private static var skippedOptions: String {
    let taking = Option.table.filter { $0.isGlobal && $0.value.placeholder != nil }
    return "      \(taking.flatMap(\.spellings).joined(separator: "|"))) ((i++)) ;;"
  }

  private static var optionValues: String {
    Option.table.filter { $0.value.placeholder != nil }.map { option in
      let action =
        switch option.value {
        case .choice: choices(option)
        case .text(_, .assignments): "_autodiff_variables ="
        case .text(_, .variables): "_autodiff_variables ''"
        case .text(_, .files): files
        case .text(_, .nothing), .number, .range, .integer, .flag: ":"
        }
      return "    \(option.spellings.joined(separator: "|"))) \(action); return ;;"
    }.joined(separator: "\n")
  }

  /// The values of a closed set, those of the command where they are not the same for all.
  private static func choices(_ option: Option) -> String {
    let common = option.choices(of: .eval) ?? []
    let others = Command.listed.filter { option.isTaken(by: $0) && option.choices(of: $0) != common }
    let offer = "_autodiff_offer \(words(common))"
    if others.isEmpty { return offer }
    let cases = others.map { "\($0.rawValue)) _autodiff_offer \(words(option.choices(of: $0) ?? [])) ;;" }
    return "case $command in \(words(cases)) *) \(offer) ;; esac"
  }

  /// A file name: bash itself knows best, but must be told that these are names to be quoted.
  private static let files =
    "compopt -o filenames 2>/dev/null; while IFS= read -r i; do _autodiff_offer \"$i\"; done"
    + " < <(compgen -f -- \"$value\")"

  private static var commands: String {
    let globals = Option.table.filter(\.isGlobal)
    let first = "    '') _autodiff_offer \(words(Command.listed.map(\.rawValue)))\(options(globals)) ;;"
    let others = Command.listed.map { command in
      let operands =
        switch Completions.operands(of: command) {
        case .expressions: "_autodiff_offer \(words(command.options.map(\.spelling)))"
        case .functions:
          "_autodiff_offer $(\"${words[0]}\" __complete functions 2>/dev/null)" + options(command.options)
        case .names(let names): "_autodiff_offer \(words(names))" + options(command.options)
        }
      return "    \(command.rawValue)) \(operands) ;;"
    }
    return ([first] + others).joined(separator: "\n")
  }

  /// Offers options beside names, but only once a minus has been typed: an empty word fits them all.
  private static func options(_ options: [Option]) -> String {
    "; [[ $value == -* ]] && _autodiff_offer \(words(options.map(\.spelling)))"
  }

  private static func words(_ words: [String]) -> String { words.joined(separator: " ") }
}
