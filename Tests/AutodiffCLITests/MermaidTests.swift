import Testing

@testable import AutodiffCLI

/// Reads Mermaid's flowcharts as strictly as its grammar does, of which the graphs use a small part:
/// a header, then nodes `n0["label"]`, `n0(["label"])`, `n0[["label"]]`, then edges `n0 --> n1`, `n0 -.-> n1`,
/// `n0 -->|"label"| n1` between them.
///
/// > https://mermaid.js.org/syntax/flowchart.html
@Suite("Mermaid's grammar")
struct MermaidTests {
  static let programs: [[String]] = [
    ["ln(x1)+x1*x2-sin(x2)", "--at", "x1=2,x2=5"], ["ln(x1)+x1*x2-sin(x2)"],
    ["r*cos(t)", "r*sin(t)", "--at", "r=2,t=0.5", "--mode", "forward"],
    ["if(a<b and a>=0 or not (a==1), max(a,b)^2, hypot(a,b))", "--at", "a=1,b=2"],
    ["if(a<b, 1, b)", "--at", "a=nan,b=-inf", "--allow-nonfinite"],
    ["end*graph_1*_*α + subgraph", "--at", "end=1,graph_1=2,_=3,α=4,subgraph=-5e-300"],
    ["a_b = x*y # a comment; \"quoted\"\na_b*a_b", "--at", "x=1,y=2", "--ascii"], ["2+3"],
    ["x", "--at", "x=1"],
    ["floor(x)*x, x, x"], ["x*x", "--at", "x=1e-5", "--hex"],
  ]

  @Test("every line is a node or an edge between nodes", arguments: programs)
  func grammar(_ program: [String]) {
    let result = Tool.run((["graph"] + program + ["--format", "mermaid"]).map { Argument($0) })
    #expect(result.status == 0)
    var lines = result.outputText.split(separator: "\n", omittingEmptySubsequences: false)[...]
    #expect(lines.removeFirst() == "flowchart LR")
    #expect(lines.removeLast().isEmpty)
    var (nodes, edges) = (0, 0)
    for line in lines {
      // By scalars: a combining mark would make one character with the semicolon before it.
      var rest = line.unicodeScalars[...]
      #expect(take("  n", &rest))
      let source = number(&rest)
      if let shape = [("([\"", "\"])"), ("[[\"", "\"]]"), ("[\"", "\"]")].first(where: { take($0.0, &rest) })
      {
        #expect(source == nodes && edges == 0, "nodes come first, by number: \(line)")
        nodes += 1
        #expect(isLabel(&rest), "\(line)")
        #expect(String(rest) == shape.1, "\(line)")
      } else {
        edges += 1
        if take(" -->|\"", &rest) {
          #expect(isLabel(&rest) && take("\"| n", &rest), "\(line)")
        } else {
          #expect(take(" --> n", &rest) || take(" -.-> n", &rest), "\(line)")
        }
        let target = number(&rest)
        #expect(rest.isEmpty && (source ?? nodes) < nodes && (target ?? nodes) < nodes, "\(line)")
      }
    }
    #expect(nodes > 0)
  }

  private typealias Scalars = Substring.UnicodeScalarView

  private func take(_ text: String, _ rest: inout Scalars) -> Bool {
    guard rest.starts(with: text.unicodeScalars) else { return false }
    rest = rest.dropFirst(text.unicodeScalars.count)
    return true
  }

  private func number(_ rest: inout Scalars) -> Int? {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    rest = rest.dropFirst(digits.count)
    return Int(String(digits))
  }

  /// Takes a label up to its closing quotation mark: what has a meaning to Mermaid, to Markdown or to HTML is
  /// written as `#NUMBER;`, but for the line break.
  private func isLabel(_ rest: inout Scalars) -> Bool {
    var length = 0
    while let first = rest.first, first != "\"" {
      length += 1
      if take("<br>", &rest) { continue }
      if take("#", &rest) {
        guard let code = number(&rest), (33..<128).contains(code), take(";", &rest) else { return false }
        continue
      }
      if "<>&*_`|;\\".unicodeScalars.contains(first) { return false }
      rest = rest.dropFirst()
    }
    return length > 0
  }
}
