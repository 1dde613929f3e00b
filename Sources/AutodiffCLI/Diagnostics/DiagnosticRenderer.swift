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
    text += DisplayText.escaped(diagnostic.message) + "\n"
    if let excerpt = diagnostic.excerpt {
      let drawing = ExcerptDrawing(excerpt, ellipsis: ascii ? "..." : "…")
      text += "  " + drawing.line + "\n  " + style(.caret, drawing.marks) + "\n"
    }
    if let help = diagnostic.help {
      text += "  " + style(.help, "help:") + " " + DisplayText.escaped(help) + "\n"
    }
    return text
  }

  /// `model.txt:3:7: ` for a file, `line 3: ` for an argument of several lines.
  private func place(of excerpt: Excerpt) -> String {
    switch excerpt.source.origin {
    case .file(let name):
      let position = excerpt.source.position(of: excerpt.range.lowerBound)
      return "\(DisplayText.escaped(name)):\(position.line):\(position.column): "
    case .argument where excerpt.source.hasSeveralLines:
      return "line \(excerpt.source.position(of: excerpt.range.lowerBound).line): "
    case .argument:
      return ""
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
