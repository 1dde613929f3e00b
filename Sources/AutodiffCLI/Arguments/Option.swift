/// One option of the command line: a row of `Option.table`.
///
/// Parsing, help, the man page and the completion scripts all read this one table.
struct Option: Sendable {
  enum Name: Sendable {
    case at, points, pointsFormat, onError, jobs, unbuffered, file, wrt, mode, trace, value, stats, order,
      iterate, raw, limit, difference, step, steps, base,
      precision, plot
    case format, json, output, digits, hex, ascii, color, quiet, explain, allowNonfinite
    case mixed, seed, remainder, tolerance, expected, gradient, random, randomSeed, range
    case shortHelp, longHelp, version
  }

  /// The commands that take an option.
  enum Scope: Sendable {
    /// Every command, and also the place before the command.
    case everywhere
    case commands([Command])
  }

  var name: Name
  /// The spelling after `--`, if there is one.
  var long: String?
  /// The spelling after `-`, if there is one.
  var short: Character?
  var value: OptionValue = .flag
  var scope: Scope
  var isRepeatable = false
  /// Options that cannot be given beside this one.
  var excludes: [Name] = []
  /// One line for `-h` and the shells.
  var help: String
  /// What `--help` and the man page add to `help`: whole sentences.
  var details: String = ""

  /// The spelling that messages use: the long one where there is one.
  var spelling: String {
    if let long { return "--" + long }
    return "-" + String(short!)
  }

  func isTaken(by command: Command) -> Bool {
    switch scope {
    case .everywhere: !command.isHidden
    case .commands(let commands): commands.contains(command)
    }
  }

  /// The closed set of values that a command takes, if there is one; without a command, all.
  func choices(of command: Command?) -> [String]? {
    if name == .format, let command { return command.formats.map(\.rawValue) }
    return value.spellings
  }

  var isGlobal: Bool {
    if case .everywhere = scope { true } else { false }
  }

  static func named(_ name: Name) -> Option { table.first { $0.name == name }! }

  /// The option whose long spelling is `name`, the dashes left out.
  static func long(_ name: some Sequence<UInt8>) -> Option? {
    table.first { $0.long.map { $0.utf8.elementsEqual(name) } ?? false }
  }

  /// The option whose short spelling is the ASCII letter `letter`.
  static func short(_ letter: UInt8) -> Option? {
    table.first { $0.short?.asciiValue == letter }
  }
}

extension Command {
  /// The options that the command takes, in the order of the table.
  var options: [Option] { Option.table.filter { $0.isTaken(by: self) } }
}
