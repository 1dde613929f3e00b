/// The colours of a stream, or none. Nothing but help and diagnostics is coloured.
struct Style: Equatable {
  var isColored: Bool

  static let plain = Style(isColored: false)

  enum Role {
    case heading, program, error, warning, note, caret, help

    /// > ECMA-48, 8.3.117, SGR, select graphic rendition.
    fileprivate var code: String {
      switch self {
      case .heading, .program: "1"
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      case .caret: "1;32"
      case .help: "36"
      }
    }
  }

  func callAsFunction(_ role: Role, _ text: String) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(role.code)m\(text)\u{1B}[0m" : text
  }
}
