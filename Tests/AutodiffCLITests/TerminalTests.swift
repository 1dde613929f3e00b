import Testing

@testable import AutodiffCLI

@Suite("Terminal")
struct TerminalTests {
  private func terminal(_ variables: [String: String], isTerminal: Bool = false) -> Terminal {
    Terminal(variable: { variables[$0] }, isTerminal: { _ in isTerminal })
  }

  static let colors: [(variables: [String: String], choice: ColorChoice, isTerminal: Bool, isColored: Bool)] =
    [
      ([:], .auto, true, true), ([:], .auto, false, false), ([:], .always, false, true),
      ([:], .never, true, false),
      (["NO_COLOR": "1"], .auto, true, false), (["NO_COLOR": ""], .auto, true, true),
      (["NO_COLOR": "1"], .always, false, true), (["FORCE_COLOR": "1"], .auto, false, true),
      (["FORCE_COLOR": "1"], .never, true, false), (["FORCE_COLOR": "0"], .auto, false, false),
      (["FORCE_COLOR": ""], .auto, false, false),
      (["NO_COLOR": "0", "FORCE_COLOR": "1"], .auto, true, false),
      (["TERM": "dumb"], .auto, true, false), (["TERM": "xterm"], .auto, true, true),
      (["TERM": "dumb", "FORCE_COLOR": "1"], .auto, false, true),
    ]

  @Test("--color, then NO_COLOR, FORCE_COLOR, then the terminal", arguments: colors)
  func color(_ variables: [String: String], _ choice: ColorChoice, _ isTerminal: Bool, _ isColored: Bool) {
    let terminal = terminal(variables, isTerminal: isTerminal)
    #expect(terminal.style(choice, for: .output).isColored == isColored)
  }

  @Test(
    "the first locale variable that is not empty decides",
    arguments: [
      ([:], true), (["LANG": "C"], false), (["LANG": "POSIX"], false), (["LANG": "en_US.UTF-8"], true),
      (["LANG": "C.utf8"], true), (["LANG": "de_DE.ISO-8859-1"], false),
      (["LC_ALL": "C", "LANG": "C.UTF-8"], false),
      (["LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LANG": "C"], true), (["LC_CTYPE": "UTF-8"], true),
      (["LC_ALL": "", "LANG": ""], true), (["LANG": "u"], false), (["LANG": "de_DE"], false),
    ] as [([String: String], Bool)])
  func unicode(_ variables: [String: String], _ expected: Bool) {
    #expect(terminal(variables).acceptsUnicode == expected)
  }

  @Test(
    "COLUMNS within reason",
    arguments: [
      (nil, 80), ("", 80), ("abc", 80), ("0", 80), ("-5", 80), ("1", 30), ("100", 100), ("99999", 240),
      ("99999999999999999999", 80),
    ] as [(String?, Int)])
  func columns(_ value: String?, _ expected: Int) {
    #expect(terminal(value.map { ["COLUMNS": $0] } ?? [:]).columns == expected)
  }
}
