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

  /// - Parameter style: rules besides those of the page; `@ink` and the like stand for colours.
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
      text { font: 13px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
      \(SVG.coloured(SVG.pageStyle + style, SVG.light))@media (prefers-color-scheme: dark) {
      \(SVG.coloured(SVG.pageStyle + style, SVG.dark))}
      </style>
      <rect class="page" width="100%" height="100%"/>
      \(body)</svg>

      """
  }

  private static let pageStyle = """
    text { fill: @ink; }
    .page { fill: @page; }
    .soft { fill: @soft; }

    """
  private static let light = [
    "page": "#ffffff", "ink": "#1f2328", "soft": "#57606a", "fill": "#f6f8fa", "line": "#8c959f",
    "blue": "#0550ae", "orange": "#bc4c00", "green": "#1a7f37", "violet": "#8250df",
  ]
  private static let dark = [
    "page": "#0d1117", "ink": "#e6edf3", "soft": "#9da7b3", "fill": "#161b22", "line": "#7d8590",
    "blue": "#79c0ff", "orange": "#ffa657", "green": "#7ee787", "violet": "#d2a8ff",
  ]

  /// Rules with the colours put in. Several programs that show SVG know no variables of CSS.
  private static func coloured(_ rules: String, _ palette: [String: String]) -> String {
    let pieces = rules.split(separator: "@", omittingEmptySubsequences: false)
    return pieces.dropFirst().reduce(String(pieces[0])) { text, piece in
      let name = piece.prefix { $0.isLetter }
      return text + (palette[String(name)] ?? "") + piece.dropFirst(name.count)
    }
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
