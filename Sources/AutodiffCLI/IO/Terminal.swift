import Platform

/// What the environment says about how to write: terminals, colour, character set, width.
struct Terminal {
  enum Stream: Int32 { case input, output, error }

  /// The value of an environment variable; nil if it is not set.
  var variable: (String) -> String?
  var isTerminal: (Stream) -> Bool

  /// The environment of this process.
  static var current: Terminal {
    Terminal(
      variable: { name in getenv(name).map { String(cString: $0) } },
      isTerminal: { isatty($0.rawValue) == 1 })
  }

  /// How to colour a stream.
  ///
  /// `--color` decides; then NO_COLOR and FORCE_COLOR, if not empty (https://no-color.org,
  /// https://force-color.org; FORCE_COLOR=0 forces nothing); then whether the stream is a terminal that can.
  func style(_ choice: ColorChoice, for stream: Stream) -> Style {
    switch choice {
    case .always: Style(isColored: true)
    case .never: .plain
    case .auto: Style(isColored: isColored(stream))
    }
  }

  private func isColored(_ stream: Stream) -> Bool {
    if isSet("NO_COLOR") { return false }
    if isSet("FORCE_COLOR"), variable("FORCE_COLOR") != "0" { return true }
    return isTerminal(stream) && variable("TERM") != "dumb"
  }

  /// Whether Unicode can be written: what the first of LC_ALL, LC_CTYPE and LANG that is not empty says of the
  /// character set. If none is set, as in many containers, nothing speaks against UTF-8.
  var acceptsUnicode: Bool {
    guard let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(nonEmpty).first else { return true }
    let letters = locale.utf8.filter { $0 != UInt8(ascii: "-") }.map { $0 | 0x20 }
    let wanted = "utf8".utf8
    return letters.indices.contains { letters[$0...].starts(with: wanted) }
  }

  /// The columns that help is wrapped to: COLUMNS, within reason, or 80.
  var columns: Int {
    guard let text = variable("COLUMNS"), let columns = Int(text), columns > 0 else { return 80 }
    return min(max(columns, 30), 240)
  }

  private func isSet(_ name: String) -> Bool { nonEmpty(name) != nil }

  private func nonEmpty(_ name: String) -> String? {
    guard let value = variable(name), !value.isEmpty else { return nil }
    return value
  }
}
