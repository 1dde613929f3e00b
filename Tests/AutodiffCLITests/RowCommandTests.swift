import Platform
import Testing

@testable import AutodiffCLI

/// Many points in one run: in order, whatever the number of threads, and as one run a point has them.
@Suite("Many points")
struct RowCommandTests {
  /// A table of points, some of which are outside the domain.
  private static let table: String = {
    var state: UInt64 = 7
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    let rows = (0..<6000).map { "r\($0),\(random() * 5 - 0.01),\"\(random() * 10 - 5)\"\n" }
    return "id,x1,x2\n" + rows.joined()
  }()

  private func line(_ words: [String]) -> String {
    ([Tool.path] + words).map { "'\($0)'" }.joined(separator: " ")
  }

  @Test(
    "the output is the same for any number of threads",
    arguments: ["csv", "tsv", "json", "text"], ["grad", "hessian"])
  func threads(_ format: String, _ command: String) {
    temporary(Self.table) { path in
      let words = [
        command, "ln(x1)+x1*x2-sin(x2)", "--points", path, "--points-format", "csv", "--format", format,
        "--jobs",
      ]
      let one = Tool.run((words + ["1"]).map { Argument($0) })
      #expect(one.status == 1)
      #expect(one.output.count > 250_000)
      for jobs in ["2", "3", "8"] {
        let several = Tool.run((words + [jobs]).map { Argument($0) })
        #expect(several.output == one.output)
        #expect(several.errors == one.errors)
        #expect(several.status == 1)
      }
      // Blocks of other sizes, from a pipe.
      let pipe = shell("cat \(path) | \(line(words.map { $0 == path ? "-" : $0 } + ["2"])) 2>/dev/null")
      #expect(pipe.output == one.outputText)
    }
  }

  @Test("each row is what one run at its point prints", arguments: ["grad", "eval", "hessian", "jvp", "vjp"])
  func rows(_ command: String) {
    let points = Self.table.split(separator: "\n").dropFirst().prefix(8).map { $0.split(separator: ",") }
    let seed = ["jvp": ["--seed", "x1=1,x2=-2"], "vjp": ["--seed", "1.5"]][command] ?? []
    let words = [command, "ln(x1)+x1*x2-sin(x2)"] + seed + ["--format", "csv", "-q"]
    let table = "x1,x2\n" + points.map { "\($0[1]),\($0[2].dropFirst().dropLast())\n" }.joined()
    let all = temporary(table) { Tool.run((words + ["--points", $0]).map { Argument($0) }).outputText }
    var expected = ""
    for point in points {
      let at = "x1=\(point[1]),x2=\(point[2].dropFirst().dropLast())"
      let single = Tool.run((words + ["--at", at]).map { Argument($0) }).outputText.split(separator: "\n")
      if expected.isEmpty { expected = single[0] + "\n" }
      expected += single[1] + "\n"
    }
    #expect(all == expected)
  }

  @Test("a row comes out before the next goes in", .enabled(if: isInstalled("timeout")))
  func unbuffered() {
    // The second row is written only after the first result has been read.
    let program = """
      d=$(mktemp -d); mkfifo $d/in $d/out
      timeout 20 \(line(["eval", "x^2", "--points"])) $d/in --points-format csv --unbuffered >$d/out &
      exec 4<$d/out 3>$d/in
      echo x >&3; echo 2 >&3; read -r header <&4; read -r one <&4
      echo 3 >&3; read -r two <&4; exec 3>&-; cat <&4
      echo $header $one $two; rm -r $d
      """
    #expect(shell(program) == ("x,f 2,4 3,9\n", 0))
  }

  @Test("an error ends the run though more input may come", .enabled(if: isInstalled("timeout")))
  func interrupted() {
    // The shell keeps the pipe open, so that the input never ends.
    let program = """
      d=$(mktemp -d); mkfifo $d/in; exec 3<>$d/in
      { echo x; yes 1 | head -n 300000; echo a; yes 1 | head -n 100; } >$d/in &
      timeout 60 \(line(["eval", "x", "--points"])) $d/in --points-format csv --jobs 2 2>&1 >/dev/null; echo $?
      rm -r $d
      """
    let result = shell(program)
    #expect(result.output.contains("/in:300002: x: 'a' is not a number\n"))
    #expect(result.output.hasSuffix("2\n"))
  }

  @Test("a full disk is an error, a closed pipe is not", .enabled(if: access("/dev/full", W_OK) == 0))
  func output() {
    temporary(Self.table) { path in
      let words = ["eval", "x1*x2", "--points", path, "--points-format", "csv"]
      let full = shell("\(line(words)) >/dev/full")
      #expect(full.status == 3 && full.output.contains("No space left on device"))
      #expect(shell("\(line(words)) | head -n 1") == ("id,x1,x2,f\n", 0))
    }
  }

  @Test("many columns, and an array of as many")
  func columns() {
    let count = 2000
    let expression = "sum(i, 1, \(count), x[i]^2)"
    let csv =
      (1...count).map { "x\($0)" }.joined(separator: ",") + "\n"
      + (1...count).map { _ in "1" }.joined(separator: ",") + "\n"
    let json = "{\"x\":[" + (1...count).map { _ in "1" }.joined(separator: ",") + "]}\n"
    for input in [csv, json] {
      let result = Tool.run(
        "grad", expression, "--points", "-", "--wrt", "x2", "--format", "csv", input: input)
      #expect(result.status == 0)
      #expect(result.outputText.hasSuffix(",1,2\n"))
    }
  }

  @Test(
    "hostile rows are answered, not followed",
    arguments: [
      "", "\n", "\n\n\n", "x", "x\n\"", "x\n\"\n\"\"", "\"", ",", "x,y\n,\n", "x\r1\r2", "{", "{}",
      "{\"x\":[[[[",
      "{\"x\":1}\n[]\n", "{\"x\\", "{\"\\ud800\":1,\"x\":\"\\", "x\n\u{0}", "\u{FEFF}",
      "x\n1e999999999999999999999",
      "{\"x\":{\"x\":{\"x\":{}}}}", "x\n" + String(repeating: "1", count: 100_000), "x\n1\n\n\n2",
    ])
  func hostile(_ text: String) {
    for options in [["--on-error", "stop"], ["--on-error", "nan", "--json"], ["--on-error", "skip"]] {
      let words = ["grad", "x^2", "--points", "-"] + options
      let result = Tool.run(words.map { Argument($0) }, input: Array(text.utf8))
      #expect(result.status <= 2)
    }
  }

  @Test("progress", arguments: [(nil, "1000 rows, 500 a second"), (200, "1000 rows, 500 a second, 25 %")])
  func progress(_ size: Int?, _ text: String) {
    #expect(RowProgress.text(rows: 1000, seconds: 2, position: 50, size: size) == text)
  }
}
