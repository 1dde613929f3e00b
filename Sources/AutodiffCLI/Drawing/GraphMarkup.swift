import Autodiff

/// A computational graph in the languages of programs that draw graphs.
///
/// Nodes are named by their number, n0, n1, …, because a variable may be called as a row is.
struct GraphMarkup {
  let labels: GraphLabels

  private var graph: ComputationalGraph { labels.graph }

  /// The language of Graphviz.
  ///
  /// > https://graphviz.org/doc/info/lang.html
  var dot: String {
    var text = "digraph autodiff {\n  rankdir=LR\n  node [shape=box, style=rounded, fontname=\"monospace\"]\n"
    text += "  edge [fontname=\"monospace\"]\n"
    for (index, node) in graph.nodes.enumerated() {
      let label = lines(node).map(GraphMarkup.dotEscaped).joined(separator: "\\n")
      let shape =
        switch node.kind {
        case .input: ", shape=ellipse"
        case .operation: ""
        case .output: ", peripheries=2"
        }
      text += "  n\(index) [label=\"\(label)\"\(shape)]\n"
    }
    for edge in graph.edges {
      let partial = labels.partial(edge)
      let attributes =
        labels.isCut(edge)
        ? " [style=dashed]" : partial.isEmpty ? "" : " [label=\"\(GraphMarkup.dotEscaped(partial))\"]"
      text += "  n\(edge.source) -> n\(edge.target)\(attributes)\n"
    }
    let outputs = graph.nodes.indices.filter { graph.nodes[$0].kind == .output }
    if outputs.count > 1 {
      text += "  { rank=same; \(outputs.map { "n\($0)" }.joined(separator: "; ")) }\n"
    }
    return text + "}\n"
  }

  /// > https://mermaid.js.org/syntax/flowchart.html
  var mermaid: String {
    var text = "flowchart LR\n"
    for (index, node) in graph.nodes.enumerated() {
      let label = "\"" + lines(node).map(GraphMarkup.mermaidEscaped).joined(separator: "<br>") + "\""
      let shape =
        switch node.kind {
        case .input: "([\(label)])"
        case .operation: "[\(label)]"
        case .output: "[[\(label)]]"
        }
      text += "  n\(index)\(shape)\n"
    }
    for edge in graph.edges {
      let partial = labels.partial(edge)
      let arrow =
        labels.isCut(edge)
        ? "-.->" : partial.isEmpty ? "-->" : "-->|\"\(GraphMarkup.mermaidEscaped(partial))\"|"
      text += "  n\(edge.source) \(arrow) n\(edge.target)\n"
    }
    return text
  }

  private func lines(_ node: ComputationalGraph.Node) -> [String] {
    [labels.title(node)] + labels.details(node)
  }

  private static func dotEscaped(_ text: String) -> String {
    text.replacingScalars { $0 == "\"" || $0 == "\\" ? "\\" + String($0) : nil }
  }

  // Mermaid reads #35; as the character with that number, and Markdown's marks as markup.
  private static func mermaidEscaped(_ text: String) -> String {
    text.replacingScalars {
      switch $0 {
      case "\"", "#", "<", ">", "&", "*", "_", "`", "|", ";": "#\($0.value);"
      default: nil
      }
    }
  }
}
