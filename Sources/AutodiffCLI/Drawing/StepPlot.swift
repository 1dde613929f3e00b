import Autodiff
import Platform

/// The curves of a sweep over steps on logarithmic axes.
struct StepPlot {
  struct Series {
    let name: String
    /// For the terminal, where there are no colours.
    let mark: Character
    /// Powers of ten of step and error, from the smallest step; runs are broken where there is no
    /// error to show. An error of 0, at minus infinity, is drawn at the lower edge.
    let runs: [[(x: Double, y: Double)]]
    let best: (x: Double, y: Double)?
    let predicted: (x: Double, y: Double)?
  }

  let title: String
  let series: [Series]
  /// Whole powers of ten that hold all points.
  let xRange: ClosedRange<Int>
  let yRange: ClosedRange<Int>

  init(_ sweep: StepSweep, title: String) {
    self.title = title
    func place(_ point: StepSweep.Point?) -> (x: Double, y: Double)? {
      point.map { (Platform.log10($0.step), Platform.log10($0.error)) }
    }
    series = sweep.curves.map { curve in
      var runs: [[(x: Double, y: Double)]] = [[]]
      for (step, error) in zip(sweep.steps, curve.errors).reversed() {
        if error.isFinite {
          runs[runs.count - 1].append((Platform.log10(step), Platform.log10(error)))
        } else if runs[runs.count - 1].count > 0 {
          runs.append([])
        }
      }
      return Series(
        name: curve.formula.rawValue, mark: curve.formula == .fivePoint ? "5" : curve.formula.rawValue.first!,
        runs: runs.filter { !$0.isEmpty },
        best: place(curve.best), predicted: place(curve.predicted))
    }
    let ys = series.flatMap { $0.runs.flatMap { $0.map(\.y) } }.filter(\.isFinite)
    xRange = StepPlot.range(sweep.steps.map { Platform.log10($0) })
    yRange = StepPlot.range(ys)
  }

  private static func range(_ values: [Double]) -> ClosedRange<Int> {
    let low = Int((values.min() ?? 0).rounded(.down))
    return low...max(low + 1, Int((values.max() ?? 1).rounded(.up)))
  }

  /// The distance of the labels on an axis, so that there are no more than `count`.
  static func tickStep(_ range: ClosedRange<Int>, atMost count: Int) -> Int {
    [1, 2, 3, 5, 10, 20, 50, 100].first { range.count / $0 < count } ?? 200
  }

  static func fraction(_ value: Double, _ range: ClosedRange<Int>) -> Double {
    max(0, (value - Double(range.lowerBound)) / Double(range.upperBound - range.lowerBound))
  }

  // MARK: Terminal

  private static let columns = 64
  private static let rows = 18

  /// The plot in characters: lines of braille dots, or of points, with a letter at every sample.
  func text(isASCII: Bool) -> String {
    // A braille cell has two dots across and four down.
    let (across, down) = isASCII ? (1, 1) : (2, 4)
    let (width, height) = (StepPlot.columns * across, StepPlot.rows * down)
    var dots = [UInt8](repeating: 0, count: StepPlot.columns * StepPlot.rows)
    var marks = [Character?](repeating: nil, count: dots.count)
    func dot(_ point: (x: Double, y: Double)) -> (Int, Int) {
      (
        Int((StepPlot.fraction(point.x, xRange) * Double(width - 1)).rounded()),
        Int(((1 - StepPlot.fraction(point.y, yRange)) * Double(height - 1)).rounded())
      )
    }
    for series in series.reversed() {
      for run in series.runs {
        for (one, other) in zip(run, run.dropFirst()) {
          let ((x0, y0), (x1, y1)) = (dot(one), dot(other))
          let length = max(abs(x1 - x0), abs(y1 - y0), 1)
          for step in 0...length {
            let x = x0 + Int((Double((x1 - x0) * step) / Double(length)).rounded())
            let y = y0 + Int((Double((y1 - y0) * step) / Double(length)).rounded())
            dots[y / down * StepPlot.columns + x / across] |= StepPlot.bit(x % across, y % down)
          }
        }
        for point in run {
          let (x, y) = dot(point)
          marks[y / down * StepPlot.columns + x / across] = series.mark
        }
      }
    }
    var lines = [title]
    for row in 0..<StepPlot.rows {
      var line = ""
      for column in 0..<StepPlot.columns {
        let place = row * StepPlot.columns + column
        if let mark = marks[place] {
          line.append(mark)
        } else if isASCII {
          line.append(dots[place] == 0 ? " " : ".")
        } else {
          line.unicodeScalars.append(dots[place] == 0 ? " " : Unicode.Scalar(0x2800 + UInt32(dots[place]))!)
        }
      }
      lines.append(yLabel(row) + (isASCII ? "|" : "│") + line)
    }
    lines.append(
      TextColumn.spaces(6) + (isASCII ? "+" : "└")
        + String(repeating: isASCII ? "-" : "─", count: StepPlot.columns))
    lines.append(TextColumn.spaces(7) + xLabels())
    lines.append("       h;  " + series.map { "\($0.mark) \($0.name)" }.joined(separator: "  "))
    return lines.map { line in
      String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }

  /// > Unicode Standard, *Braille Patterns*, U+2800: the dots are numbered down the columns.
  private static func bit(_ x: Int, _ y: Int) -> UInt8 {
    [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]][x][y]
  }

  private func yLabel(_ row: Int) -> String {
    let step = StepPlot.tickStep(yRange, atMost: 8)
    for power in yRange where power % step == 0 {
      let place = (1 - StepPlot.fraction(Double(power), yRange)) * Double(StepPlot.rows - 1)
      if Int(place.rounded()) == row {
        let label = "1e\(power)"
        return TextColumn.spaces(5 - label.count) + label + " "
      }
    }
    return TextColumn.spaces(6)
  }

  private func xLabels() -> String {
    let step = StepPlot.tickStep(xRange, atMost: 8)
    var line = ""
    for power in xRange where power % step == 0 {
      let place = Int((StepPlot.fraction(Double(power), xRange) * Double(StepPlot.columns - 1)).rounded())
      let label = "1e\(power)"
      let start = max(0, place - label.count / 2)
      guard start >= line.count else { continue }
      line += TextColumn.spaces(start - line.count) + label
    }
    return line
  }
}
