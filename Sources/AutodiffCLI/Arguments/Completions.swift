/// The scripts that complete command lines, written from the tables of commands and options.
///
/// What depends on the command line itself, the variables of an expression, and what depends on the library,
/// the names of functions, the scripts ask of `autodiff __complete`.
enum Completions {
  static func script(for shell: Shell) -> String {
    switch shell {
    case .bash: BashCompletion.script
    case .zsh: ZshCompletion.script
    case .fish: FishCompletion.script
    }
  }

  /// What a command takes as its operands.
  enum Operands {
    /// Expressions, which nothing can complete.
    case expressions
    case functions
    case names([String])
  }

  static func operands(of command: Command) -> Operands {
    switch command {
    case .eval, .grad, .jacobian, .jvp, .vjp, .hessian, .hvp, .taylor, .diff, .swell, .check, .sweep, .graph,
      .paths:
      .expressions
    case .functions: .functions
    case .help: .names(HelpPage.names)
    case .completions: .names(Shell.spellings)
    case .complete: .names([])
    }
  }
}

extension Option {
  /// `-m` and `--mode`, with their dashes.
  var spellings: [String] {
    [short.map { "-" + String($0) }, long.map { "--" + $0 }].compactMap { $0 }
  }
}
