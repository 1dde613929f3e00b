/// Filling of paragraphs.
enum TextFill {
  /// `text` with its paragraphs filled to `width` columns, every line ended.
  ///
  /// Empty lines separate paragraphs; a line that begins with a space is kept as it is. Words are never cut.
  static func filled(_ text: String, width: Int, indent: Int = 0) -> String {
    var result = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        result += "\n"
      } else if line.hasPrefix(" ") {
        result += TextColumn.spaces(indent) + line + "\n"
      } else {
        for part in lines(of: line, width: width - indent) {
          result += TextColumn.spaces(indent) + part + "\n"
        }
      }
    }
    return result
  }

  /// The words of one paragraph in lines of at most `width` columns.
  static func lines(of paragraph: some StringProtocol, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in paragraph.split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if DisplayText.width(line) + 1 + DisplayText.width(String(word)) <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// Terms with their explanations beside them, or below a term that is too long for its column.
  static func definitions(_ entries: [(term: String, text: String)], column: Int, width: Int) -> String {
    var result = ""
    for (term, text) in entries {
      let lines = TextFill.lines(of: text, width: max(20, width - column))
      let start = "  " + term
      let fits = DisplayText.width(start) + 2 <= column
      result += fits ? TextColumn.padded(start, to: column) + (lines.first ?? "") + "\n" : start + "\n"
      for line in lines.dropFirst(fits ? 1 : 0) { result += TextColumn.spaces(column) + line + "\n" }
    }
    return result
  }
}
