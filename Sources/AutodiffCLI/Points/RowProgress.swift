import Platform

/// How far the rows have come, on a terminal's standard error, once it takes more than a second.
struct RowProgress {
  private let isShown: Bool
  private let size: Int?
  private let start: Double
  private var last: Double
  private var isVisible = false

  /// - Parameter size: the bytes of the file, if they are known.
  init(_ session: Session, size: Int?) {
    // Beside rows on the same terminal it would only be in the way.
    isShown =
      session.terminal.isTerminal(.error) && !session.options.quiet
      && (session.options.output != nil || !session.terminal.isTerminal(.output))
    self.size = size
    start = RowProgress.now()
    last = start + 0.8
  }

  mutating func update(rows: Int, position: Int?) {
    guard isShown, case let time = RowProgress.now(), time - last >= 0.2 else { return }
    last = time
    isVisible = true
    RowProgress.show(
      "\r" + RowProgress.text(rows: rows, seconds: time - start, position: position, size: size))
  }

  /// Makes room for other messages.
  mutating func clear() {
    if isVisible { RowProgress.show("\r") }
    isVisible = false
  }

  /// `1200000 rows, 600000 a second, 48 %`
  static func text(rows: Int, seconds: Double, position: Int?, size: Int?) -> String {
    var text = "\(rows) rows, \(Int(Double(rows) / max(seconds, 1e-9))) a second"
    if let position, let size, size > 0 { text += ", \(min(100, position * 100 / size)) %" }
    return text
  }

  /// Writes text and erases the rest of the line.
  /// > ECMA-48, 8.3.41, EL, erase in line.
  private static func show(_ text: String) {
    var writer = OutputWriter.standardError()
    try? writer.write(text + "\u{1B}[K")
    try? writer.flush()
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
