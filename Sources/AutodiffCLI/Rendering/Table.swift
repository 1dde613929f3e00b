/// A result as a table: a header and rows. Every format renders this one value.
struct Table: Equatable {
  /// How a column is laid out in text, and to which side it goes in Markdown and LaTeX.
  enum Kind: Equatable {
    /// To the left.
    case text
    /// Aligned at the decimal point, the header to the left.
    case number
    /// Whole numbers to the right, and the header with them.
    case count
  }

  struct Column: Equatable {
    var name: String
    var kind: Kind
    /// The name is that of a variable or an output, which LaTeX sets as mathematics.
    var isVariable = false

    init(_ name: String, _ kind: Kind) {
      self.name = name
      self.kind = kind
    }

    /// A column of numbers that a variable or an output gives its name.
    init(variable name: String) {
      self.name = name
      kind = .number
      isVariable = true
    }

    /// The name as a key of JSON, without spaces: `rel_diff`.
    var key: String {
      let words = name.split { $0 == " " || $0 == "." || $0 == "(" || $0 == ")" }
      return name.contains(" ") ? words.joined(separator: "_") : name
    }
  }

  enum Cell: Equatable {
    case text(String)
    /// The name of a variable or an output; in LaTeX mathematics.
    case variable(String)
    /// A formula, and its LaTeX if it is known: code in Markdown, mathematics in LaTeX.
    case formula(String, latex: String?)
    case number(Double)
    /// A number already written in decimal: a count, perhaps one that exceeds every integer type.
    case numeral(String)
    /// Nothing; null in JSON.
    case empty

    static func count(_ count: Int) -> Cell { .numeral(String(count)) }
  }

  var columns: [Column]
  /// Each row has a cell for every column.
  var rows: [[Cell]]
  /// Whether text shows the header; the other formats always do.
  var showsHeader = true

  /// The table in the given format, every line ended.
  func text(as format: OutputFormat, numbers: NumberFormat) -> String {
    switch format {
    case .text: TextTable(self, numbers: numbers).text
    case .csv: DelimitedTable(.csv, numbers: numbers).text(self)
    case .tsv: DelimitedTable(.tsv, numbers: numbers).text(self)
    case .json: jsonLines(numbers: numbers)
    case .markdown: MarkdownTable(numbers: numbers).text(self)
    case .latex: LaTeXTable(numbers: numbers).text(self)
    case .dot, .mermaid, .svg: preconditionFailure("a table is not drawn")
    }
  }
}

extension Table.Cell {
  /// The cell without any quoting.
  func plain(_ numbers: NumberFormat) -> String {
    switch self {
    case .text(let text), .variable(let text), .formula(let text, _), .numeral(let text): text
    case .number(let number): numbers.text(number)
    case .empty: ""
    }
  }
}
