/// CSV and TSV.
struct DelimitedTable {
  enum Dialect { case csv, tsv }

  private let dialect: Dialect
  private let numbers: NumberFormat

  init(_ dialect: Dialect, numbers: NumberFormat) {
    self.dialect = dialect
    self.numbers = numbers
  }

  func text(_ table: Table) -> String {
    table.rows.reduce(into: record(table.columns.map(\.name))) { text, row in
      text += record(row.map { $0.plain(numbers) })
    }
  }

  /// One record, its line ended.
  func record(_ fields: [String]) -> String {
    if fields.isEmpty { return "" }
    // A single empty field would be an empty line, which many readers skip.
    if dialect == .csv, fields == [""] { return "\"\"\n" }
    return fields.map(field).joined(separator: dialect == .csv ? "," : "\t") + "\n"
  }

  private func field(_ text: String) -> String {
    dialect == .csv ? DelimitedTable.csvField(text) : DelimitedTable.tsvField(text)
  }

  /// > RFC 4180, section 2: a field with a comma, a quote or a line end is quoted, and its quotes doubled.
  static func csvField(_ text: String) -> String {
    let special = { (byte: UInt8) in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
    guard text.utf8.contains(where: special) else { return text }
    return "\"" + text.replacingScalars { $0 == "\"" ? "\"\"" : nil } + "\""
  }

  /// TSV cannot quote; tabs, line ends and backslashes are written as `\t`, `\n`, `\r`, `\\`.
  ///
  /// > IANA media type text/tab-separated-values forbids tabs within fields; the escapes are PostgreSQL's.
  static func tsvField(_ text: String) -> String {
    text.replacingScalars {
      switch $0 {
      case "\t": "\\t"
      case "\n": "\\n"
      case "\r": "\\r"
      case "\\": "\\\\"
      default: nil
      }
    }
  }
}

extension String {
  /// The text with each scalar replaced for which `replacement` is not nil.
  ///
  /// Scalars, not characters: to Swift `\r\n` is a single character, and so is a quote with a combining mark.
  func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if let text = replacement(scalar) {
        result.append(contentsOf: text.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
