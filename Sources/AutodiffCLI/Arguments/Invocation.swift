/// A command line, understood: what is to be done, and with which operands and options.
struct Invocation: Equatable {
  enum Request: Equatable {
    /// One of the commands that compute: those of `Command.listed` but help and completions.
    case run(Command)
    case help(HelpPage)
    case version
    case completions(Shell)
    /// The hidden command behind the completion scripts.
    case complete(CompletionQuery)
    /// There were no arguments at all: eight lines on standard error, exit status 2.
    case noArguments
  }

  var request: Request
  /// The expressions, or the names that `functions` is asked about, in order and byte for byte.
  ///
  /// The expression `-` stands for standard input.
  var operands: [Argument] = []
  var options = Options()
}

/// The values of the options, typed.
struct Options: Equatable {
  /// Each `--at`, as it was typed, in order.
  var at: [Argument] = []
  /// The file of --points; `-` is standard input.
  var points: Argument?
  /// nil where the name of the file or its first line decides.
  var pointsFormat: PointsFormat?
  var onError = BadCellChoice.stop
  /// nil for as many threads as there are cores.
  var jobs: Int?
  var unbuffered = false
  var file: Argument?
  /// The names of `--wrt`, spaces trimmed; empty if the option is absent.
  var wrt: [Argument] = []
  /// nil if the option is absent, so that a command knows whether its default was asked for.
  var mode: ModeChoice?
  var trace = false
  var value = false
  var stats = false
  var order: Int?
  var iterate: Int?
  var raw = false
  var mixed = false
  /// Each `--seed`, as it was typed.
  var seed: [Argument] = []
  var remainder: Double?
  var tolerance: Double?
  var expected: [Argument] = []
  var gradient: Argument?
  var random: Int?
  var randomSeed: Int?
  var range: [Argument] = []
  var limit: Int?
  var difference: DifferenceChoice?
  var step: Double?
  var steps: ClosedRange<Double>?
  var base: BaseChoice?
  var precision: PrecisionChoice?
  var plot = false
  /// What `--format` or `--json` say.
  var format = OutputFormat.text
  /// Whether they were given: rows are written in the format that they are read in otherwise.
  var isFormatGiven = false
  var output: Argument?
  var numbers = NumberFormat.shortest
  var ascii = false
  var color = ColorChoice.auto
  var quiet = false
  var explain = false
  var allowNonfinite = false
}

/// What a completion script asks for: one name a line.
enum CompletionQuery: Equatable {
  /// The variables of the expressions and the `--file` in the operands and options of the invocation.
  case variables
  /// The names of all functions.
  case functions
}
