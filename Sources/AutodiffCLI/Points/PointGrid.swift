import Autodiff

/// The values of one variable of a grid: `0:1:0.1`, the upper end included, or `0:1#11`, eleven values.
struct PointRange: Sendable {
  private enum Steps {
    /// Integers over a power of ten: 0.1, 0.2, 0.3 come out as these decimals, not as multiples of 0.1.
    case decimal(low: Double, step: Double, scale: Double)
    case step(low: Double, step: Double, last: Double?)
    case parts(low: Double, high: Double)
  }

  let count: Int
  private let steps: Steps

  /// The most values: every one of their numbers is a double.
  private static let limit = 0x1p53

  enum Fault: Error {
    case notFinite, stepIsZero, wrongDirection, tooMany
  }

  /// The values low, low + step, … up to high: also to a high that is missed by rounding alone.
  init(from low: Double, through high: Double, by step: Double) throws(Fault) {
    guard low.isFinite, high.isFinite, step.isFinite else { throw .notFinite }
    guard step != 0 else { throw .stepIsZero }
    let steps = (high - low) / step
    guard steps >= 0 else { throw .wrongDirection }
    guard steps < PointRange.limit else { throw .tooMany }
    let nearest = steps.rounded()
    let reachesHigh = (steps - nearest).magnitude <= 1e-9 * max(1, nearest)
    count = Int(reachesHigh ? nearest : steps.rounded(.down)) + 1
    self.steps =
      PointRange.decimal(low, step, count)
      ?? .step(low: low, step: step, last: reachesHigh ? high : nil)
  }

  /// So many values at equal distances, the two ends among them.
  init(from low: Double, through high: Double, count: Int) throws(Fault) {
    guard low.isFinite, high.isFinite else { throw .notFinite }
    self.count = count
    steps = .parts(low: low, high: high)
  }

  subscript(_ index: Int) -> Double {
    let number = Double(index)
    switch steps {
    case .decimal(let low, let step, let scale): return (low + number * step) / scale
    case .step(let low, let step, let last):
      if let last, index == count - 1 { return last }
      return low + number * step
    case .parts(let low, let high):
      if index == 0 || count == 1 { return low }
      let parts = Double(count - 1)
      if index == count - 1 { return high }
      let sum = low * (parts - number) + high * number
      return sum.isFinite ? sum / parts : low * ((parts - number) / parts) + high * (number / parts)
    }
  }

  /// The steps in decimal where the shortest texts of low and step are decimals of few enough digits.
  private static func decimal(_ low: Double, _ step: Double, _ count: Int) -> Steps? {
    let places = max(decimalPlaces(low), decimalPlaces(step))
    guard places <= 15 else { return nil }
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    let (scaledLow, scaledStep) = ((low * scale).rounded(), (step * scale).rounded())
    // Whole numbers below 2^53 are exact, so that the quotient is the double nearest to the decimal.
    guard scaledLow.magnitude + scaledStep.magnitude * Double(count) < 0x1p53,
      scaledLow / scale == low, scaledStep / scale == step
    else { return nil }
    return .decimal(low: scaledLow, step: scaledStep, scale: scale)
  }

  private static func decimalPlaces(_ value: Double) -> Int {
    var (places, scale) = (0, 1.0)
    while places <= 15, (value * scale).rounded() / scale != value {
      places += 1
      scale *= 10
    }
    return places
  }
}

/// The points of several ranges: every combination, the last variable varying fastest.
struct PointGrid: Sendable {
  let ranges: [(name: String, values: PointRange)]
  /// The number of points.
  let count: Int
  /// For each range, after how many points its value changes.
  private let periods: [Int]
  /// For each range, its variable; -1 where the expression has none of the name.
  var slots: [Int32]

  /// - Returns: nil if there are more points than can be counted.
  init?(_ ranges: [(name: String, values: PointRange)]) {
    self.ranges = ranges
    var (periods, count) = ([Int](), 1)
    for range in ranges.reversed() {
      periods.append(count)
      let (product, overflow) = count.multipliedReportingOverflow(by: range.values.count)
      if overflow { return nil }
      count = product
    }
    self.periods = periods.reversed()
    self.count = count
    slots = Array(repeating: -1, count: ranges.count)
  }

  /// The value of a range at a point.
  func value(_ range: Int, at point: Int) -> Double {
    let values = ranges[range].values
    return values[point / periods[range] % values.count]
  }
}
