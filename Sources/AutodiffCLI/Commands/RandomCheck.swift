import Autodiff

extension Session {
  /// `check --gradient` and `check --random`: formulas found by hand, or the modes, at many points.
  func runRandomCheck(_ problem: Problem) throws(Failure) -> ExitStatus {
    let sampler = try PointSampler(problem)
    let formulas = try options.gradient.map { (argument) throws(Failure) in try Formulas(argument, problem) }
    var check = RandomCheck(problem)
    // Without a variable to be drawn, all points would be the same.
    let count = sampler.isFixed ? 1 : options.random ?? 100
    var generator = SplitMix64(seed: UInt64(options.randomSeed ?? 1))
    for _ in 0..<count {
      let inputs = sampler.point(&generator)
      if let formulas { check.add(formulas, at: inputs) } else { check.addModes(at: inputs) }
    }
    guard check.points > 0 else {
      throw .diagnostic(
        Diagnostic(
          .error,
          "the expression or its derivatives are not finite at \(count == 1 ? "the point" : "any of \(count) points")",
          help: "choose where the points lie: --range \(problem.expression.variables[0])=0.5:2"))
    }
    return try write(check.text, check.failures == 0 ? .done : .notFinite)
  }
}

/// Draws points: a variable lies in its `--range`, or has the value that `--at` gives it, or lies in −2 … 2.
private struct PointSampler {
  private let ranges: [(low: Double, high: Double)]

  var isFixed: Bool { ranges.allSatisfy { $0.low == $0.high } }

  init(_ problem: Problem) throws(Failure) {
    var given: [String: (Double, Double)] = [:]
    for argument in problem.session.options.range {
      for piece in PointArgument.pieces(argument.bytes) {
        let (name, range) = try PointSampler.range(piece, argument)
        guard problem.expression.variables.contains(name) else {
          throw PointArgument.failure("variable '\(name)' does not occur in the expression", argument, piece)
        }
        given[name] = range
      }
    }
    ranges = problem.expression.variables.map { name in
      given[name] ?? problem.point[name].map { ($0, $0) } ?? (-2, 2)
    }
  }

  private static func range(
    _ piece: Range<Int>, _ argument: Argument
  ) throws(Failure) -> (String, (Double, Double)) {
    let bytes = argument.bytes
    guard let equals = bytes[piece].firstIndex(of: UInt8(ascii: "=")),
      let colon = bytes[piece].lastIndex(of: UInt8(ascii: ":")), equals < colon
    else {
      throw PointArgument.failure(
        "expected NAME=LO:HI in --range", argument, piece, help: "for example: --range x=0:1")
    }
    let name = PointArgument.trimmed(piece.lowerBound..<equals, bytes)
    let low = try PointArgument.value(equals + 1..<colon, of: argument)
    let high = try PointArgument.value(colon + 1..<piece.upperBound, of: argument)
    guard low <= high, (high - low).isFinite else {
      throw PointArgument.failure(
        "the range does not go from a lower to a higher number", argument, equals + 1..<piece.upperBound)
    }
    return (String(decoding: bytes[name], as: UTF8.self), (low, high))
  }

  func point(_ generator: inout SplitMix64) -> [Double] {
    ranges.map { $0.low == $0.high ? $0.low : $0.low + ($0.high - $0.low) * generator.unit() }
  }
}

/// Derivatives found by hand, as expressions.
struct Formulas {
  let expression: Expression
  // For each variable of the formulas, its place among the problem's.
  private let places: [Int]

  init(_ argument: Argument, _ problem: Problem) throws(Failure) {
    let source = SourceText(bytes: argument.bytes)
    do throws(SyntaxError) {
      expression = try Expression(parsing: argument.bytes, shadowing: Set(problem.expression.variables))
    } catch {
      throw .diagnostic(
        Diagnostic(
          .error, error.description,
          at: Excerpt(source: source, range: error.range, secondary: error.related),
          help: error.help(in: argument.bytes)))
    }
    let expected = problem.chosen.count * problem.expression.outputCount
    guard expression.outputCount == expected else {
      throw .diagnostic(
        Diagnostic(
          .error, "--gradient has \(expression.outputCount) formulas, expected \(expected)",
          help: "one for each of \(list(problem.chosenNames)), separated by commas"))
    }
    var places: [Int] = []
    for name in expression.variables {
      guard let place = problem.expression.variables.firstIndex(of: name) else {
        throw .diagnostic(
          Diagnostic(.error, "variable '\(name)' of --gradient does not occur in the expression"))
      }
      places.append(place)
    }
    self.places = places
  }

  func values(at inputs: [Double]) -> [Double] { expression.values(at: places.map { inputs[$0] }) }
}
