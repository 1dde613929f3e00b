/// Rows laid out for people, from TSV: as aligned text, in Markdown or in LaTeX.
///
/// Text is aligned by the first thousand rows; a cell that does not fit moves what follows it. Where every row is
/// to be seen at once, columns are as wide as their names, and numbers as wide as any number.
struct RowLayout {
  private let format: OutputFormat
  private var columns: [Table.Column]
  /// The rows that the widths are found from, until there are enough; nil afterwards.
  private var pending: [[String]]? = []
  /// For each column, the width before the point and in all.
  private var widths: [(head: Int, all: Int)] = []
  private var hasHeader = false

  private static let sampleSize = 1000
  /// The width of `-1.7976931348623157e+308`.
  private static let numberWidth = 24

  /// - Parameter columns: the names, and whether they are results.
  /// - Returns: nil for formats that need no layout.
  init?(_ format: OutputFormat, columns: [(name: String, isResult: Bool)], isUnbuffered: Bool) {
    guard [.text, .markdown, .latex].contains(format) else { return nil }
    self.format = format
    self.columns = columns.map { Table.Column($0.name, .number) }
    if format == .text, isUnbuffered {
      pending = nil
      widths = columns.map { (0, max(RowLayout.numberWidth, DisplayText.width($0.name))) }
    }
  }

  /// The text of more rows; of the first ones, the header's.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var text = ""
    for line in bytes.split(separator: newline, omittingEmptySubsequences: false).dropLast() {
      let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
        String(decoding: TabEscapes.decoded(UnsafeBufferPointer(rebasing: $0)), as: UTF8.self)
      }
      if format == .text { text += append(cells) } else { text += marked(cells) }
    }
    return text
  }

  /// What is left in the end.
  mutating func finish() -> String {
    switch format {
    case .text: return layOutPending()
    case .latex: return "\\hline\n\\end{tabular}\n"
    default: return ""
    }
  }

  // MARK: Text

  private mutating func append(_ cells: [String]) -> String {
    let cells = cells.map(DisplayText.escaped)
    guard pending != nil else { return line(cells) }
    pending!.append(cells)
    return pending!.count > RowLayout.sampleSize ? layOutPending() : ""
  }

  private mutating func layOutPending() -> String {
    guard let rows = pending else { return "" }
    pending = nil
    widths = columns.indices.map { column in
      let cells = rows.dropFirst().map { $0[column] }
      let isNumeric = cells.allSatisfy(RowLayout.isNumber)
      let head = isNumeric ? cells.map(TextColumn.integerPartWidth).max() ?? 0 : 0
      let width =
        cells.map { DisplayText.width($0) + max(0, head - TextColumn.integerPartWidth($0)) }.max() ?? 0
      return (
        head,
        max(isNumeric ? width : cells.map(DisplayText.width).max() ?? 0, DisplayText.width(rows[0][column]))
      )
    }
    return rows.map { line($0) }.joined()
  }

  private mutating func line(_ cells: [String]) -> String {
    let isHeader = !hasHeader
    hasHeader = true
    let padded = zip(cells, widths).map { cell, width in
      isHeader || width.head == 0 || cell.isEmpty
        ? cell : TextColumn.spaces(width.head - TextColumn.integerPartWidth(cell)) + cell
    }
    return TextColumn.line(padded, widths: widths.map(\.all)) + "\n"
  }

  private static func isNumber(_ cell: String) -> Bool {
    guard let first = cell.utf8.first(where: { $0 != UInt8(ascii: "-") }) else { return true }
    return first &- 48 < 10 || ["nan", "inf", "-inf"].contains(cell)
  }

  // MARK: Markup

  private mutating func marked(_ cells: [String]) -> String {
    if !hasHeader {
      hasHeader = true
      columns = cells.map { Table.Column($0, .number) }
      let header = Table(columns: columns, rows: []).text(as: format, numbers: .shortest)
      // The end of the table comes later.
      return format == .latex ? String(header.dropLast("\\hline\n\\end{tabular}\n".count)) : header
    }
    return format == .latex
      ? LaTeXTable.line(ofNumbers: cells) : MarkdownTable.line(cells.map(MarkdownTable.escaped))
  }
}
