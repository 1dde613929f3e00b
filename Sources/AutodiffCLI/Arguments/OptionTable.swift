extension Option {
  private static let products: [Command] = [.jvp, .vjp, .hvp]
  /// The commands that take many points.
  private static let tabular: [Command] = [.eval, .grad, .jacobian, .hessian, .jvp, .vjp, .check]
  private static let drawing: [Command] = [.sweep, .graph, .paths]
  private static let computing: [Command] =
    [.eval, .grad, .jacobian, .hessian, .taylor, .check] + products + drawing
  private static let reading: [Command] = computing + [.diff, .swell]
  private static let writing: [Command] = reading + [.functions]

  /// Every option, in the order in which help shows them.
  static let table: [Option] = [
    Option(
      name: .at, long: "at", short: "a", value: .text("NAME=VALUE,...", completes: .assignments),
      scope: .commands(computing), isRepeatable: true,
      help: "the values of the variables",
      details: """
        A value is any expression without variables: x=pi/2. May be given several times; \
        --at x=[1,2,3] gives x1, x2 and x3. x=0:1:0.1 are the values from 0 to 1 in steps of 0.1, both \
        included, and x=0:1#11 eleven values from 0 to 1; several such ranges make a grid, whose last \
        variable varies fastest.
        """),
    Option(
      name: .points, long: "points", short: "p", value: .text("FILE", completes: .files),
      scope: .commands(tabular),
      help: "compute at every row of FILE, '-' for standard input",
      details: """
        The first line names the columns; those of variables are their values, and --at gives the others. \
        Every column is written as it was read, with the results behind it. CSV, TSV or JSON Lines: \
        'autodiff help points' has the details.
        """),
    Option(
      name: .pointsFormat, long: "points-format", value: .choice("FORMAT", PointsFormat.self),
      scope: .commands(tabular),
      help: "how FILE is written (default: see its name)",
      details: """
        Without it the ending of the name decides: .csv, .tsv, .tab, .jsonl, .ndjson, .json; otherwise the \
        first line: an object, or a tab and no comma, or CSV.
        """),
    Option(
      name: .onError, long: "on-error", value: .choice("ACTION", BadCellChoice.self),
      scope: .commands(tabular),
      help: "what to do about a cell that is no number (default: stop)",
      details: """
        stop: an error, behind the rows before it. skip: a warning, and the row is left out. nan: a warning, \
        and the value is nan.
        """),
    Option(
      name: .jobs, long: "jobs", short: "j", value: .integer("N", 1...256), scope: .commands(tabular),
      help: "threads for many points (default: the number of cores)",
      details: "The output is the same for any N."),
    Option(
      name: .file, long: "file", short: "f", value: .text("FILE", completes: .files),
      scope: .commands(reading),
      help: "read the expression from FILE, '-' for standard input",
      details: "Where expressions are given too, FILE has definitions for them."),
    Option(
      name: .wrt, long: "wrt", short: "w", value: .text("NAMES", completes: .variables),
      scope: .commands([.grad, .jacobian, .vjp, .hessian, .hvp, .taylor, .diff, .swell, .check] + drawing),
      help: "the variables to differentiate by",
      details: """
        Names are separated by commas. Default: every variable, in order of first appearance. diff: a name \
        that is repeated, as in x,y,y, asks for one mixed partial derivative; x,y without a repetition asks \
        for two derivatives, by x and by y, unless --mixed is given. swell differentiates by one.
        """),
    Option(
      name: .mixed, long: "mixed", scope: .commands([.diff]), excludes: [.order],
      help: "one mixed derivative by all names of --wrt",
      details: "--wrt x,y --mixed is the derivative by x and then by y; --wrt x,y,y is mixed without it."),
    Option(
      name: .seed, long: "seed", value: .text("NAME=VALUE,...", completes: .assignments),
      scope: .commands(products), isRepeatable: true,
      help: "the direction; vjp: the weights of the outputs",
      details: """
        jvp and hvp: a number for each variable that the direction has a part along, or numbers alone for \
        the variables in order of first appearance. vjp: numbers for the outputs in order, or by name: \
        f1=1,f2=-2. What is left out is 0.
        """),
    Option(
      name: .mode, long: "mode", short: "m", value: .choice("MODE", ModeChoice.self),
      scope: .commands([.grad, .jacobian, .graph]),
      help: "how to differentiate (default: reverse, jacobian: auto)",
      details: """
        'autodiff help modes' compares the four. auto takes forward or reverse mode, whichever needs fewer \
        operations; all shows the four beside one another. graph: forward shows \
        tangents, reverse adjoints.
        """),
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
      name: .trace, long: "trace", short: "t", scope: .commands([.eval, .grad, .jvp, .vjp]),
      help: "show every step of the computation",
      details: "Tables of a trace show six digits; CSV, TSV and JSON show all of them."),
    Option(
      name: .value, long: "value", scope: .commands([.grad, .jacobian] + products),
      help: "print the value of the expression too"),
    Option(
      name: .stats, long: "stats", scope: .commands([.grad, .jacobian, .diff, .check]),
      help: "print what the derivative costs",
      details: """
        grad: the operations of the sweeps and, in numeric mode, the step, the evaluations and the estimated \
        error. jacobian, and grad --mode all: the sweeps, operations and bytes of each mode. diff: the nodes \
        of each derivative, of the same as the rules give it (raw), with equal parts shared, and of the \
        expression (input). check: the digits that agree in each derivative.
        """),
    Option(
      name: .order, long: "order", value: .integer("N", 1...100),
      scope: .commands([.grad, .taylor, .diff, .swell]),
      excludes: [.iterate, .mixed],
      help: "differentiate N times",
      details: """
        Default: 1; for swell and taylor 5. grad takes it with one variable. taylor: the highest power of \
        the polynomial.
        """),
    Option(
      name: .remainder, long: "remainder", value: .number("R"),
      scope: .commands([.taylor]),
      help: "bound the error up to a distance R from the point",
      details: """
        Lagrange's bound on the remainder, R^(k+1) times the largest |f^(k+1)|/(k+1)! on |x - x0| <= R, by \
        interval arithmetic: a proven bound, rounded up, beside the largest error seen at 129 samples. It is \
        inf where the expression leaves its domain, jumps or is unbounded there, and a warning says where. A \
        function without an interval form gets an estimate from the samples instead, which is labelled so.
        """),
    Option(
      name: .tolerance, long: "tolerance", value: .number("R"), scope: .commands([.check]),
      help: "the relative difference allowed (default: 1e-6)",
      details: "Numeric mode may be off by four times its own estimate of its error as well."),
    Option(
      name: .expected, long: "expected", value: .text("NAME=VALUE,...", completes: .assignments),
      scope: .commands([.check]), isRepeatable: true, excludes: [.gradient, .random],
      help: "check these derivatives, found by hand",
      details: """
        A decimal such as 1.7163 agrees if it is right to the digits that are written, or within the \
        tolerance.
        """),
    Option(
      name: .gradient, long: "gradient", value: .text("EXPR,...", completes: .nothing),
      scope: .commands([.check]), excludes: [.expected],
      help: "check these formulas, one a variable, at random points",
      details: """
        The derivatives in the order of --wrt; of several outputs, those of the first output first. \
        Points at which the expression is not finite are left out and counted.
        """),
    Option(
      name: .random, long: "random", value: .integer("N", 1...1_000_000), scope: .commands([.check]),
      excludes: [.expected],
      help: "check at N random points (--gradient: 100)",
      details: "A variable that --at gives a value keeps it, unless --range names it too."),
    Option(
      name: .randomSeed, long: "random-seed", value: .integer("S", 0...(1 << 53)), scope: .commands([.check]),
      help: "which random points (default: 1)",
      details: "The same seed gives the same points, on every machine."),
    Option(
      name: .range, long: "range", value: .text("NAME=LO:HI,...", completes: .assignments),
      scope: .commands([.check]), isRepeatable: true,
      help: "where random values lie (default: -2:2)"),
    Option(
      name: .iterate, long: "iterate", value: .integer("N", 1...1000), scope: .commands([.swell]),
      excludes: [.order],
      help: "substitute the expression into itself, up to N times",
      details: """
        Row n has the expression applied n-1 times, as for the logistic map 4*x*(1-x); row 1 is the variable \
        itself. Of several variables, --wrt chooses the one that is replaced.
        """),
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
      details:
        "Only graph draws in dot and mermaid, graph and sweep in svg. 'autodiff help formats' describes them."
    ),
    Option(
      name: .json, long: "json", scope: .commands(writing), excludes: [.format],
      help: "the same as --format json"),
    Option(
      name: .output, long: "output", short: "o", value: .text("FILE", completes: .files),
      scope: .commands(writing),
      help: "write the result to FILE instead of standard output",
      details: "An existing file is replaced."),
    Option(
      name: .unbuffered, long: "unbuffered", scope: .commands(tabular),
      help: "write every row as soon as it is computed",
      details: "The default on a terminal."),
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
      name: .ascii, long: "ascii", scope: .commands([.diff] + computing),
      help: "write ASCII only: v-1 and dv1 instead of Unicode symbols",
      details: "The default where LC_ALL, LC_CTYPE or LANG name a character set that is not UTF-8."),
    Option(
      name: .quiet, long: "quiet", short: "q", scope: .commands(reading),
      help: "no warnings and notes",
      details: "Errors are still reported."),
    Option(
      name: .explain, long: "explain", scope: .commands(computing),
      help: "show how a result that is nan or infinite came about",
      details: """
        Below the warning: each sub-expression from the first that was not finite to the output with its \
        value; where a derivative is not finite, with its adjoint too.
        """),
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
