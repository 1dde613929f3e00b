import Platform
import Testing

@testable import AutodiffCLI

/// Whole outputs of graph, paths, sweep and the numeric formulas, held in files.
///
/// UPDATE_GOLDEN=1 writes them anew.
@Suite("Transcripts of graph, paths and sweep")
struct GraphTranscriptTests {
  static let survey = "'ln(x1)+x1*x2-sin(x2)' --at x1=2,x2=5"
  static let polar = "'r*cos(t)' 'r*sin(t)' --at r=2,t=0.5"
  static let logistic = "'64*x*(1-x)*(1-2*x)^2*(1-8*x+8*x^2)^2' --at x=0.2"

  static let cases: [(name: String, commands: [String])] = [
    (
      "graph-survey",
      formats("graph", survey, ["text", "csv", "json", "markdown", "latex", "dot", "mermaid"])
    ),
    ("graph-survey-svg", ["graph \(survey) --format svg", "graph \(survey) --mode forward --ascii"]),
    ("graph-polar", formats("graph", polar, ["text", "tsv", "json", "dot", "mermaid", "svg"])),
    (
      "graph-formulas", ["graph 'r = sqrt(x^2+y^2); r, x/r'", "graph 'floor(x)*x' --format dot", "graph 2+3"]
    ),
    ("paths-survey", formats("paths", survey, ["text", "csv", "tsv", "json", "markdown", "latex"])),
    ("paths-polar", formats("paths", polar, ["text", "json"]) + ["paths \(polar) --wrt t --ascii"]),
    (
      "sweep-survey",
      formats("sweep", survey + " --steps 1e-6:0.1", ["text", "csv", "json", "markdown", "latex"])
    ),
    ("sweep-polar", formats("sweep", polar + " --steps 1e-4:0.1", ["text", "tsv", "json"])),
    (
      "sweep-logistic",
      [
        "sweep \(logistic)", "sweep \(logistic) --plot",
        "sweep \(logistic) --plot --ascii --precision float32 --base 2",
        "sweep \(logistic) --format svg",
      ]
    ),
    (
      "difference",
      DifferenceChoice.spellings.flatMap {
        ["grad \(survey) --difference \($0) --stats", "grad \(polar) --difference \($0) --trace"]
      } + ["grad 'abs(x)' --at x=0 --difference auto --stats", "grad \(survey) --step 1e-3 --stats --json"]
    ),
    (
      "graph-errors",
      [
        "graph x --mode numeric", "eval x --at x=1 --format svg", "sweep x --at x=1 --steps 2:3",
        "grad x --at x=1 --difference auto --step 1", "grad x --at x=1 --mode forward --step 1", "paths x",
        "paths 'ln(x)' --at x=-1",
      ]
    ),
  ]

  private static func formats(_ command: String, _ rest: String, _ formats: [String]) -> [String] {
    formats.map { "\(command) \(rest) --format \($0)" }
  }

  @Test("as recorded", arguments: cases.indices)
  func transcript(_ index: Int) throws {
    let (name, commands) = Self.cases[index]

    let tool = Self.directory(of: CommandLine.arguments[0]) + "/autodiff"
    var text = ""
    for command in commands {
      let result = shell("LC_ALL=C.UTF-8 '\(tool)' \(command)")
      text += "$ autodiff \(command)\n\(result.output)[\(result.status)]\n\n"
    }
    let path = Self.directory(of: #filePath) + "/Fixtures/\(name).txt"
    if getenv("UPDATE_GOLDEN") != nil {
      var writer = try OutputWriter.file(Argument(path))
      try writer.write(text)
      try writer.close()
    }
    let recorded = try InputReader.read(Argument(path), limit: 1 << 20)
    #expect(text == String(decoding: recorded, as: UTF8.self), "\(name)")
  }

  private static func directory(of path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }
}
