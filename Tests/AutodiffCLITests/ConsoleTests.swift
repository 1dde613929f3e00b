import Testing

/// Runs what the examples show, and compares it whole.
@Suite("Console")
struct ConsoleTests {
  static let examples = Repository.files(in: "examples", suffix: ".console")

  @Test("the command is built, and there are examples")
  func fixtures() {
    #expect(isInstalled("'\(Repository.products)/autodiff'"))
    #expect(Self.examples.count >= 12)
  }

  @Test("every example prints what it shows", arguments: examples)
  func example(_ name: String) throws {
    let path = "examples/" + name
    let console = Console(try Repository.read(path))
    #expect(!console.commands.isEmpty)
    guard case .comment = console.items.first else {
      Issue.record("\(path) does not begin with what it is about")
      return
    }
    try Repository.expect(path, toBe: console.replayed(in: "examples"))
  }

  @Test("a transcript comes back as it was")
  func roundTrip() {
    let text = """
      # What it is about,
      #
      # in two paragraphs.
      $ printf 'a\\n\\nb\\n'
      a

      b
      $ true

      # A command of several lines, and a status.
      $ cat <<END; exit 3
      > one
      > END
      one
      [exit 3]
      $ printf x
      x[no line end]

      """
    #expect(Console(text).replayed(in: ".") == text)
    #expect(Console(text).commands.count == 4)
    #expect(Console("# a\n$ echo 1\n2\n\n\n# b\n").replayed(in: ".") == "# a\n$ echo 1\n1\n\n# b\n")
  }
}
