import Testing

@testable import AutodiffCLI

/// Holds the README to what is true: runs what it shows, and compares it whole.
@Suite("README")
struct ReadmeTests {
  @Test("its commands and its Swift print what it says they print")
  func page() throws {
    let page = Markdown(try Repository.read("README.md"))
    #expect(page.blocks("console").count >= 5)
    #expect(page.blocks("swift").count == 1)
    var previous = (language: "", text: "")
    let text = try page.mapping { language, text in
      defer { previous = (language, text) }
      return switch (language, previous.language) {
      case ("console", _): Console(text).replayed(in: ".")
      case ("swift", _): try snippet()
      case ("text", "swift"): try snippetOutput()
      case ("text", "sh"): Console("$ " + built(previous.text)).outputs(in: ".")
      default: text
      }
    }
    try Repository.expect("README.md", toBe: text)
  }

  @Test("the set-up is two commands: the first computes a gradient, the second runs the tests")
  func setUp() throws {
    let page = Markdown(try Repository.read("README.md"))
    let lines = try #require(page.blocks("sh").first).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("swift run -c release autodiff grad "))
    #expect(lines[1] == "swift test")
  }

  @Test("it names every command")
  func commands() throws {
    let page = try Repository.read("README.md")
    for command in Command.listed { #expect(page.contains("`\(command.rawValue)`")) }
  }

  /// The first of the lines, run with the command that is built already.
  private func built(_ lines: String) -> String {
    let line = lines.prefix { $0 != "\n" }
    let run = "swift run -c release "
    return (line.hasPrefix(run) ? line.dropFirst(run.count) : line) + "\n"
  }

  /// The code of `readmeSnippet`, as the README shows it.
  private func snippet() throws -> String {
    let source = try Repository.read("Tests/AutodiffCLITests/ReadmeSnippet.swift")
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex(of: "  // README begins"))
    let end = try #require(lines.firstIndex(of: "  // README ends"))
    return "import Autodiff\n\n" + lines[start + 1..<end].map { $0.dropFirst(2) + "\n" }.joined()
  }

  private func snippetOutput() throws -> String {
    var output = ""
    try readmeSnippet { print($0, to: &output) }
    return output
  }
}
