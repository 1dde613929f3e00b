import Testing

@testable import AutodiffCLI

@Suite("Help")
struct HelpTests {
  static let pages: [HelpPage] =
    [.overview(.short), .overview(.long)] + Topic.allCases.map { .topic($0) }
    + Command.listed.flatMap { [.command($0, .short), .command($0, .long)] }

  @Test("every page fits 80 columns, has no spaces at line ends, and ends its last line", arguments: pages)
  func layout(_ page: HelpPage) {
    let text = Help(style: .plain, width: 80).text(page)
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    for line in text.split(separator: "\n") {
      #expect(DisplayText.width(String(line)) <= 80, "\(line)")
      #expect(!line.hasSuffix(" "))
    }
  }

  @Test("narrow and wide terminals", arguments: pages, [30, 50, 120])
  func widths(_ page: HelpPage, _ width: Int) {
    let narrow = Help(style: .plain, width: width).text(page)
    let normal = Help(style: .plain, width: 80).text(page)
    func words(_ text: String) -> [Substring] { text.split { $0 == " " || $0 == "\n" } }
    #expect(words(narrow) == words(normal))
  }

  @Test("colour only marks the headings")
  func color() {
    let text = Help(style: Style(isColored: true), width: 80).text(.command(.grad, .short))
    #expect(text.contains { $0 == "\u{1B}" })
    let plain = text.replacingScalars { $0 == "\u{1B}" ? "" : nil }
    #expect(plain.hasPrefix("autodiff grad: "))
    #expect(!Help(style: .plain, width: 80).text(.command(.grad, .long)).contains { $0 == "\u{1B}" })
  }

  @Test("without arguments, eight lines")
  func usage() {
    #expect(Help.usage.utf8.count { $0 == UInt8(ascii: "\n") } == 8)
    #expect(Help.usage.split(separator: "\n").allSatisfy { $0.utf8.count <= 80 })
  }

  @Test("a command's help shows each of its options and no other", arguments: Command.listed)
  func options(_ command: Command) {
    for length in [HelpPage.Length.short, .long] {
      let lines = Help(style: .plain, width: 200).text(.command(command, length)).split(separator: "\n")
      for option in Option.table {
        let isShown = lines.contains { line in
          [option.term, option.alignedTerm].contains { line.hasPrefix("  " + $0) }
        }
        #expect(isShown == option.isTaken(by: command), "\(option.spelling)")
      }
    }
  }

  @Test("the long help begins with examples")
  func examplesFirst() {
    let lines = Help(style: .plain, width: 80).text(.command(.grad, .long)).split(separator: "\n")
    #expect(lines[1] == "Examples:")
  }

  @Test("every name leads to a page")
  func names() {
    for name in HelpPage.names { #expect(HelpPage(named: Argument(name)) != nil) }
    #expect(HelpPage(named: "__complete") == nil)
  }
}
