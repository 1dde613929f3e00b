import Autodiff

/// A computational graph as an outline for the terminal: below each output what it is made of, down to the
/// inputs. An operation that is used several times is written out once.
///
/// - Complexity: O(*n*) in edges: the indentation ends at a depth of 24.
struct GraphOutline {
  let labels: GraphLabels
  let isASCII: Bool

  private static let deepestIndentation = 24
  private var graph: ComputationalGraph { labels.graph }

  init(_ labels: GraphLabels, isASCII: Bool) {
    self.labels = labels
    self.isASCII = isASCII
  }

  /// The lines as a table: the node, the partial on the edge that leads up, and the numbers at a point.
  var table: Table {
    var columns = [
      Table.Column("graph", .text), Table.Column("partial", graph.sweep == nil ? .text : .number),
    ]
    if let sweep = graph.sweep {
      columns.append(Table.Column("value", .number))
      let name = sweep == .forward ? "tangent" : "adjoint"
      let symbol = isASCII ? "d/d" : "∂"
      columns += graph.seeds.map { seed in
        Table.Column(
          sweep == .forward ? symbol + seed : graph.seeds.count == 1 ? name : "\(name) \(seed)", .number)
      }
    }
    return Table(columns: columns, rows: lines().map { $0.cells })
  }

  private struct Line { var cells: [Table.Cell] }

  /// A place in the outline that is still to be written.
  private struct Item {
    var node: Int
    var edge: ComputationalGraph.Edge?
    /// For each level above, whether the guide goes on.
    var guides: [Bool]
    var depth: Int
    var isLast: Bool
  }

  private func lines() -> [Line] {
    var incoming = [[ComputationalGraph.Edge]](repeating: [], count: graph.nodes.count)
    for edge in graph.edges { incoming[edge.target].append(edge) }
    var isWritten = [Bool](repeating: false, count: graph.nodes.count)
    var lines: [Line] = []
    var stack = graph.nodes.indices.filter { graph.nodes[$0].kind == .output }.reversed()
      .map { Item(node: $0, edge: nil, guides: [], depth: 0, isLast: true) }
    while let item = stack.popLast() {
      let node = graph.nodes[item.node]
      let repeats = isWritten[item.node] && node.kind == .operation
      isWritten[item.node] = true
      lines.append(line(item, node, repeats))
      if repeats { continue }
      var guides = item.guides
      if item.edge != nil && guides.count < GraphOutline.deepestIndentation { guides.append(!item.isLast) }
      let edges = incoming[item.node]
      for (place, edge) in edges.enumerated().reversed() {
        stack.append(
          Item(
            node: edge.source, edge: edge, guides: guides, depth: item.depth + 1,
            isLast: place == edges.count - 1))
      }
    }
    return lines
  }

  private func line(_ item: Item, _ node: ComputationalGraph.Node, _ repeats: Bool) -> Line {
    var text = ""
    if item.edge != nil {
      for goesOn in item.guides { text += goesOn ? (isASCII ? "|  " : "│  ") : "   " }
      text += isASCII ? (item.isLast ? "`- " : "|- ") : (item.isLast ? "└─ " : "├─ ")
      if item.depth > GraphOutline.deepestIndentation + 1 { text += "(\(item.depth)) " }
    }
    text += repeats ? labels.name(node) + (isASCII ? " (above)" : " ↑") : labels.title(node)
    let numbers = labels.numbers
    var cells: [Table.Cell] = [.text(text), .text(item.edge.map(labels.partial) ?? "")]
    if let value = node.value {
      cells += ([value] + node.derivatives).map { repeats ? .empty : .numeral(numbers.text($0)) }
    }
    return Line(cells: cells)
  }
}
