/// A table as aligned text: columns two spaces apart, no spaces at the ends of lines.
struct TextTable {
  private(set) var text = ""

  init(_ table: Table, numbers: NumberFormat) {
    var columns: [[String]] = []
    for (index, column) in table.columns.enumerated() {
      let cells = table.rows.map { DisplayText.escaped($0[index].plain(numbers)) }
      let header = table.showsHeader ? DisplayText.escaped(column.name) : nil
      columns.append(TextColumn.aligned(cells, column.kind, header: header))
    }
    let widths = columns.map(TextColumn.width)
    for row in 0..<(table.rows.count + (table.showsHeader ? 1 : 0)) {
      text += TextColumn.line(columns.map { $0[row] }, widths: widths) + "\n"
    }
  }
}

/// The layout of single columns, for tables of any shape.
enum TextColumn {
  /// The cells of one column with the spaces on their left that align them, the header, if any, first.
  ///
  /// Numbers are aligned at the decimal point: what stands before it is right-aligned, and a whole number,
  /// or nan, counts as all standing before it. An exponent counts as standing after it.
  static func aligned(_ cells: [String], _ kind: Table.Kind, header: String? = nil) -> [String] {
    switch kind {
    case .text:
      return (header.map { [$0] } ?? []) + cells
    case .number:
      let heads = cells.map(integerPartWidth)
      let widest = heads.max() ?? 0
      let padded = zip(cells, heads).map { cell, head in
        cell.isEmpty ? cell : spaces(widest - head) + cell
      }
      return (header.map { [$0] } ?? []) + padded
    case .count:
      let all = (header.map { [$0] } ?? []) + cells
      let widest = width(all)
      return all.map { spaces(widest - DisplayText.width($0)) + $0 }
    }
  }

  /// The columns that the widest cell takes.
  static func width(_ cells: [String]) -> Int { cells.map(DisplayText.width).max() ?? 0 }

  /// Aligned cells side by side, two spaces apart.
  static func line(_ cells: [String], widths: [Int]) -> String {
    var line = ""
    var pending = 0
    for (cell, width) in zip(cells, widths) {
      if !cell.isEmpty {
        line += spaces(pending) + cell
        pending = 0
      }
      pending += width - DisplayText.width(cell) + 2
    }
    while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
    return line
  }

  /// `cell` with spaces on its right up to `width` columns.
  static func padded(_ cell: String, to width: Int) -> String {
    cell + spaces(width - DisplayText.width(cell))
  }

  static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  /// The columns before the decimal point or, without one, before the exponent.
  static func integerPartWidth(_ cell: String) -> Int {
    let exponent = cell.utf8.contains(UInt8(ascii: "x")) ? UInt8(ascii: "p") : UInt8(ascii: "e")
    guard let end = cell.utf8.firstIndex(where: { $0 == UInt8(ascii: ".") || $0 == exponent }) else {
      return DisplayText.width(cell)
    }
    return DisplayText.width(String(cell[..<end]))
  }
}
