import Autodiff

/// A computational graph as data: JSON with nodes and edges, or a table with a record an edge.
struct GraphRecords {
  let labels: GraphLabels

  private var graph: ComputationalGraph { labels.graph }

  /// A row an edge, under the node that it leads to; a node without edges has a row of its own.
  var table: Table {
    let hasPoint = graph.sweep != nil
    var columns = ["node", "kind", "expression"].map { Table.Column($0, .text) }
    if hasPoint {
      columns.append(Table.Column("value", .number))
      columns += graph.seeds.map { Table.Column(derivativeName(of: $0), .number) }
    }
    columns += [Table.Column("operand", .text), Table.Column("formula", .text)]
    if hasPoint { columns.append(Table.Column("partial", .number)) }

    var incoming = [[ComputationalGraph.Edge]](repeating: [], count: graph.nodes.count)
    for edge in graph.edges { incoming[edge.target].append(edge) }
    var rows: [[Table.Cell]] = []
    for (index, node) in graph.nodes.enumerated() {
      var head = [formula(labels.name(node), node.quantity), .text(node.kind.rawValue), expression(node)]
      if let value = node.value { head += ([value] + node.derivatives).map { .number($0) } }
      if incoming[index].isEmpty {
        rows.append(head + [.empty, .empty] + (hasPoint ? [.empty] : []))
      }
      for edge in incoming[index] {
        let source = graph.nodes[edge.source]
        rows.append(
          head + [formula(labels.name(source), source.quantity), rule(edge)]
            + (hasPoint ? [edge.partial.map { .number($0) } ?? .empty] : []))
      }
    }
    return Table(columns: columns, rows: rows)
  }

  private func derivativeName(of seed: String) -> String {
    graph.sweep == .forward ? "d_d\(seed)" : graph.seeds.count == 1 ? "adjoint" : "adjoint_\(seed)"
  }

  private func formula(_ text: String, _ quantity: Trace.Quantity) -> Table.Cell {
    .formula(text, latex: TraceNotation.latex.name(of: quantity))
  }

  private func expression(_ node: ComputationalGraph.Node) -> Table.Cell {
    node.expression.map {
      .formula(graph.text(of: $0, in: labels.notation), latex: graph.text(of: $0, in: .latex))
    } ?? .empty
  }

  private func rule(_ edge: ComputationalGraph.Edge) -> Table.Cell {
    edge.formula.map {
      .formula(graph.text(of: $0, in: labels.notation), latex: graph.text(of: $0, in: .latex))
    } ?? .empty
  }

  /// Adds `nodes` and `edges` to an object. Edges speak of nodes by their position.
  func write(_ json: inout JSONWriter) {
    if let sweep = graph.sweep {
      json.member("sweep", sweep.rawValue)
      json.array("seeds") { json in for seed in graph.seeds { json.value(seed) } }
    }
    json.array("nodes") { json in
      for node in graph.nodes {
        json.object { json in
          json.member("name", labels.name(node))
          json.member("kind", node.kind.rawValue)
          if let label = node.label { json.member("definition", label) }
          if let formula = node.expression {
            json.member("expression", graph.text(of: formula, in: labels.notation))
          }
          json.key("level")
          json.numeral("\(node.level)")
          if let value = node.value {
            json.member("value", value)
            json.array(graph.sweep == .forward ? "tangents" : "adjoints") { json in
              for number in node.derivatives { json.value(number) }
            }
          }
        }
      }
    }
    json.array("edges") { json in
      for edge in graph.edges {
        json.object { json in
          json.key("from")
          json.numeral("\(edge.source)")
          json.key("to")
          json.numeral("\(edge.target)")
          json.key("operand")
          json.numeral("\(edge.place)")
          if edge.formula != nil { json.member("formula", labels.formula(edge)) }
          if let partial = edge.partial { json.member("partial", partial) }
        }
      }
    }
  }
}
