import Testing

@testable import Autodiff

/// Every function's values and partials, in every exact mode, against References/rules, whose results are
/// exact to the last bit. A function without a table fails.
@Suite struct RuleAccuracyTests {
  /// The largest error seen, in units of the last place, and where.
  struct Worst: CustomStringConvertible {
    var error = 0.0
    var place = ""

    mutating func add(_ found: Double, _ place: @autoclosure () -> String) {
      if found > error || found.isNaN { (error, self.place) = (found.isNaN ? .infinity : found, place()) }
    }

    var description: String { "\(error) ulp at \(place)" }
  }

  static let functions = Function.allCases.filter { !$0.isHidden }

  /// The function of as many variables as it has operands.
  static func expression(_ function: Function) -> Expression {
    var graph = Graph()
    let variables = ["a", "b", "c"].map { graph.variable($0) }
    let root = graph.intern(
      Node(
        function, variables[0], variables[min(1, function.arity - 1)], variables[function.arity - 1]))
    return Expression(source: [], graph, [root])
  }

  @Test(arguments: functions)
  func accuracy(_ function: Function) throws {
    let table = ReferenceTable("\(function)")
    let arity = function.arity
    #expect(table.count >= 2000)
    try #require(table.width == arity + 1 + (function.isFlat ? 0 : arity))
    let bound = ErrorBound(function)
    let f = RuleAccuracyTests.expression(function)
    let derivatives = try f.derivatives()
    // A derivative may depend on fewer variables.
    let places = derivatives.variables.map { name in f.variables.firstIndex(of: name) ?? 0 }
    var value = Worst()
    var partials = [Mode.forward: Worst(), .reverse: Worst(), .symbolic: Worst()]
    for row in 0..<table.count {
      let numbers = Array(table[row])
      let point = Array(numbers[..<arity])
      let reverse = f.gradient(at: point, mode: .reverse)
      let exactValue = numbers[arity]
      value.add(
        ErrorBound.ulps(reverse.values[0], exactValue, scale: bound.valueScale(point)),
        "\(point): \(reverse.values[0]), not \(exactValue)")
      if function.isFlat {
        #expect(reverse.partials.allSatisfy { $0 == 0 })
        continue
      }
      // A result beyond the range of doubles takes its derivatives along.
      if exactValue.isInfinite { continue }
      let scale = bound.partialScale(point)
      let forward = f.gradient(at: point, mode: .forward).partials
      let symbolic = derivatives.values(at: places.map { point[$0] })
      for (mode, found) in [
        (Mode.reverse, reverse.partials), (.forward, forward), (.symbolic, symbolic),
      ] {
        for (operand, exact) in numbers[(arity + 1)...].enumerated() {
          partials[mode]?.add(
            ErrorBound.ulps(found[operand], exact, scale: scale),
            "\(point), operand \(operand): \(found[operand]), not \(exact)")
        }
      }
    }
    #expect(value.error <= bound.value, "value: \(value)")
    for (mode, worst) in partials { #expect(worst.error <= bound.partial, "\(mode): \(worst)") }
  }

  struct NaiveForm: CustomTestStringConvertible, Sendable {
    var function: Function
    /// The operand by which the form is a derivative; none for the value.
    var operand: Int?
    var source: String

    init(_ function: Function, by operand: Int?, _ source: String) {
      (self.function, self.operand, self.source) = (function, operand, source)
    }

    var testDescription: String { source }
  }

  /// The forms that a textbook gives, and that lose digits or overflow somewhere.
  static let naive: [NaiveForm] = [
    NaiveForm(.divide, by: 1, "-a/b^2"), NaiveForm(.power, by: 0, "b*a^b/a"),
    NaiveForm(.power, by: 0, "b*exp((b-1)*ln(a))"), NaiveForm(.asin, by: 0, "1/sqrt(1-a^2)"),
    NaiveForm(.acos, by: 0, "-1/sqrt(1-a^2)"), NaiveForm(.atan2, by: 0, "b/(a^2+b^2)"),
    NaiveForm(.atan2, by: 1, "-a/(a^2+b^2)"), NaiveForm(.tanh, by: 0, "1-tanh(a)^2"),
    NaiveForm(.coth, by: 0, "1-coth(a)^2"), NaiveForm(.csch, by: nil, "2/(exp(a)-exp(-a))"),
    NaiveForm(.acosh, by: 0, "1/sqrt(a^2-1)"), NaiveForm(.asinh, by: 0, "1/sqrt(1+a^2)"),
    NaiveForm(.atanh, by: 0, "1/(1-a^2)"), NaiveForm(.sigmoid, by: 0, "sigmoid(a)*(1-sigmoid(a))"),
    NaiveForm(.softplus, by: nil, "ln(1+exp(a))"), NaiveForm(.softplus, by: 0, "exp(a)/(1+exp(a))"),
    NaiveForm(.logaddexp, by: 0, "exp(a)/(exp(a)+exp(b))"), NaiveForm(.logaddexp, by: 0, "sigmoid(a-b)"),
    NaiveForm(.hypot, by: 0, "a/sqrt(a^2+b^2)"), NaiveForm(.sinc, by: 0, "(cos(a)-sin(a)/a)/a"),
    NaiveForm(.expm1, by: nil, "exp(a)-1"), NaiveForm(.log1p, by: nil, "ln(1+a)"),
    NaiveForm(.erf, by: 0, "2/sqrt(pi)*exp(-a^2)"), NaiveForm(.erfc, by: nil, "1-erf(a)"),
    NaiveForm(.lbeta, by: nil, "lgamma(a)+lgamma(b)-lgamma(a+b)"),
    NaiveForm(.lbeta, by: 0, "digamma(a)-digamma(a+b)"), NaiveForm(.beta, by: nil, "exp(lbeta(a,b))"),
    NaiveForm(.besselj1, by: 0, "besselj0(a)-besselj1(a)/a"),
  ]

  @Test("the textbook's forms do not pass", arguments: naive)
  func naiveForm(_ form: NaiveForm) throws {
    let table = ReferenceTable("\(form.function)")
    let arity = form.function.arity
    let bound = ErrorBound(form.function)
    let f = try Expression(parsing: form.source)
    let places = f.variables.map { $0 == "a" ? 0 : 1 }
    var worst = Worst()
    for row in 0..<table.count {
      let numbers = Array(table[row])
      let point = Array(numbers[..<arity])
      let exact = numbers[arity + (form.operand.map { $0 + 1 } ?? 0)]
      let scale = form.operand == nil ? bound.valueScale(point) : bound.partialScale(point)
      worst.add(ErrorBound.ulps(f.values(at: places.map { point[$0] })[0], exact, scale: scale), "\(point)")
    }
    #expect(worst.error > (form.operand == nil ? bound.value : bound.partial), "\(worst)")
  }
}
