import Testing

@testable import AutodiffCLI

@Suite("OptionTable")
struct OptionTableTests {
  @Test("spellings are unique, and found again")
  func spellings() {
    let all = Option.table.flatMap(\.spellings)
    #expect(Set(all).count == all.count)
    for option in Option.table {
      if let long = option.long { #expect(Option.long(long.utf8)?.name == option.name) }
      if let short = option.short { #expect(Option.short(short.asciiValue!)?.name == option.name) }
      #expect(!option.spellings.isEmpty)
    }
  }

  @Test("what excludes is excluded")
  func exclusion() {
    for option in Option.table {
      for other in option.excludes { #expect(Option.named(other).excludes.contains(option.name)) }
    }
  }

  @Test("help is one line without a full stop, details are sentences", arguments: Option.table)
  func texts(_ option: Option) {
    #expect(option.help.utf8.count <= 60)
    #expect(!option.help.hasSuffix(".") && !option.help.contains { $0 == "\n" })
    #expect(option.details.isEmpty || option.details.hasSuffix("."))
  }

  @Test("every listed command has a row, in order")
  func commands() {
    #expect(CommandDescription.table.map(\.command) == Command.listed)
  }

  @Test("every example is a command line that parses")
  func examples() throws {
    for example in CommandDescription.table.flatMap(\.examples) where example.line.hasPrefix("autodiff ") {
      // As a shell would split it: quotes hold no spaces in these lines, and redirections end them.
      let words = example.line.split(separator: " ").dropFirst().prefix { $0 != ">" }
      let arguments = words.map { Argument($0.utf8.filter { $0 != UInt8(ascii: "'") }) }
      #expect(throws: Never.self) { try ArgumentParser.parse(arguments) }
    }
  }
}
