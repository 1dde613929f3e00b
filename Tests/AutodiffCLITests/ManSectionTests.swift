import Platform
import Testing

@testable import AutodiffCLI

@Suite("ManSection")
struct ManSectionTests {
  @Test("no line is mistaken for a macro, and none is empty")
  func lines() {
    for section in [ManSection.commands, ManSection.options] {
      #expect(section.hasPrefix(".Sh ") && section.hasSuffix(".El\n"))
      let lines = section.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      for line in lines { #expect(!line.isEmpty && !line.hasPrefix("'") && !line.hasSuffix(" ")) }
    }
  }

  @Test("every option and every command has its entry")
  func complete() {
    for option in Option.table {
      let spelling = String(option.spelling.dropFirst()).replacingScalars { $0 == "-" ? "\\-" : nil }
      #expect(ManSection.options.contains(line: "Fl " + spelling))
    }
    for command in Command.listed {
      #expect(ManSection.commands.contains(line: ".It Cm " + command.rawValue))
    }
  }

  @Test("mandoc finds nothing to complain about", .enabled(if: isInstalled("mandoc")))
  func lint() throws {
    let page = """
      .Dd January 1, 2026
      .Dt AUTODIFF 1
      .Os
      .Sh NAME
      .Nm autodiff
      .Nd evaluate and differentiate expressions

      """
    let path = "/tmp/autodiff-man-\(getpid()).1"
    var writer = try OutputWriter.file(Argument(path))
    try writer.write(page.split(separator: "\n").joined(separator: "\n") + "\n")
    try writer.write(ManSection.commands)
    try writer.write(ManSection.options)
    try writer.close()
    defer { unlink(path) }
    #expect(shell("mandoc -Tlint -Wstyle \(path)") == ("", 0))
  }
}

extension String {
  /// Whether some line has `text` in it.
  fileprivate func contains(line text: String) -> Bool {
    utf8.indices.contains { utf8[$0...].starts(with: text.utf8) }
  }
}
