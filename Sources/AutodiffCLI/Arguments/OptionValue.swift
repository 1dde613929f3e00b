/// The values of an option that takes one of a closed set, spelled as users write them.
protocol OptionChoice: CaseIterable, RawRepresentable, SendableMetatype where RawValue == String {}

extension OptionChoice {
  /// Every spelling, in the order in which help shows them.
  static var spellings: [String] { allCases.map(\.rawValue) }
}

/// `--mode`: how a derivative is computed.
///
/// `auto` takes the cheaper of forward and reverse mode; `all` shows the four beside one another.
enum ModeChoice: String, OptionChoice { case forward, reverse, numeric, symbolic, auto, all }

/// `--difference`: the formula of numeric mode.
enum DifferenceChoice: String, OptionChoice {
  case forward, backward, central
  case fivePoint = "five-point"
  case auto
}

/// `--base`: the steps of a sweep are its powers.
enum BaseChoice: String, OptionChoice {
  case two = "2"
  case ten = "10"
}

/// `--precision`: the arithmetic of a sweep.
enum PrecisionChoice: String, OptionChoice { case double, float32 }

/// `--format`: how a result is written.
enum OutputFormat: String, OptionChoice {
  case text, csv, tsv, json, markdown, latex
  /// Drawings: of graphs, and svg of curves too.
  case dot, mermaid, svg

  var isDrawing: Bool { [.dot, .mermaid, .svg].contains(self) }
}

/// `--color`: whether output is coloured.
enum ColorChoice: String, OptionChoice { case auto, always, never }

/// The shells that `autodiff completions` writes scripts for.
enum Shell: String, OptionChoice { case bash, zsh, fish }

/// What an option expects after its name. Each but `flag` has a placeholder that help shows.
enum OptionValue: Sendable {
  case flag
  /// Free text; `completes` says what a shell can offer for it.
  case text(String, completes: Completes)
  case choice(String, any OptionChoice.Type)
  case integer(String, ClosedRange<Int>)
  /// A positive number, written as any constant expression.
  case number(String)
  /// Two positive numbers, the smaller first: `LOW:HIGH`.
  case range(String)

  /// What a shell offers while the value is typed.
  enum Completes: Sendable { case files, assignments, variables, nothing }

  var placeholder: String? {
    switch self {
    case .flag: nil
    case .text(let name, _), .choice(let name, _), .integer(let name, _), .number(let name),
      .range(let name):
      name
    }
  }

  /// The closed set of allowed values, if there is one.
  var spellings: [String]? {
    if case .choice(_, let type) = self { type.spellings } else { nil }
  }
}
