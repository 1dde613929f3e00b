import Testing

@testable import AutodiffCLI

@Suite("Token")
struct TokenTests {
  /// A word for each kind of token, for tables.
  private func kind(_ argument: Argument) -> String {
    switch Token(argument) {
    case .option(let option, let value): "option \(option.spelling)" + (value.map { " = \($0.text)" } ?? "")
    case .unknownOption(let name): "unknown \(name.text)"
    case .shortWithEquals(let option, let value): "short \(option.spelling) = \(value.text)"
    case .separator: "separator"
    case .operand: "operand"
    }
  }

  @Test(
    "a token is an option only if it exactly names one",
    arguments: [
      ("--mode", "option --mode"), ("--mode=reverse", "option --mode = reverse"),
      ("--mode=", "option --mode = "),
      ("--at=x=1", "option --at = x=1"), ("-m", "option --mode"), ("-h", "option -h"), ("--", "separator"),
      ("-x^2", "operand"), ("-mode", "operand"), ("-mforward", "operand"), ("-", "operand"), ("", "operand"),
      ("-x", "operand"), ("-1", "operand"), ("−x", "operand"), ("-e", "operand"), ("x", "operand"),
      ("-m=reverse", "short --mode = reverse"), ("-m=", "short --mode = "), ("-m==2", "operand"),
      ("-x=2", "operand"), ("--foo", "unknown --foo"), ("--foo=1", "unknown --foo"), ("---", "unknown ---"),
      ("--mod", "unknown --mod"), ("--MODE", "unknown --MODE"), ("--x^2", "unknown --x^2"),
      ("--=", "unknown --"),
    ])
  func tokens(_ text: String, _ expected: String) {
    #expect(kind(Argument(text)) == expected)
  }

  @Test("bytes that are no UTF-8 are kept")
  func invalidBytes() {
    let argument = Argument(Array("--file=".utf8) + [0xFF, 0x00, 0xC3])
    guard case .option(let option, let value?) = Token(argument) else {
      Issue.record("no option")
      return
    }
    #expect(option.name == .file)
    #expect(value.bytes == [0xFF, 0x00, 0xC3])
    #expect(kind(Argument([0x2D, 0xFF])) == "operand")
  }

  @Test("an unfinished command line is read as far as it goes")
  func looseScan() {
    let scan = LooseScan([
      "--color", "never", "grad", "x^2", "--at", "y=1", "-x", "--foo", "-f", "m", "--", "--z", "--at",
    ])
    #expect(scan.command == .grad)
    #expect(scan.operands == ["x^2", "-x", "--z", "--at"])
    #expect(scan.file == "m")
    #expect(scan.color == .never)
    #expect(!scan.ascii)
  }

  @Test("the last option may still lack its value")
  func looseScanDangling() {
    let scan = LooseScan(["grad", "a*b", "--ascii", "--color", "purple", "--at"])
    #expect(scan.operands == ["a*b"])
    #expect(scan.color == .auto)
    #expect(scan.ascii)
  }
}
