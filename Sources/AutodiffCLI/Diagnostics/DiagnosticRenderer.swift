/// Draws diagnostics:
///
///     autodiff: error: unknown function 'sine'
///       sine(x)
///       ^~~~
///       help: did you mean 'sin'?
struct DiagnosticRenderer {
  var style = Style.plain
  /// Whether to write `...` for `…`.
  var ascii = false

  /// The whole report, its last line ended.
  func text(_ diagnostic: Diagnostic) -> String {
    var text = style(.program, "autodiff:") + " "
    text += style(diagnostic.severity.role, diagnostic.severity.rawValue + ":") + " "
    if let excerpt = diagnostic.excerpt { text += place(of: excerpt) }
    text += DisplayText.escaped(plain(diagnostic.message)) + "\n"
    if let excerpt = diagnostic.excerpt {
      let drawing = ExcerptDrawing(excerpt, ellipsis: ascii ? "..." : "…")
      // There is nothing to see in an empty line.
      if drawing.line.contains(where: { $0 != " " }) {
        text += "  " + drawing.line + "\n  " + style(.caret, drawing.marks) + "\n"
      }
    }
    for line in diagnostic.details { text += "  " + DisplayText.escaped(plain(line)) + "\n" }
    if let help = diagnostic.help {
      text += "  " + style(.help, "help:") + " " + DisplayText.escaped(plain(help)) + "\n"
    }
    return text
  }

  /// The text with our own signs in ASCII; what quotes the user's text is left as it is. However long that is,
  /// the message is not.
  private func plain(_ text: String) -> String {
    var text = text
    if text.utf8.count > 1000 { text = "\(text.prefix(300)) … \(text.suffix(100))" }
    return ascii ? text.replacingScalars { $0 == "…" ? "..." : nil } : text
  }

  /// `model.txt:3:7: ` for a file, `line 3: ` for an argument of several lines, `expression 2: ` for one of
  /// several expressions.
  private func place(of excerpt: Excerpt) -> String {
    let start = excerpt.range.lowerBound
    let position = excerpt.source.position(of: start)
    let line = excerpt.source.hasSeveralLines(around: start) ? "line \(position.line): " : ""
    return switch excerpt.source.piece(around: start).origin {
    case .file(let name): "\(DisplayText.escaped(name)):\(position.line):\(position.column): "
    case .operand(let number): "expression \(number): " + line
    case .argument: line
    }
  }
}

extension Diagnostic.Severity {
  fileprivate var role: Style.Role {
    switch self {
    case .error: .error
    case .warning: .warning
    case .note: .note
    }
  }
}
