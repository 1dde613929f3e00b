import Autodiff
import Testing

@testable import AutodiffCLI

/// Inputs that nobody writes: none may crash, hang, or take memory without bound.
@Suite("Hostile input")
struct HostileInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    /// The words of the command line; the text is its standard input.
    var commands: [String]
    var status: Int32 = 0
    var testDescription: String { name }
  }

  private static let commands = [
    "eval --at x=0.5", "grad --at x=0.5", "grad --at x=0.5 --mode forward", "grad --at x=0.5 --mode numeric",
    "grad --at x=0.5 --mode symbolic", "diff", "diff --stats --json", "swell --order 2", "swell --iterate 2",
  ]
  private static let values = Array(commands.prefix(4))
  private static let traces =
    ["eval --at x=0.5 --trace"]
    + Mode.allCases.map { "grad --at x=0.5 --trace --format json --mode \($0.rawValue)" }

  private static func nested(_ open: String, _ inner: String, _ close: String, _ count: Int) -> String {
    String(repeating: open, count: count) + inner + String(repeating: close, count: count)
  }

  /// 200 levels, each naming the one below twice: 2^200 terms, were they written out.
  private static func doubling(_ step: (String) -> String) -> String {
    "a0 = sin(x)\n" + (1...200).map { "a\($0) = \(step("a\($0 - 1)"))\n" }.joined() + "a200\n"
  }

  private static let megabyte = 1_000_000

  static let cases: [Case] = [
    Case(name: "parentheses", text: nested("(", "x", ")", 100_000), commands: commands),
    Case(
      name: "many parentheses", text: nested("(", "x", ")", megabyte), commands: ["eval --at x=1", "diff"]),
    Case(name: "signs", text: nested("-", "x", "", 4000), commands: commands),
    Case(name: "many signs", text: nested("-", "x", "", 50_000), commands: values),
    Case(name: "sum", text: nested("x+", "x", "", 4000), commands: commands),
    Case(name: "long sum", text: nested("x+", "x", "", 50_000), commands: values),
    Case(name: "calls", text: nested("sin(", "x", ")", 2000), commands: commands),
    Case(name: "many calls", text: nested("sin(", "x", ")", 20_000), commands: values),
    Case(name: "powers", text: nested("x^", "x", "", 1000), commands: commands),
    Case(name: "many powers", text: nested("x^", "x", "", 20_000), commands: values),
    Case(name: "arguments", text: "max(" + nested("x,", "x", "", 1000) + ")", commands: commands),
    Case(name: "many arguments", text: "max(" + nested("x,", "x", "", 50_000) + ")", commands: values),
    Case(name: "signs, traced", text: nested("-", "x", "", 1000), commands: traces),
    Case(name: "doubling sum", text: doubling { "\($0)/2+\($0)*x" }, commands: commands + traces),
    Case(name: "doubling product", text: doubling { "\($0)*\($0)" }, commands: commands + traces),
    Case(name: "doubling call", text: doubling { "sin(\($0))*\($0)" }, commands: commands + traces),
    Case(name: "digits", text: nested("9", "", "", megabyte), commands: ["eval"], status: 2),
    Case(name: "fraction", text: "0." + nested("0", "1*x", "", megabyte), commands: ["eval --at x=1"]),
    Case(name: "exponent", text: "1e999999999999", commands: ["eval", "diff"], status: 2),
    Case(name: "small exponent", text: "x*1e-999999999999", commands: ["eval --at x=1"]),
    Case(name: "huge power", text: "x^1e308", commands: commands + traces),
    Case(name: "whole power", text: "x^1000000007", commands: commands + traces),
    Case(name: "open", text: nested("(", "", "", megabyte), commands: ["eval"], status: 2),
    Case(name: "close", text: nested("", "", ")", megabyte), commands: ["eval"], status: 2),
    Case(name: "name", text: nested("q", "", "", megabyte), commands: ["eval", "eval --at x=1"], status: 2),
    Case(name: "function", text: nested("q", "(x)", "", megabyte), commands: ["eval"], status: 2),
    Case(name: "NUL", text: nested("\0", "", "", megabyte), commands: ["eval"], status: 2),
    Case(name: "marks", text: "x" + nested("\u{307}", "", "", 500_000), commands: ["eval"], status: 2),
    Case(name: "lines", text: nested("\n", "x +", "\n", megabyte), commands: ["eval"], status: 2),
  ]

  @Test("is answered within seconds and 1 GB", arguments: cases)
  func answer(_ hostile: Case) {
    for line in hostile.commands {
      let words = line.split(separator: " ").map { Argument(String($0)) }
      let result = Tool.run(
        words + ["--file", "-"], input: Array(hostile.text.utf8), shell: "ulimit -t 20; \(Self.memory)")
      #expect(result.status == hostile.status, "\(line): \(result.errorText.prefix(300))")
      #expect(result.errors.count < 3000, "\(line)")
    }
  }

  #if os(Linux)
    private static let memory = "ulimit -v 1048576"
  #else
    private static let memory = ":"
  #endif
}
