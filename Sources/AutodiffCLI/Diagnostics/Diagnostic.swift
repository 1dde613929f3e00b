/// A message to the user: what is wrong, where, and what may help. `DiagnosticRenderer` draws it.
struct Diagnostic: Equatable {
  enum Severity: String { case error, warning, note }

  var severity: Severity
  /// One sentence without a capital and without a full stop. May quote input: it is escaped when drawn.
  var message: String
  var excerpt: Excerpt?
  var help: String?

  init(_ severity: Severity, _ message: String, at excerpt: Excerpt? = nil, help: String? = nil) {
    self.severity = severity
    self.message = message
    self.excerpt = excerpt
    self.help = help
  }
}

/// A place in a source text: the range under the caret, and perhaps a second one that explains it.
struct Excerpt: Equatable {
  var source: SourceText
  /// UTF-8 offsets into the source; empty for a place between characters, such as the end of the input.
  var range: Range<Int>
  /// Drawn with `~` if it is on the same line.
  var secondary: Range<Int>?
}

/// The text that a diagnostic points into.
struct SourceText: Equatable {
  enum Origin: Equatable {
    case argument
    /// A file, or standard input, under the name that is shown.
    case file(String)
  }

  var bytes: [UInt8]
  var origin: Origin = .argument

  /// Where a byte is: line and column from 1, the column in characters, combining marks counted as such.
  struct Position: Equatable {
    var line: Int
    var column: Int
  }

  /// The position of the byte at `offset`; of the end if there are fewer bytes.
  ///
  /// - Complexity: O(`offset`).
  func position(of offset: Int) -> Position {
    let offset = min(max(0, offset), bytes.count)
    let before = bytes[..<offset]
    let lineStart = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
    let line = before.reduce(1) { $1 == newline ? $0 + 1 : $0 }
    // Every byte but a continuation byte (10xxxxxx) begins a character, or is an invalid one of its own.
    let column = before[lineStart...].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    return Position(line: line, column: column)
  }

  /// The line that holds `offset`, without its end (`\n` or `\r\n`).
  func line(around offset: Int) -> Range<Int> {
    let offset = min(max(0, offset), bytes.count)
    let start = bytes[..<offset].lastIndex(of: newline).map { $0 + 1 } ?? 0
    var end = bytes[offset...].firstIndex(of: newline) ?? bytes.count
    if end > max(start, offset), bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// Whether there is more than one line; a line end at the very end begins none.
  var hasSeveralLines: Bool { bytes.dropLast().contains(newline) }
}

private let newline = UInt8(ascii: "\n")
