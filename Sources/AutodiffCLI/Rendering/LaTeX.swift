import Autodiff

/// A LaTeX `tabular`. Formulas and numbers are set as mathematics.
struct LaTeXTable {
  private let numbers: NumberFormat

  init(numbers: NumberFormat) { self.numbers = numbers }

  func text(_ table: Table) -> String {
    let alignment = table.columns.map { $0.kind == .text ? "l" : "r" }.joined()
    var text = "\\begin{tabular}{\(alignment)}\n\\hline\n"
    text +=
      line(table.columns.map { $0.isVariable ? LaTeXTable.variable($0.name) : LaTeXTable.escaped($0.name) })
      + "\\hline\n"
    for row in table.rows { text += line(row.map(cell)) }
    return text + "\\hline\n\\end{tabular}\n"
  }

  private func line(_ cells: [String]) -> String { LaTeXTable.line(cells) }

  private static func line(_ cells: [String]) -> String { cells.joined(separator: " & ") + " \\\\\n" }

  /// A row of cells that may be numbers.
  static func line(ofNumbers cells: [String]) -> String {
    line(
      cells.map { cell in
        NumberReader.read(cell.utf8) == nil ? escaped(cell) : "$" + number(cell) + "$"
      })
  }

  private func cell(_ cell: Table.Cell) -> String {
    switch cell {
    case .text(let text): LaTeXTable.escaped(text)
    case .variable(let name): LaTeXTable.variable(name)
    case .formula(_, let latex?): "$" + latex + "$"
    case .formula(let text, nil): "\\texttt{" + LaTeXTable.escaped(text) + "}"
    case .number(let number): "$" + LaTeXTable.number(numbers.text(number)) + "$"
    case .numeral(let text): "$" + LaTeXTable.number(text) + "$"
    case .empty: ""
    }
  }

  private static func variable(_ name: String) -> String { "$" + LaTeXName.variable(name) + "$" }

  /// A number in mathematics: `1e-5` is `1\times 10^{-5}`, `inf` is `\infty`.
  static func number(_ text: String) -> String {
    switch text {
    case "nan": return "\\mathrm{nan}"
    case "inf": return "\\infty"
    case "-inf": return "-\\infty"
    default: break
    }
    // Hexadecimal digits include e.
    if text.utf8.contains(UInt8(ascii: "x")) { return "\\mathtt{\(text)}" }
    let parts = text.split(separator: "e")
    guard parts.count == 2 else { return text }
    let exponent = parts[1].hasPrefix("+") ? parts[1].dropFirst() : parts[1]
    return "\(parts[0])\\times 10^{\(exponent)}"
  }

  /// Text as it is, with the ten special characters of LaTeX written as commands.
  static func escaped(_ text: String) -> String {
    text.replacingScalars {
      switch $0 {
      case "\\": "\\textbackslash{}"
      case "~": "\\textasciitilde{}"
      case "^": "\\textasciicircum{}"
      case "&", "%", "$", "#", "_", "{", "}": "\\" + String($0)
      case "\n", "\r": " "
      case "…": "\\ldots{}"
      default: nil
      }
    }
  }
}
