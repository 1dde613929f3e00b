/// The line of an excerpt, and the marks below it: `^~~~` for the range, `~~~` for the secondary range.
///
/// A line that is too long is cut on both sides of the caret. However long it is, only the neighbourhood of
/// the caret is looked at.
struct ExcerptDrawing {
  private(set) var line = ""
  private(set) var marks = ""

  /// With the two columns of the indent, no line is longer than 100.
  private static let columns = 98
  /// The bytes looked at on each side of the caret: enough for `columns` characters of four bytes, with
  /// room for combining marks.
  private static let reach = 600

  init(_ excerpt: Excerpt, ellipsis: String) {
    let bytes = excerpt.source.bytes
    let whole = excerpt.source.line(around: excerpt.range.lowerBound)
    let start = min(max(whole.lowerBound, excerpt.range.lowerBound), whole.upperBound)
    let near = Self.characters(from: start - Self.reach, to: start + Self.reach, in: whole, of: bytes)
    let cells = DisplayText.cells(bytes[near])
    let columns = Columns(cells)
    let caret = columns.first(of: start)

    // The window is at most `columns` wide, an ellipsis on each side that is cut included.
    var left = 0
    var right = columns.total
    // A caret past the end of the line needs a column too.
    let needed = max(columns.total, caret + 1)
    var cutsLeft = near.lowerBound > whole.lowerBound
    var cutsRight = near.upperBound < whole.upperBound
    if needed > Self.columns || cutsLeft || cutsRight {
      left = max(0, min(caret - Self.columns / 2, needed - Self.columns))
      right = min(columns.total, left + Self.columns - (caret == columns.total ? 1 : 0))
      cutsLeft = cutsLeft || left > 0
      cutsRight = cutsRight || right < columns.total
      if cutsLeft { left += ellipsis.count }
      if cutsRight { right = min(right, left + Self.columns - (cutsLeft ? 2 : 1) * ellipsis.count) }
    }
    let visible = cells.indices.filter { columns.starts[$0] >= left && columns.ends[$0] <= right }

    line = cutsLeft ? ellipsis : ""
    for index in visible { line += cells[index].text }
    if cutsRight { line += ellipsis }
    let origin = (visible.first.map { columns.starts[$0] } ?? left) - (cutsLeft ? ellipsis.count : 0)
    let end = visible.last.map { columns.ends[$0] } ?? left

    var row: [Character] = []
    func mark(_ range: Range<Int>, with character: Character) {
      for column in range {
        while row.count <= column - origin { row.append(" ") }
        if column >= origin { row[column - origin] = character }
      }
    }
    if let secondary = excerpt.secondary, secondary.lowerBound >= whole.lowerBound,
      secondary.lowerBound <= whole.upperBound
    {
      mark(columns.span(of: secondary).clamped(to: left..<max(left, end)), with: "~")
    }
    let primary = columns.span(of: start..<max(start, excerpt.range.upperBound))
    mark(primary.clamped(to: left..<max(left, end)), with: "~")
    mark(caret..<(caret + 1), with: "^")
    marks = String(row)
  }

  /// The part of `line` between the two offsets, widened to whole UTF-8 characters.
  private static func characters(from: Int, to: Int, in line: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
    var lower = max(line.lowerBound, from)
    var upper = max(lower, min(line.upperBound, to))
    let isContinuation = { (index: Int) in bytes[index] & 0xC0 == 0x80 }
    for _ in 0..<3 where lower > line.lowerBound && isContinuation(lower) { lower -= 1 }
    for _ in 0..<3 where upper < line.upperBound && isContinuation(upper) { upper += 1 }
    return lower..<upper
  }
}

/// The columns that the cells of a line take.
private struct Columns {
  var cells: [DisplayText.Cell]
  var starts: [Int] = []
  var ends: [Int] = []
  var total = 0

  init(_ cells: [DisplayText.Cell]) {
    self.cells = cells
    for cell in cells {
      // A combining mark is drawn over the character before it.
      starts.append(cell.width == 0 ? max(0, total - 1) : total)
      total += cell.width
      ends.append(total)
    }
  }

  /// The column of the character that holds the byte at `offset`; the column past the end if none does.
  func first(of offset: Int) -> Int {
    cells.firstIndex { $0.bytes.upperBound > offset }.map { starts[$0] } ?? total
  }

  /// The columns under the bytes of `range`.
  func span(of range: Range<Int>) -> Range<Int> {
    let lower = first(of: range.lowerBound)
    let last = cells.lastIndex { $0.bytes.lowerBound < range.upperBound }
    return lower..<max(lower, last.map { ends[$0] } ?? 0)
  }
}
