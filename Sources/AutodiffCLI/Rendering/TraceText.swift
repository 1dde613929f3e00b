import Autodiff

/// A trace as text: the two-sided table of the textbooks.
struct TraceText {
  let trace: Trace
  let notation: TraceNotation
  let numbers: NumberFormat

  private var isASCII: Bool { notation == .ascii }

  var text: String {
    let lines = TraceLines(trace)
    let all = lines.sections.flatMap { $0 }
    let left = Block(all.map(\.left), trace, notation, numbers)
    let right = Block(all.map(\.right), trace, notation, numbers, headers: columnHeaders)
    let leftTitle = "Forward primal trace"
    let rightTitle = trace.sweep == .forward ? "Forward tangent trace" : "Reverse adjoint trace"
    let leftWidth = max(left.width, DisplayText.width(leftTitle))
    let rightWidth = max(right.width, DisplayText.width(rightTitle))
    let hasRight = trace.sweep != .primal

    let dash = isASCII ? "-" : "─"
    let rule =
      "  " + String(repeating: dash, count: leftWidth)
      + (hasRight ? "   " + String(repeating: dash, count: rightWidth) : "") + "\n"
    let header = hasRight ? right.header(title: rightTitle) : ""
    var text = line("  ", leftTitle, leftWidth, header)
    var index = 0
    let count = all.count
    for section in lines.sections where !section.isEmpty {
      text += rule
      for _ in section {
        // The primal sweep goes down; the reverse sweep comes up.
        let margin = index == 0 && !isASCII ? "↓ " : "  "
        var rightText = right.lines[index]
        if index == count - 1 && trace.sweep == .reverse && !isASCII && !rightText.isEmpty {
          rightText = TextColumn.padded(rightText, to: rightWidth) + " ↑"
        }
        text += line(margin, left.lines[index], leftWidth, rightText)
        index += 1
      }
    }
    return text
  }

  private func line(_ margin: String, _ left: String, _ leftWidth: Int, _ right: String) -> String {
    var text = margin + (right.isEmpty ? left : TextColumn.padded(left, to: leftWidth) + "   " + right)
    while text.utf8.last == UInt8(ascii: " ") { text.removeLast() }
    return text + "\n"
  }

  private var columnHeaders: [String]? {
    switch trace.sweep {
    case .primal: nil
    case _ where trace.isProduct: nil
    case .forward: trace.seeds.map { (isASCII ? "d/d" : "∂") + $0 }
    case .reverse: trace.seeds.count > 1 ? trace.seeds.map { (isASCII ? "d" : "∂") + $0 } : nil
    }
  }

  /// One side of the table: names, formulas and numbers, aligned.
  private struct Block {
    var lines: [String]
    var width: Int
    private var formulaWidth: Int
    private var columns: [[String]]

    init(
      _ sides: [TraceLines.Side?], _ trace: Trace, _ notation: TraceNotation, _ numbers: NumberFormat,
      headers: [String]? = nil
    ) {
      let nameWidth = sides.map { $0.map { DisplayText.width($0.name(notation)) } ?? 0 }.max() ?? 0
      let formulas = sides.map { side in
        side.map {
          TextColumn.padded($0.name(notation), to: nameWidth) + " \($0.assignment) "
            + $0.expression(trace, notation)
        } ?? ""
      }
      let columnCount = sides.compactMap { $0?.numbers.count }.max() ?? 0
      let columns = (0..<columnCount).map { column in
        let cells = sides.map { side in
          side.map { column < $0.numbers.count ? numbers.text($0.numbers[column]) : "" } ?? ""
        }
        return TextColumn.aligned(cells, .number, header: headers?[column] ?? "")
      }
      self.columns = columns
      formulaWidth = TextColumn.width(formulas)
      let widths = [formulaWidth] + columns.map(TextColumn.width)
      lines = formulas.indices.map { index in
        TextColumn.line([formulas[index]] + columns.map { $0[index + 1] }, widths: widths)
      }
      width = max(0, widths.reduce(-2) { $0 + $1 + 2 })
    }

    /// The title, and the headers at their columns, or three spaces apart where these are narrow.
    func header(title: String) -> String {
      var text = title
      var start = formulaWidth + 2
      for column in columns {
        if !column[0].isEmpty {
          let place = max(start, DisplayText.width(text) + 3)
          text = TextColumn.padded(text, to: place) + column[0]
        }
        start += TextColumn.width(column) + 2
      }
      return text
    }
  }
}
