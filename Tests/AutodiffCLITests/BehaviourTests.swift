import Platform
import Testing

@testable import AutodiffCLI

/// Exit statuses, streams and the environment, with the command as a process of its own.
@Suite("Behaviour")
struct BehaviourTests {
  private static let survey = ["grad", "ln(x1)+x1*x2-sin(x2)", "--at", "x1=2,x2=5"]

  private func run(_ words: [String], _ environment: [String] = []) -> Tool.Result {
    Tool.run(words.map { Argument($0) }, environment: environment)
  }

  /// The command line of a run, for /bin/sh.
  private func line(_ words: [String]) -> String {
    ([Tool.path] + words).map { "'\($0)'" }.joined(separator: " ")
  }

  static let statuses: [(words: [String], status: Int32)] = [
    (["eval", "x", "--at", "x=1"], 0), (["eval", "1/x", "--at", "x=0"], 1),
    (["eval", "1/x", "--at", "x=0", "--allow-nonfinite"], 0),
    (["grad", "sqrt(x)", "--at", "x=0", "--json"], 1), (["grad", "sqrt(x)", "--at", "x=0", "--trace"], 1),
    (["grad", "sqrt(x)", "--at", "x=0", "--trace", "--allow-nonfinite"], 0),
    (["eval", "x"], 2), (["eval", "("], 2), (["frobnicate"], 2), ([], 2), (["grad", "x", "--foo"], 2),
    (["diff", "1/x"], 0), (["eval", "--file", "none"], 3), (["eval", "1", "--output", "none/x"], 3),
    (["--help"], 0), (["--version"], 0), (["help", "modes"], 0), (["completions", "fish"], 0),
    (["functions"], 0),
  ]

  @Test("the exit status", arguments: statuses)
  func status(_ words: [String], _ status: Int32) {
    let result = run(words)
    #expect(result.status == status)
    #expect(result.output.isEmpty == (status > 1))
    #expect(result.errors.isEmpty == (status == 0 && !words.contains("--allow-nonfinite")))
  }

  @Test("--quiet leaves the result and the exit status")
  func quiet() {
    let result = run(["eval", "e/x", "--at", "x=0,e=1", "--quiet"])
    #expect(result.outputText == "inf\n")
    #expect(result.errors.isEmpty)
    #expect(result.status == 1)
  }

  @Test("--output writes what standard output would get, and replaces a file")
  func outputFile() throws {
    try temporary(String(repeating: "old\n", count: 1000)) { path in
      let result = run(Self.survey + ["--trace", "--output", path])
      #expect(result.status == 0)
      #expect(result.output.isEmpty)
      let written = try InputReader.read(Argument(path), limit: 1 << 20)
      #expect(written == run(Self.survey + ["--trace"]).output)
    }
  }

  @Test("a failed command leaves an existing file as it was")
  func outputUntouched() throws {
    try temporary("old") { path in
      #expect(run(["eval", "x", "--output", path]).status == 2)
      let left = try InputReader.read(Argument(path), limit: 10)
      #expect(left == Array("old".utf8))
    }
  }

  static let writing: [[String]] = {
    var commands: [[String]] = [["--help"], ["--version"], ["help", "modes"], ["completions", "bash"]]
    for format in Command.eval.formats.map(\.rawValue) {
      for words in [
        ["eval", "2"], survey, survey + ["--trace"], ["diff", "x^2"], ["swell", "x^2"], ["functions"],
      ] { commands.append(words + ["--format", format]) }
    }
    return commands
  }()

  #if os(Linux)
    @Test("a full disk is a message and exit status 3", arguments: writing)
    func fullDisk(_ words: [String]) {
      let message = "cannot write to standard output: No space left on device\n"
      let direct = shell("\(line(words)) 2>&1 >/dev/full")
      #expect(direct.output == "autodiff: error: " + message)
      #expect(direct.status == 3)
      guard words.contains("--format") else { return }
      let named = run(words + ["--output", "/dev/full"])
      #expect(named.errorText == "autodiff: error: cannot write to '/dev/full': No space left on device\n")
      #expect(named.status == 3)
      #expect(named.output.isEmpty)
    }
  #endif

  @Test("a file that may not grow is a message and exit status 3")
  func sizeLimit() {
    temporary("") { path in
      // The functions as JSON are longer than the two blocks.
      let result = Tool.run(
        ["functions", "--json", "--output", Argument(path)],
        shell: "trap '' XFSZ; ulimit -f 2; LLVM_PROFILE_FILE=/dev/null")
      #expect(result.status == 3)
      #expect(result.errorText == "autodiff: error: cannot write to '\(path)': File too large\n")
    }
  }

  @Test("a closed output is a message and exit status 3; closed messages are no obstacle")
  func closed() {
    #expect(shell("\(line(["eval", "2"])) >&-").status == 3)
    #expect(shell("\(line(["eval", "1/0", "--allow-nonfinite"])) 2>&-").output == "inf\n")
    #expect(shell("\(line(["eval"])) <&-").status == 3)
  }

  @Test("a reader that stops reading ends the command quietly")
  func brokenPipe() {
    let words = ["functions", "--json"]
    let result = shell("\(line(words)) | head -1 | cut -c1-13")
    #expect(result.output == "{\"name\":\"exp\"\n")
    #expect(shell("{ \(line(words)); echo $? >&2; } 2>&1 >/dev/null | true").output == "")
  }

  @Test(
    "20 runs print the same bytes",
    arguments: [survey + ["--stats"], survey + ["--trace"], ["functions"]])
  func deterministic(_ words: [String]) {
    let first = run(words).output
    for _ in 1..<20 { #expect(run(words).output == first) }
  }

  @Test("the language of the environment changes symbols at most")
  func locales() {
    let values = Self.survey + ["--value", "--stats", "--mode", "numeric"]
    let unicode = run(values)
    for locale in ["C", "POSIX", "de_DE.UTF-8", "de_DE", "tr_TR.ISO-8859-9", ""] {
      #expect(run(values, ["LC_ALL=" + locale]).output == unicode.output)
    }
    for format in Command.eval.formats.map(\.rawValue) where format != "text" {
      // What programs read is the same everywhere.
      let words = Self.survey + ["--format", format]
      #expect(run(words, ["LC_ALL=C"]).output == run(words).output)
    }
    let trace = Self.survey + ["--trace"]
    #expect(run(trace, ["LC_ALL=C"]).output == run(trace + ["--ascii"]).output)
    #expect(run(trace, ["LC_ALL=de_DE.UTF-8"]).output == run(trace).output)
    let numeric = ["grad", "x", "--at", "x=1", "--trace", "-m", "numeric"]
    for words in [trace, numeric, ["functions"], ["functions", "max"]] {
      #expect(run(words, ["LC_ALL=C"]).output.allSatisfy { $0 < 0x80 }, "\(words)")
    }
  }

  @Test(
    "colour is for terminals, or for those who ask",
    arguments: [["eval", "sine(x)"], ["eval", "ln(0)"]])
  func color(_ words: [String]) {
    let plain = run(words)
    let colored = run(words + ["--color", "always"])
    #expect(!plain.errors.contains(0x1B))
    #expect(colored.errors.contains(0x1B))
    #expect(colored.output == plain.output)
    #expect(run(words, ["FORCE_COLOR=1"]).errors == colored.errors)
    #expect(run(words, ["FORCE_COLOR=1", "NO_COLOR=1"]).errors == plain.errors)
    #expect(run(words + ["--color", "never"], ["FORCE_COLOR=1"]).errors == plain.errors)
    #expect(run(words + ["--color", "always"], ["NO_COLOR=1"]).errors == colored.errors)
    // The text without its escape sequences is the same text.
    var isEscape = false
    let bare = colored.errors.filter { byte in
      if byte == 0x1B { isEscape = true }
      defer { if byte == UInt8(ascii: "m") { isEscape = false } }
      return !isEscape
    }
    #expect(bare == plain.errors)
  }

  static let completed: [(words: [String], names: String)] = [
    (["variables", "grad", "a*b+sin(c)", "--at"], "a\nb\nc\n"),
    (["variables", "grad", "-x^2", "--wrt"], "x\n"),
    (["variables", "grad", "x+", "--at"], ""),
    (["variables", "grad", "x", "y", "--at"], "x\ny\n"),
    (["variables", "grad", "--file", "programs/polar.txt", "x*y", "--at"], "r\nt\n"),
    (["variables", "grad", "--file", "none", "--at"], ""),
    (["variables", "grad", "--at"], ""), (["variables"], ""), (["variables", "2*pi"], ""),
  ]

  @Test("completion offers the variables, and never a message", arguments: completed)
  func completion(_ words: [String], _ names: String) {
    let result = run(["__complete"] + words)
    #expect(result.outputText == names)
    #expect(result.errors.isEmpty)
    #expect(result.status == 0)
  }
}
