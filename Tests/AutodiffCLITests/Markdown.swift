/// A page of Markdown, cut at its fenced blocks.
struct Markdown {
  private struct Part {
    /// The word after the opening fence; nil for what lies between the blocks.
    var language: String?
    var text: String
  }

  private var parts: [Part] = [Part(language: nil, text: "")]

  init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      let language = parts[parts.count - 1].language
      if language == nil, line.hasPrefix("```") {
        parts.append(Part(language: String(line.dropFirst(3)), text: ""))
      } else if language != nil, line == "```" {
        parts.append(Part(language: nil, text: ""))
      } else {
        parts[parts.count - 1].text += line + "\n"
      }
    }
  }

  /// The texts of the blocks in a language, in order.
  func blocks(_ language: String) -> [String] {
    parts.filter { $0.language == language }.map(\.text)
  }

  /// The page with the text of each block, of which the language is given, replaced.
  func mapping(_ transform: (_ language: String, _ text: String) throws -> String) rethrows -> String {
    try parts.map { part in
      guard let language = part.language else { return part.text }
      return "```\(language)\n" + (try transform(language, part.text)) + "```\n"
    }.joined()
  }
}
