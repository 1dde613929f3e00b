/// Sweeps over steps as a picture, one plot below the other.
struct StepPlotSVG {
  let plots: [StepPlot]

  private static let size = (width: 720.0, height: 440.0)
  private static let frame = (left: 70.0, top: 44.0, width: 500.0, height: 330.0)
  // A colour and a dash each, so that colours are not all there is to tell the curves apart.
  private static let looks = [
    (colour: "blue", dash: "none"), (colour: "orange", dash: "7 4"), (colour: "green", dash: "none"),
    (colour: "violet", dash: "2 3"),
  ]

  private static var style: String {
    var rules = """
      .axis { stroke: @line; fill: none; }
      .grid { stroke: @fill; stroke-width: 1.5; }
      .predicted { fill: none; stroke-width: 1.5; }
      .ring { fill: @page; stroke-width: 2; }

      """
    for (index, look) in looks.enumerated() {
      rules += ".s\(index) { stroke: @\(look.colour); }\n.c\(index) { fill: none; stroke-width: 2; "
      rules += "stroke-dasharray: \(look.dash); }\n.p\(index) { fill: @\(look.colour); }\n"
    }
    return rules
  }

  var document: String {
    let size = StepPlotSVG.size
    var svg = SVG(
      width: size.width, height: size.height * Double(max(plots.count, 1)),
      title: plots.map(\.title).joined(separator: "; "), style: StepPlotSVG.style)
    for (index, plot) in plots.enumerated() {
      svg.add("<g transform=\"translate(0 \(SVG.number(Double(index) * size.height)))\">")
      draw(plot, &svg)
      svg.add("</g>")
    }
    return svg.document
  }

  private func place(_ point: (x: Double, y: Double), _ plot: StepPlot) -> (x: Double, y: Double) {
    let frame = StepPlotSVG.frame
    return (
      frame.left + StepPlot.fraction(point.x, plot.xRange) * frame.width,
      frame.top + (1 - StepPlot.fraction(point.y, plot.yRange)) * frame.height
    )
  }

  private func draw(_ plot: StepPlot, _ svg: inout SVG) {
    let frame = StepPlotSVG.frame
    let n = SVG.number
    let (right, bottom) = (frame.left + frame.width, frame.top + frame.height)
    svg.text(plot.title, x: frame.left, y: 26, class: "name")
    for power in plot.xRange where power % StepPlot.tickStep(plot.xRange, atMost: 10) == 0 {
      let x = place((Double(power), 0), plot).x
      svg.add("<path class=\"grid\" d=\"M\(n(x)) \(n(frame.top)) V\(n(bottom))\"/>")
      svg.text("1e\(power)", x: x, y: bottom + 20, class: "soft", anchor: "middle")
    }
    for power in plot.yRange where power % StepPlot.tickStep(plot.yRange, atMost: 10) == 0 {
      let y = place((0, Double(power)), plot).y
      svg.add("<path class=\"grid\" d=\"M\(n(frame.left)) \(n(y)) H\(n(right))\"/>")
      svg.text("1e\(power)", x: frame.left - 8, y: y + 4.5, class: "soft", anchor: "end")
    }
    svg.text("step h", x: (frame.left + right) / 2, y: bottom + 44, class: "soft", anchor: "middle")
    svg.add(
      "<rect class=\"axis\" x=\"\(n(frame.left))\" y=\"\(n(frame.top))\" width=\"\(n(frame.width))\" height=\"\(n(frame.height))\"/>"
    )
    for (index, series) in plot.series.enumerated() { draw(series, index, plot, &svg) }
    let legend = frame.top + 20 * Double(plot.series.count) + 22
    svg.add("<circle class=\"ring axis\" cx=\"\(n(right + 31))\" cy=\"\(n(legend))\" r=\"5\"/>")
    svg.text("best", x: right + 50, y: legend + 4.5, class: "soft")
    svg.add("<path class=\"predicted axis\" d=\"\(StepPlotSVG.cross((right + 31, legend + 22)))\"/>")
    svg.text("predicted", x: right + 50, y: legend + 26.5, class: "soft")
  }

  private func draw(_ series: StepPlot.Series, _ index: Int, _ plot: StepPlot, _ svg: inout SVG) {
    let frame = StepPlotSVG.frame
    let n = SVG.number
    for run in series.runs {
      let points = run.map { place($0, plot) }
      let line = points.map { "\(n($0.x)) \(n($0.y))" }.joined(separator: " L")
      svg.add("<path class=\"c\(index) s\(index)\" d=\"M\(line)\"/>")
      for point in points {
        svg.add("<circle class=\"p\(index)\" cx=\"\(n(point.x))\" cy=\"\(n(point.y))\" r=\"2.5\"/>")
      }
    }
    if let best = series.best.map({ place($0, plot) }) {
      svg.add("<circle class=\"ring s\(index)\" cx=\"\(n(best.x))\" cy=\"\(n(best.y))\" r=\"5\"/>")
    }
    if let predicted = series.predicted,
      Double(plot.xRange.lowerBound)...Double(plot.xRange.upperBound) ~= predicted.x,
      predicted.y <= Double(plot.yRange.upperBound)
    {
      svg.add("<path class=\"predicted s\(index)\" d=\"\(StepPlotSVG.cross(place(predicted, plot)))\"/>")
    }
    let (right, y) = (frame.left + frame.width, frame.top + 12 + 20 * Double(index))
    svg.add("<path class=\"c\(index) s\(index)\" d=\"M\(n(right + 18)) \(n(y)) h26\"/>")
    svg.text(series.name, x: right + 50, y: y + 4.5, class: "name")
  }

  private static func cross(_ point: (x: Double, y: Double)) -> String {
    "M\(SVG.number(point.x - 5)) \(SVG.number(point.y - 5)) l10 10 m0 -10 l-10 10"
  }
}
