/// Differences at falling steps, extrapolated to step 0: the derivative to nearly full precision, with an
/// estimate of its error.
///
/// Starts from four steps, because from one alone an oscillation can look converged: halves each ten times and
/// eliminates a power of the step with every column of a tableau. The smallest estimate wins.
/// > Ridders, *Accurate computation of F′(x) and F′(x)F″(x)*, Adv. Eng. Softw. 4 (1982);
/// > Press et al., *Numerical Recipes*, 3rd ed., §5.7.
struct Extrapolation {
  struct Candidate {
    var derivative = Double.nan
    var error = Double.infinity
    var step = Double.nan
  }

  /// The best of each output.
  private(set) var best: [Candidate]
  private(set) var remarks: [NumericDifference.Remark?]
  private(set) var evaluations = 0

  private static let levels = 10

  init(at x: Double, _ f: (Double) -> [Double]) {
    let centre = f(x)
    evaluations = 1
    best = centre.map { _ in Candidate() }
    remarks = centre.map { _ in nil }
    let scale = max(1, x.magnitude)
    var starts = [scale * 0x1p-2, scale * 0x1p-7]
    if x != 0 { starts += [x.magnitude * 0x1p-3, x.magnitude * 0x1p-10] }

    for start in starts { run(from: start, x, .central, centre, f) }
    for side in [Stencil.forward, .backward] where best.contains(where: { !$0.derivative.isFinite }) {
      let open = best.indices.filter { !best[$0].derivative.isFinite && centre[$0].isFinite }
      if open.isEmpty { continue }
      for start in starts { run(from: start, x, side, centre, f, only: open) }
      for output in open where best[output].derivative.isFinite { remarks[output] = .oneSided }
    }
    findKinks(x, centre, f)
  }

  /// One tableau for each output.
  private mutating func run(
    from start: Double, _ x: Double, _ stencil: Stencil, _ centre: [Double], _ f: (Double) -> [Double],
    only outputs: [Int]? = nil
  ) {
    var rows = [[Double]](repeating: [], count: best.count)
    var h = start
    for _ in 0..<Extrapolation.levels {
      let points = stencil.points(around: x, step: h)
      let samples = zip(stencil.offsets, points).map { $0 == 0 ? centre : f($1) }
      evaluations += stencil.offsets.count { $0 != 0 }
      for output in outputs ?? Array(best.indices) {
        let values = samples.map { $0[output] }
        guard values.allSatisfy(\.isFinite) else {
          rows[output] = []
          continue
        }
        let slope = stencil.slope(values, at: points, around: x)
        let floor = 4 * Double.ulpOfOne * values.map(\.magnitude).max()! / h
        rows[output] = extend(rows[output], slope, stencil.order, floor: floor, h, output)
      }
      h /= 2
    }
  }

  /// The next row of a tableau, with what it offers to the best.
  private mutating func extend(
    _ previous: [Double], _ slope: Double, _ order: Int, floor: Double, _ h: Double, _ output: Int
  ) -> [Double] {
    var row = [slope]
    var power = 1.0
    for (column, above) in previous.enumerated() {
      // Central differences have even powers of the step only.
      power *= order == 2 ? 4 : 2
      let left = row[column]
      let next = left + (left - above) / (power - 1)
      row.append(next)
      let error = max(max((next - left).magnitude, (next - above).magnitude), floor)
      if error < best[output].error { best[output] = Candidate(derivative: next, error: error, step: h) }
    }
    return row
  }

  /// At a kink the second difference over h stays as it is when h shrinks, or grows; elsewhere it falls with h.
  private mutating func findKinks(_ x: Double, _ centre: [Double], _ f: (Double) -> [Double]) {
    let scale = x == 0 ? 1 : x.magnitude
    var bends: [[Double]] = []
    for h in [scale * 0x1p-12, scale * 0x1p-15, scale * 0x1p-18] {
      let (below, above) = (f(x - h), f(x + h))
      evaluations += 2
      bends.append(
        centre.indices.map { output in
          let bend = ((above[output] - centre[output]) - (centre[output] - below[output])).magnitude / h
          let noise = 16 * Double.ulpOfOne * max(above[output].magnitude, below[output].magnitude) / h
          return bend > noise ? bend : 0
        })
    }
    for output in centre.indices where remarks[output] == nil {
      let (wide, middle, narrow) = (bends[0][output], bends[1][output], bends[2][output])
      if narrow > 0, middle > wide / 2, narrow > middle / 2 {
        remarks[output] = .kink
        // The slopes of the two sides differ by the bend.
        best[output].error = max(best[output].error, narrow / 2)
      }
    }
  }
}
