import Autodiff

/// A computational graph as a picture.
struct GraphSVG {
  let labels: GraphLabels
  let title: String

  /// The most nodes that are drawn: nobody reads more, and long edges cost room at every level.
  static let limit = 1000

  private static let margin = 16.0
  private static let lineHeight = 17.0
  private static let style = """
    .node { fill: @fill; stroke: @line; stroke-width: 1.2; }
    .input { stroke: @blue; }
    .output { stroke: @green; stroke-width: 2; }
    .edge { fill: none; stroke: @line; stroke-width: 1.2; }
    .cut { stroke-dasharray: 4 4; }
    .head { fill: @line; }
    .partial { fill: @orange; }
    .derivative { fill: @violet; }

    """

  private var graph: ComputationalGraph { labels.graph }

  var document: String {
    var ports = [Int](repeating: 0, count: graph.nodes.count)
    for edge in graph.edges { ports[edge.target] += 1 }
    let texts = graph.nodes.map { [labels.title($0)] + labels.details($0) }
    let boxes = graph.nodes.indices.map { index in
      LayeredLayout.Box(
        level: graph.nodes[index].level, width: (texts[index].map(GraphSVG.width).max() ?? 0) + 24,
        height: max(
          Double(texts[index].count) * GraphSVG.lineHeight + 12,
          Double(ports[index]) * LayeredLayout.portGap + 4))
    }
    let links = graph.edges.map {
      LayeredLayout.Link(source: $0.source, target: $0.target, labelWidth: GraphSVG.width(labels.partial($0)))
    }
    let layout = LayeredLayout(boxes, links)
    var svg = SVG(
      width: layout.width + 2 * GraphSVG.margin, height: layout.height + 2 * GraphSVG.margin, title: title,
      style: GraphSVG.style)
    svg.add("<g transform=\"translate(\(SVG.number(GraphSVG.margin)) \(SVG.number(GraphSVG.margin)))\">")
    for (edge, route) in zip(graph.edges, layout.routes) { draw(edge, route, &svg) }
    for (index, node) in graph.nodes.enumerated() {
      draw(node, texts[index], boxes[index], layout.places[index], &svg)
    }
    svg.add("</g>")
    return svg.document
  }

  private static func width(_ text: String) -> Double { Double(DisplayText.width(text)) * SVG.characterWidth }

  private func draw(
    _ edge: ComputationalGraph.Edge, _ route: [LayeredLayout.Stretch], _ svg: inout SVG
  ) {
    guard let first = route.first, let last = route.last else { return }
    let partial = labels.partial(edge)
    let n = SVG.number
    var path = "M\(n(first.begin)) \(n(first.from))"
    for stretch in route {
      let middle = (stretch.start + stretch.end) / 2
      let stop = stretch == last ? stretch.stop - 6 : stretch.stop
      path += " H\(n(stretch.start)) C\(n(middle)) \(n(stretch.from)) \(n(middle)) \(n(stretch.to))"
      path += " \(n(stretch.end)) \(n(stretch.to)) H\(n(stop))"
    }
    svg.add("<path class=\"edge\(labels.isCut(edge) ? " cut" : "")\" d=\"\(path)\"/>")
    let (x, y) = (last.stop, last.to)
    svg.add("<path class=\"head\" d=\"M\(n(x)) \(n(y)) l-9 -4 v8 z\"/>")
    if !partial.isEmpty { svg.text(partial, x: x - 12, y: y - 4, class: "partial", anchor: "end") }
  }

  private func draw(
    _ node: ComputationalGraph.Node, _ lines: [String], _ box: LayeredLayout.Box,
    _ place: (left: Double, middle: Double), _ svg: inout SVG
  ) {
    let n = SVG.number
    let radius = node.kind == .input ? min(box.height / 2, 14) : 5
    svg.add(
      "<rect class=\"node \(node.kind.rawValue)\" x=\"\(n(place.left))\" y=\"\(n(place.middle - box.height / 2))\""
        + " width=\"\(n(box.width))\" height=\"\(n(box.height))\" rx=\"\(n(radius))\"/>")
    let first = place.middle - Double(lines.count - 1) * GraphSVG.lineHeight / 2 + 4.5
    for (index, line) in lines.enumerated() {
      svg.text(
        line, x: place.left + box.width / 2, y: first + Double(index) * GraphSVG.lineHeight,
        class: index == 0 ? "name" : index == 1 ? "soft" : "derivative", anchor: "middle")
    }
  }
}
