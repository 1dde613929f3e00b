/// A Markdown table, in the dialect of GitHub.
///
/// > GitHub Flavored Markdown, section 4.10, "Tables (extension)".
struct MarkdownTable {
  private let numbers: NumberFormat

  init(numbers: NumberFormat) { self.numbers = numbers }

  func text(_ table: Table) -> String {
    var text = MarkdownTable.line(table.columns.map { MarkdownTable.escaped($0.name) })
    text += MarkdownTable.line(table.columns.map { $0.kind == .text ? "---" : "---:" })
    for row in table.rows { text += MarkdownTable.line(row.map(cell)) }
    return text
  }

  static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

  private func cell(_ cell: Table.Cell) -> String {
    switch cell {
    case .formula(let text, _): MarkdownTable.code(text)
    case .text(let text), .variable(let text): MarkdownTable.escaped(text)
    case .number, .numeral, .empty: cell.plain(numbers)
    }
  }

  /// Text as it is, with what Markdown would read as markup or as the end of the cell behind a backslash.
  static func escaped(_ text: String) -> String {
    text.replacingScalars {
      switch $0 {
      case "\n": "<br>"
      case "\r": ""
      case "\\", "`", "*", "_", "|", "<", "[", "~": "\\" + String($0)
      default: nil
      }
    }
  }

  /// A code span. Nothing in it needs a backslash but the pipe, which ends a cell even in code.
  static func code(_ text: String) -> String {
    if text.isEmpty { return "" }
    let fence = text.utf8.contains(UInt8(ascii: "`")) ? "``" : "`"
    let pad = fence.count > 1 ? " " : ""
    let body = text.replacingScalars { $0 == "|" ? "\\|" : $0 == "\n" || $0 == "\r" ? " " : nil }
    return fence + pad + body + pad + fence
  }
}
