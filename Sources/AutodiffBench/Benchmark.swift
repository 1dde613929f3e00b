/// Something measured by `autodiff-bench`.
protocol Benchmark {
  /// What selects it on the command line.
  static var name: String { get }
  /// One line that says what is measured, and against what.
  static var about: String { get }

  /// Hands over each measurement as soon as there is one.
  /// - Throws: `Skipped` where it cannot be run here.
  static func run(_ add: (Measurement) -> Void) throws
}

/// One result: a ratio to a baseline that was measured in the same run, in turn with it.
///
/// Absolute figures are for orientation only: they change with the machine and with what else runs on it.
struct Measurement {
  /// What was measured, `benchmark.case.what`.
  var name: String
  /// What the ratio is to.
  var baseline: String
  var ratio: Double
  /// The largest ratio that is good enough, where there is a goal.
  var goal: Double?
  /// An absolute figure, with its unit.
  var figure: (value: Double, unit: String)
}

/// Why a benchmark was not run.
struct Skipped: Error, CustomStringConvertible {
  var description: String
}
