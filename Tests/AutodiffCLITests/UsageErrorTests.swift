import Testing

@testable import AutodiffCLI

@Suite("UsageError")
struct UsageErrorTests {
  /// Command lines, words separated by spaces, with the whole message and the help that they get.
  static let cases: [(line: String, message: String, help: String?)] = [
    ("gard x", "unknown command 'gard'", "did you mean 'grad'?"),
    ("frobnicate", "unknown command 'frobnicate'", "'autodiff help' lists the commands"),
    ("x^2+1", "unknown command 'x^2+1'", "for the value of an expression, write: autodiff eval 'x^2+1'"),
    ("-x^2", "unknown command '-x^2'", "for the value of an expression, write: autodiff eval '-x^2'"),
    ("x", "unknown command 'x'", "for the value of an expression, write: autodiff eval 'x'"),
    ("--color never", "no command given", "'autodiff help' lists the commands"),
    ("grad x --foo", "unknown option '--foo'", "if it is an expression, write it after '--'"),
    ("grad --x", "unknown option '--x'", "if it is an expression, write it after '--'"),
    ("grad x --moed forward", "unknown option '--moed'", "did you mean '--mode'?"),
    ("grad x --jsn", "unknown option '--jsn'", "did you mean '--json'?"),
    ("grad x --form=csv", "unknown option '--form'", "did you mean '--format'?"),
    ("--versoin", "unknown option '--versoin'", "did you mean '--version'?"),
    (
      "diff x --at x=1", "'diff' takes no option '--at'",
      "it belongs to eval, grad, jacobian, jvp, vjp, hessian, hvp, taylor, check, sweep, graph and paths"
    ),
    ("eval x --mode forward", "'eval' takes no option '--mode'", "it belongs to grad, jacobian and graph"),
    (
      "help --json", "'help' takes no option '--json'",
      "it belongs to eval, grad, jacobian, jvp, vjp, hessian, hvp, taylor, diff, swell, check, sweep, graph, paths and functions"
    ),
    (
      "eval x --format svg", "'eval' has no format 'svg'",
      "it is one of text, csv, tsv, json, markdown and latex"
    ),
    (
      "--at x=1 grad x", "option '--at' stands before the command",
      "write it after the command: autodiff eval --at NAME=VALUE,..."
    ),
    ("grad x -m=forward", "option '-m' takes no '='", "write '-m forward'"),
    ("grad x -t=1", "option '-t' takes no '='", "write '--trace' alone"),
    ("grad x --trace=1", "option '--trace' takes no value", "write '--trace' alone"),
    ("grad x --trace -t", "option '--trace' is given twice", "leave one of them out"),
    ("grad x -w x -w y", "option '--wrt' is given twice", "separate the names by commas: --wrt x1,x2"),
    (
      "grad x --json --format csv", "options '--json' and '--format' exclude each other",
      "leave one of them out"
    ),
    ("grad x --hex --digits 3", "options '--hex' and '--digits' exclude each other", "leave one of them out"),
    (
      "swell x --order 2 --iterate 2", "options '--order' and '--iterate' exclude each other",
      "leave one of them out"
    ),
    ("grad x --at", "option '--at' needs a value", "write it as --at NAME=VALUE,..."),
    ("grad x --file=", "the value of option '--file' is empty", "write it as --file FILE"),
    (
      "grad x -m foward", "bad value 'foward' for option '--mode'",
      "did you mean 'forward'? It is one of forward, reverse, numeric, symbolic, auto and all"
    ),
    (
      "grad x --format xml", "bad value 'xml' for option '--format'",
      "one of text, csv, tsv, json, markdown, latex, dot, mermaid and svg"
    ),
    ("grad x --digits 18", "bad value '18' for option '--digits'", "a whole number from 1 to 17"),
    (
      "grad x --wrt x,,y", "a name is missing in 'x,,y', the value of option '--wrt'",
      "separate the names by commas: --wrt x1,x2"
    ),
    (
      "help a b", "'help' takes one name: found 'b' as well", "usage: autodiff help [OPTIONS] [COMMAND|TOPIC]"
    ),
    ("help languages", "no help on 'languages'", "did you mean 'language'?"),
    ("completions", "no shell given", "name one of bash, zsh and fish"),
    ("completions bahs", "unknown shell 'bahs'", "did you mean 'bash'? It is one of bash, zsh and fish"),
    ("completions powershell", "unknown shell 'powershell'", "one of bash, zsh and fish"),
  ]

  @Test("each error has its message and its help", arguments: cases)
  func words(_ line: String, _ message: String, _ help: String?) {
    do {
      _ = try ArgumentParser.parse(line.split(separator: " ").map { Argument(String($0)) })
      Issue.record("no error")
    } catch {
      #expect(error.diagnostic == Diagnostic(.error, message, help: help))
    }
  }

  @Test("an expression is missing")
  func missingExpression() {
    let diagnostic = UsageError.missingExpression(.diff).diagnostic
    #expect(diagnostic.message == "'diff' needs an expression")
    #expect(diagnostic.help == "for example: autodiff diff 'x^3'")
  }

  static let hostileWords: [[UInt8]] = [
    [0x1B, 0x5B, 0x32, 0x4A], [0xFF, 0xFE], [0x00], [0x0A, 0x0A], Array("\u{202E}abc".utf8),
    Array(repeating: 0x61, count: 131_072), Array(repeating: 0xFF, count: 131_072),
    Array(String(repeating: "é", count: 65_536).utf8),
  ]

  @Test("hostile words are escaped and cut", arguments: hostileWords.indices)
  func hostile(_ index: Int) {
    let bytes = Self.hostileWords[index]
    for arguments in [
      [Argument(bytes)], ["grad", Argument("--".utf8 + bytes)], ["grad", "-m", Argument(bytes)],
    ] {
      do {
        _ = try ArgumentParser.parse(arguments)
        Issue.record("no error")
      } catch {
        let text = DiagnosticRenderer().text(error.diagnostic)
        #expect(text.utf8.count < 700)
        #expect(text.split(separator: "\n").allSatisfy { !$0.isEmpty })
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x202E) })
      }
    }
  }
}
