import Autodiff

/// How far a Taylor polynomial may be from the expression, as `taylor --remainder` shows it.
enum Remainder {
  /// Proven, by intervals.
  case bound(TaylorBound, samples: TaylorRemainder)
  /// Where a function has no form on intervals.
  case estimate(TaylorRemainder, without: TaylorBound.Obstacle)

  static func all(_ problem: Problem, by index: Int, order: Int, radius: Double) -> [Remainder] {
    let (expression, point) = (problem.expression, problem.inputs)
    let bounds = expression.taylorBounds(at: point, by: index, order: order, radius: radius)
    let samples = expression.taylorRemainders(at: point, by: index, order: order, radius: radius)
    return zip(bounds, samples).map { bound, samples in
      if let obstacle = bound.obstacle, case .noIntervalForm = obstacle.reason {
        return .estimate(samples, without: obstacle)
      }
      return .bound(bound, samples: samples)
    }
  }

  // MARK: Columns

  private static let boundName = "remainder bound"
  private static let estimateName = "remainder (estimate)"

  private var name: String {
    switch self {
    case .bound: Remainder.boundName
    case .estimate: Remainder.estimateName
    }
  }

  /// The columns that the remainders of all outputs need.
  static func columns(_ remainders: [Remainder]) -> [String] {
    [boundName, estimateName].filter { name in remainders.contains { $0.name == name } } + ["error seen"]
  }

  /// The cells of the polynomial of order `k`.
  func cells(_ k: Int, _ options: Options, columns: [String]) -> [Table.Cell] {
    columns.map { column in
      switch self {
      case .bound(let bound, _) where column == name: .number(Remainder.shown(bound.bounds[k], options))
      case .estimate(let samples, _) where column == name:
        .number(Double(NumberFormat.digits(2).text(samples.estimates[k])) ?? .nan)
      case .bound(_, let samples), .estimate(let samples, _):
        column == "error seen"
          ? .number(Double(NumberFormat.digits(2).text(samples.errors[k])) ?? .nan) : .empty
      }
    }
  }

  /// A bound in few digits, rounded up: a bound that is rounded down is none. Data have all digits.
  private static func shown(_ bound: Double, _ options: Options) -> Double {
    if [.csv, .tsv, .json].contains(options.format) && options.numbers == .shortest { return bound }
    switch options.numbers {
    case .hex: return bound
    case .digits(let count): return roundedUp(bound, digits: count)
    case .shortest: return roundedUp(bound, digits: 3)
    }
  }

  /// The least number of so many significant decimal digits that is not below a positive one.
  static func roundedUp(_ number: Double, digits count: Int) -> Double {
    let format = NumberFormat.digits(count)
    var step = number.ulp
    var shown = Double(format.text(number)) ?? number
    while shown < number {
      shown = Double(format.text(number + step)) ?? .infinity
      step *= 2
    }
    return shown
  }

  // MARK: JSON

  func members(_ json: inout JSONWriter) {
    func list(_ name: String, _ numbers: [Double], _ json: inout JSONWriter) {
      json.array(name) { json in for number in numbers { json.value(number) } }
    }
    func rounded(_ numbers: [Double]) -> [Double] {
      numbers.map { Double(NumberFormat.digits(2).text($0)) ?? $0 }
    }
    switch self {
    case .bound(let bound, let samples):
      json.member("rigorous", true)
      list("bounds", bound.bounds, &json)
      list("errors_seen", rounded(samples.errors), &json)
    case .estimate(let samples, _):
      json.member("rigorous", false)
      json.key("samples")
      json.numeral("\(TaylorRemainder.sampleCount)")
      list("estimates", rounded(samples.estimates), &json)
      list("errors_seen", rounded(samples.errors), &json)
    }
  }

  // MARK: Warnings

  /// Why there is no finite bound, or that the samples contradict an estimate.
  func warnings(named name: String, _ variable: String) -> [String] {
    switch self {
    case .bound(let bound, _):
      return bound.obstacle.map { ["no finite bound of the remainder: " + Remainder.text($0, variable)] }
        ?? []
    case .estimate(let samples, let obstacle):
      var warnings = ["no bound of the remainder, only an estimate: " + Remainder.text(obstacle, variable)]
      if let estimate = samples.estimates.last, let error = samples.errors.last,
        !(error <= estimate * 1.01 + 1e-12)
      {
        warnings.append("the estimate of the remainder fails: \(name) is not smooth that far from the point")
      }
      return warnings
    }
  }

  private static func text(_ obstacle: TaylorBound.Obstacle, _ variable: String) -> String {
    let numbers = NumberFormat.digits(6)
    let place =
      "for \(variable) between \(numbers.text(obstacle.range.lowerBound)) and "
      + numbers.text(obstacle.range.upperBound)
    switch obstacle.reason {
    case .noIntervalForm(let function): return "\(function) has no interval form"
    case .undefined: return "\(obstacle.text) is undefined or jumps \(place)"
    case .unbounded: return "\(obstacle.text) is unbounded \(place)"
    case .derivative(let order):
      return "none is found for the derivative of order \(order) of \(obstacle.text) \(place)"
    }
  }
}
