/// A message to the user: what is wrong, where, and what may help. `DiagnosticRenderer` draws it.
struct Diagnostic: Equatable {
  enum Severity: String { case error, warning, note }

  var severity: Severity
  /// One sentence without a capital and without a full stop. May quote input: it is escaped when drawn.
  var message: String
  var excerpt: Excerpt?
  var help: String?
  /// Lines that are drawn below, one each.
  var details: [String]

  init(
    _ severity: Severity, _ message: String, at excerpt: Excerpt? = nil, help: String? = nil,
    details: [String] = []
  ) {
    self.severity = severity
    self.message = message
    self.excerpt = excerpt
    self.help = help
    self.details = details
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
    /// One of several expressions of the command line, by its number from 1.
    case operand(Int)
    /// A file, or standard input, under the name that is shown.
    case file(String)
  }

  /// A part of the text that the user wrote in a place of its own.
  struct Piece: Equatable {
    var range: Range<Int>
    var origin: Origin
  }

  var bytes: [UInt8]
  /// In order. What joins them belongs to none.
  var pieces: [Piece]

  init(bytes: [UInt8], origin: Origin = .argument) {
    self.bytes = bytes
    pieces = [Piece(range: 0..<bytes.count, origin: origin)]
  }

  /// The piece that holds `offset`, or that ends before it.
  func piece(around offset: Int) -> Piece { pieces.last { $0.range.lowerBound <= offset } ?? pieces[0] }

  /// Adds a piece; `joint` stands between it and the one before.
  mutating func append(_ piece: [UInt8], _ origin: Origin, joint: String) {
    bytes += Array(joint.utf8)
    pieces.append(Piece(range: bytes.count..<bytes.count + piece.count, origin: origin))
    bytes += piece
  }

  /// Where a byte is: line and column from 1, the column in characters, combining marks counted as such.
  struct Position: Equatable {
    var line: Int
    var column: Int
  }

  /// The position of the byte at `offset` within its piece; of the end if there are fewer bytes.
  ///
  /// - Complexity: O(`offset`).
  func position(of offset: Int) -> Position {
    let (offset, piece) = clamped(offset)
    let before = bytes[piece.lowerBound..<offset]
    let lineStart = before.lastIndex(of: newline).map { $0 + 1 } ?? piece.lowerBound
    let line = before.reduce(1) { $1 == newline ? $0 + 1 : $0 }
    // Every byte but a continuation byte (10xxxxxx) begins a character, or is an invalid one of its own.
    let column = before[lineStart...].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    return Position(line: line, column: column)
  }

  /// The line that holds `offset`, without its end (`\n` or `\r\n`).
  func line(around offset: Int) -> Range<Int> {
    let (offset, piece) = clamped(offset)
    let start = bytes[piece.lowerBound..<offset].lastIndex(of: newline).map { $0 + 1 } ?? piece.lowerBound
    var end = bytes[offset..<piece.upperBound].firstIndex(of: newline) ?? piece.upperBound
    if end > max(start, offset), bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  private func clamped(_ offset: Int) -> (offset: Int, piece: Range<Int>) {
    let piece = piece(around: offset).range
    return (min(max(piece.lowerBound, offset), piece.upperBound), piece)
  }

  /// Whether the piece around `offset` has more than one line; a line end at the very end begins none.
  func hasSeveralLines(around offset: Int) -> Bool {
    bytes[piece(around: offset).range].dropLast().contains(newline)
  }
}

let newline = UInt8(ascii: "\n")
