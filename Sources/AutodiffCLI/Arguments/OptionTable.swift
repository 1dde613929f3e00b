extension Option {
  private static let computing: [Command] = [.eval, .grad, .sweep, .graph, .paths]
  private static let reading: [Command] = [.eval, .grad, .diff, .swell, .sweep, .graph, .paths]
  private static let writing: [Command] = [.eval, .grad, .diff, .swell, .sweep, .graph, .paths, .functions]

  /// Every option, in the order in which help shows them.
  static let table: [Option] = [
    Option(
      name: .at, long: "at", short: "a", value: .text("NAME=VALUE,...", completes: .assignments),
      scope: .commands(computing), isRepeatable: true,
      help: "the values of the variables",
      details: """
        A value is any expression without variables: x=pi/2. May be given several times; \
        --at x=[1,2,3] gives x1, x2 and x3.
        """),
    Option(
      name: .file, long: "file", short: "f", value: .text("FILE", completes: .files),
      scope: .commands(reading),
      help: "read the expression from FILE, '-' for standard input"),
    Option(
      name: .wrt, long: "wrt", short: "w", value: .text("NAMES", completes: .variables),
      scope: .commands([.grad, .diff, .swell, .sweep, .graph, .paths]),
      help: "the variables to differentiate by",
      details: "Names are separated by commas. Default: every variable, in order of first appearance."),
    Option(
      name: .mode, long: "mode", short: "m", value: .choice("MODE", ModeChoice.self),
      scope: .commands([.grad, .graph]),
      help: "how to differentiate (default: reverse)",
      details: "'autodiff help modes' compares the four. graph: forward shows tangents, reverse adjoints."),
    Option(
      name: .difference, long: "difference", value: .choice("FORMULA", DifferenceChoice.self),
      scope: .commands([.grad]),
      help: "the formula of numeric mode (default: central)",
      details: """
        Chooses numeric mode. auto extrapolates from many steps, estimates its error, and says where the \
        function has a kink; --stats shows all of it.
        """),
    Option(
      name: .step, long: "step", value: .number("H"), scope: .commands([.grad]),
      help: "the step of a difference (default: chosen for each formula)",
      details: "Chooses numeric mode. auto has no fixed step."),
    Option(
      name: .steps, long: "steps", value: .range("LOW:HIGH"), scope: .commands([.sweep]),
      help: "the range of the steps (default: 1e-15:1)",
      details: "With --precision float32 the default is 1e-7:1."),
    Option(
      name: .base, long: "base", value: .choice("BASE", BaseChoice.self), scope: .commands([.sweep]),
      help: "the steps are powers of BASE (default: 10)",
      details: "Powers of 2 are exact: x + h loses nothing but the digits that do not fit."),
    Option(
      name: .precision, long: "precision", value: .choice("PRECISION", PrecisionChoice.self),
      scope: .commands([.sweep]),
      help: "the arithmetic of the differences (default: double)"),
    Option(
      name: .plot, long: "plot", scope: .commands([.sweep]),
      help: "plot the errors in the terminal instead of listing them",
      details: "--format svg draws a picture."),
    Option(
      name: .trace, long: "trace", short: "t", scope: .commands([.eval, .grad]),
      help: "show every step of the computation",
      details: "Tables of a trace show six digits; CSV, TSV and JSON show all of them."),
    Option(
      name: .value, long: "value", scope: .commands([.grad]),
      help: "print the value of the expression too"),
    Option(
      name: .stats, long: "stats", scope: .commands([.grad, .diff]),
      help: "print what the derivative costs",
      details: """
        grad: the operations of the sweeps and, in numeric mode, the step, the evaluations and the estimated error. diff: the size of \
        each derivative, before and after it is simplified.
        """),
    Option(
      name: .order, long: "order", value: .integer("N", 1...100), scope: .commands([.diff, .swell]),
      excludes: [.iterate],
      help: "differentiate N times (default: 1)"),
    Option(
      name: .iterate, long: "iterate", value: .integer("N", 1...1000), scope: .commands([.swell]),
      excludes: [.order],
      help: "substitute the expression into itself, up to N times",
      details: "The expression must have one variable, as the logistic map 4*x*(1-x) has."),
    Option(
      name: .raw, long: "raw", scope: .commands([.diff]),
      help: "print the derivative as the rules give it, not simplified"),
    Option(
      name: .limit, long: "limit", value: .integer("N", 0...1_000_000), scope: .commands([.paths]),
      help: "list at most N paths for each derivative (default: 20)",
      details: "The largest products come first; all paths are counted and summed."),
    Option(
      name: .format, long: "format", value: .choice("FORMAT", OutputFormat.self),
      scope: .commands(writing),
      excludes: [.json],
      help: "how to write the result (default: text)",
      details: "'autodiff help formats' describes them; graph draws in dot, mermaid and svg, sweep in svg."),
    Option(
      name: .json, long: "json", scope: .commands(writing), excludes: [.format],
      help: "the same as --format json"),
    Option(
      name: .output, long: "output", short: "o", value: .text("FILE", completes: .files),
      scope: .commands(writing),
      help: "write the result to FILE instead of standard output",
      details: "An existing file is replaced."),
    Option(
      name: .digits, long: "digits", value: .integer("N", 1...17), scope: .commands(computing),
      excludes: [.hex],
      help: "round numbers to N significant digits",
      details: "Default: the fewest digits that read back to the same number."),
    Option(
      name: .hex, long: "hex", scope: .commands(computing), excludes: [.digits],
      help: "write numbers as hexadecimal floats",
      details: "They show every bit of a number: 0.1 is 0x1.999999999999ap-4."),
    Option(
      name: .ascii, long: "ascii", scope: .commands([.eval, .grad, .diff, .sweep, .graph, .paths]),
      help: "write ASCII only: v-1 and dv1 instead of Unicode symbols",
      details: "The default where LC_ALL, LC_CTYPE or LANG name a character set that is not UTF-8."),
    Option(
      name: .quiet, long: "quiet", short: "q",
      scope: .commands([.eval, .grad, .diff, .sweep, .graph, .paths]),
      help: "no warnings and notes",
      details: "Errors are still reported."),
    Option(
      name: .allowNonfinite, long: "allow-nonfinite", scope: .commands(computing),
      help: "exit with 0 even if a result is nan or infinite"),
    Option(
      name: .color, long: "color", value: .choice("WHEN", ColorChoice.self), scope: .everywhere,
      help: "colour the output (default: auto)",
      details: """
        auto means on a terminal, unless the environment says otherwise: NO_COLOR turns colour off, \
        FORCE_COLOR turns it on.
        """),
    Option(name: .shortHelp, short: "h", scope: .everywhere, help: "show a short help"),
    Option(name: .longHelp, long: "help", scope: .everywhere, help: "show the whole help, examples first"),
    Option(name: .version, long: "version", short: "V", scope: .everywhere, help: "show the version"),
  ]
}
