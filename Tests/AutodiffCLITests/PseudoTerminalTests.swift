import Testing

@testable import AutodiffCLI

@Suite("On a terminal", .enabled(if: PseudoTerminal.run("true") != nil))
struct PseudoTerminalTests {
  private let clean = "env -u NO_COLOR -u FORCE_COLOR TERM=xterm LC_ALL=C.UTF-8 '\(Tool.path)'"

  @Test(
    "where input would be typed blindly, there is help instead",
    arguments: ["eval", "grad --at x=1", "diff", "swell", "eval -", "eval --file -", "grad x - --at x=1"])
  func help(_ words: String) throws {
    let (screen, status) = try #require(PseudoTerminal.run("\(clean) \(words) <$tty 2>$tty"))
    #expect(status == 2)
    #expect(screen.contains("autodiff \(words.prefix { $0 != " " })"))
    #expect(screen.contains("--at") || words == "diff" || words == "swell")
  }

  @Test("expressions given as arguments do not wait for the terminal")
  func noWaiting() throws {
    let (screen, status) = try #require(PseudoTerminal.run("\(clean) eval 2+3 <$tty >$tty"))
    #expect(screen == "5\n")
    #expect(status == 0)
  }

  @Test("results are the same bytes on a terminal and in a pipe")
  func sameBytes() throws {
    for words in ["grad 'x^2*y' --at x=3,y=2 --trace", "functions", "diff x^3 --stats"] {
      let (screen, _) = try #require(PseudoTerminal.run("\(clean) \(words) >$tty"))
      #expect(screen == shell("\(clean) \(words)").output)
    }
  }

  @Test("messages are coloured, unless they are not to be")
  func color() throws {
    let wrong = "eval 'sine(x)' --at x=1"
    let plain = shell("\(clean) \(wrong)").output
    let (colored, status) = try #require(PseudoTerminal.run("\(clean) \(wrong) 2>$tty"))
    #expect(status == 2)
    #expect(colored.contains("\u{1B}["))
    #expect(try #require(PseudoTerminal.run("\(clean) \(wrong) --color never 2>$tty")).screen == plain)
    #expect(try #require(PseudoTerminal.run("NO_COLOR=1 '\(Tool.path)' \(wrong) 2>$tty")).screen == plain)
    let dumb = "env -u NO_COLOR -u FORCE_COLOR TERM=dumb '\(Tool.path)' \(wrong) 2>$tty"
    #expect(try #require(PseudoTerminal.run(dumb)).screen == plain)
  }
}
