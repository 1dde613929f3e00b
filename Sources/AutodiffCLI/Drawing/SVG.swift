/// Writes SVG: a page with its own background, light or dark as the reader's screen is.
///
/// > https://www.w3.org/TR/SVG2/ and Media Queries Level 5, `prefers-color-scheme`.
struct SVG {
  private var body = ""
  private let width: Double
  private let height: Double
  private let title: String
  private let style: String

  /// The width of a character of the monospaced font at 13 pixels.
  static let characterWidth = 7.9

  /// - Parameter style: rules besides those of the page.
  init(width: Double, height: Double, title: String, style: String = "") {
    (self.width, self.height, self.title, self.style) = (width, height, title, style)
  }

  mutating func add(_ element: String) { body += element + "\n" }

  mutating func text(_ text: String, x: Double, y: Double, class name: String, anchor: String = "start") {
    add(
      "<text class=\"\(name)\" x=\"\(SVG.number(x))\" y=\"\(SVG.number(y))\" text-anchor=\"\(anchor)\">"
        + SVG.escaped(text) + "</text>")
  }

  var document: String {
    let (w, h) = (SVG.number(width), SVG.number(height))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(w)" height="\(h)" viewBox="0 0 \(w) \(h)" role="img">
      <title>\(SVG.escaped(title))</title>
      <style>
      svg { --page: #ffffff; --ink: #1f2328; --soft: #57606a; --fill: #f6f8fa; --line: #8c959f;
        --a: #0550ae; --b: #bc4c00; --c: #1a7f37; --d: #8250df; }
      @media (prefers-color-scheme: dark) {
        svg { --page: #0d1117; --ink: #e6edf3; --soft: #9da7b3; --fill: #161b22; --line: #6e7681;
          --a: #79c0ff; --b: #ffa657; --c: #7ee787; --d: #d2a8ff; }
      }
      text { font: 13px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: var(--ink); }
      .page { fill: var(--page); }
      .soft { fill: var(--soft); }
      \(style)</style>
      <rect class="page" width="100%" height="100%"/>
      \(body)</svg>

      """
  }

  /// A coordinate to a tenth of a pixel.
  static func number(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
  }

  static func escaped(_ text: String) -> String {
    text.replacingScalars {
      switch $0 {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      // XML has no control characters, not even escaped.
      case _ where $0.value < 0x20 && $0 != "\t" && $0 != "\n": "\u{FFFD}"
      default: nil
      }
    }
  }
}
