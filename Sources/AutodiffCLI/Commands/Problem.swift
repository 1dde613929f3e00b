import Autodiff

/// What the commands that compute at a point start from: the expression, the point, the variables to
/// differentiate by. Everything that can be wrong with them is found here.
struct Problem {
  let session: Session
  let source: SourceText
  let expression: Expression
  /// The values of the expression's variables, in their order.
  let inputs: [Double]
  let point: [String: Double]
  /// The variables to differentiate by, as indices of the expression's variables.
  let chosen: [Int]

  /// - Parameters:
  ///   - placeholder: stands for the values that `--at` does not give; without it, that is an error.
  ///   - table: the points, where there are many: its columns need no values.
  init(
    _ session: Session, _ command: Command, _ operands: [Argument], placeholder: Double? = nil,
    table: PointTable? = nil
  ) throws(Failure) {
    self.session = session
    let options = session.options
    let given = try PointArgument(options.at)
    let columns = Set(table?.names ?? [])
    try session.check(given, command, table, columns)
    let program = try ProgramSource(
      operands, file: options.file, for: command, session.terminal, shadowing: columns.union(given.names))
    source = program.text
    expression = try program.expression()
    point = given.values
    session.tellShadowed(expression)
    session.tellUnused(given.names, expression, options.at)
    do throws(EvaluationError) {
      if let placeholder {
        inputs = expression.variables.map { [point] name in point[name] ?? placeholder }
      } else if table != nil {
        // The columns' values differ from row to row.
        let all = point.merging(columns.map { ($0, .nan) }) { fixed, _ in fixed }
        inputs = try expression.inputs(at: all)
      } else {
        inputs = try expression.inputs(at: point)
      }
    } catch {
      throw .diagnostic(Problem.diagnostic(error, expression, given, source, columns))
    }
    chosen = try session.chosenVariables(of: expression)
  }

  /// - Throws: where there is nothing to differentiate by.
  func expectVariables() throws(Failure) {
    if chosen.isEmpty {
      throw .diagnostic(Diagnostic(.error, "the expression has no variables to differentiate by"))
    }
  }

  var options: Options { session.options }
  var chosenNames: [String] { chosen.map { expression.variables[$0] } }

  /// The names of the outputs: `f`, or `f1`, `f2`.
  var outputNames: [String] {
    expression.outputCount == 1 ? ["f"] : (1...expression.outputCount).map { "f\($0)" }
  }

  /// Names the variable without a value, and the option that would give it one.
  private static func diagnostic(
    _ error: EvaluationError, _ expression: Expression, _ given: PointArgument, _ source: SourceText,
    _ columns: Set<String>
  ) -> Diagnostic {
    guard case .unbound(let variable, let range) = error else { return Diagnostic(.error, error.description) }
    func shown(_ name: String) -> String { name.utf8.count <= 64 ? name : "NAME" }
    let missing = expression.variables.filter { given.values[$0] == nil && !columns.contains($0) }
    let help: String
    if let near = nearest(variable, among: columns.subtracting(expression.variables).sorted()) {
      help = "there is a column '\(near)', which does not occur"
    } else if let near = nearest(variable, among: given.names.filter { !expression.variables.contains($0) }) {
      help = "--at gives a value to '\(near)', which does not occur"
    } else {
      let known = given.names.filter { expression.variables.contains($0) }.prefix(4)
        .map { "\(shown($0))=\(NumberText.shortest(given.values[$0]!))" }
      let pairs = known + missing.prefix(4).map { "\(shown($0))=VALUE" } + (missing.count > 4 ? ["…"] : [])
      help = "give \(missing.count > 1 ? "them values" : "it one"): --at \(pairs.joined(separator: ","))"
    }
    let excerpt = Excerpt(source: source, range: range, secondary: nil)
    let name = DisplayText.quoted(Array(variable.utf8))
    return Diagnostic(.error, "variable \(name) has no value", at: excerpt, help: help)
  }

  /// Warns of what is not finite, and says what the exit status is.
  ///
  /// - Parameter order: the order of the derivatives.
  func status(values: [Double], derivatives: [[Double]] = [], order: Int = 1) -> ExitStatus {
    let finiteValues = values.allSatisfy(\.isFinite)
    let finite = finiteValues && derivatives.allSatisfy { $0.allSatisfy(\.isFinite) }
    if finite { return .done }
    let found =
      finiteValues
      ? expression.diagnoseDerivatives(at: inputs, by: chosen, explaining: session.options.explain)
      : expression.diagnoseValues(at: inputs, explaining: session.options.explain)
    for diagnosis in found {
      let excerpt =
        diagnosis.range.isEmpty ? nil : Excerpt(source: source, range: diagnosis.range, secondary: nil)
      session.tell(
        Diagnostic(.warning, diagnosis.description, at: excerpt, details: explanation(of: diagnosis)))
    }
    if found.isEmpty { session.tell(Diagnostic(.warning, Problem.unexplained(order: order))) }
    return session.options.allowNonfinite ? .done : .notFinite
  }

  /// What is said of a derivative that is not finite for no cause that can be named.
  static func unexplained(order: Int) -> String {
    order == 1
      ? "a derivative is beyond the range of a double" : "a derivative of order \(order) is not finite"
  }
}

/// The chain from what was at fault to the output, a line each.
private func explanation(of diagnosis: Diagnosis) -> [String] {
  if diagnosis.chain.isEmpty { return [] }
  var lines = diagnosis.chain.map { link in
    let adjoint = link.adjoint.map { ", adjoint \(NumberText.shortest($0))" } ?? ""
    return "  \(link.text) = \(NumberText.shortest(link.value))\(adjoint)"
  }
  if diagnosis.omittedLinks > 0 {
    lines.insert("  … \(diagnosis.omittedLinks) more …", at: lines.count / 2)
  }
  return ["from there to the output:"] + lines
}

extension Session {
  /// A note for every constant whose name means something else here.
  func tellShadowed(_ expression: Expression) {
    for name in expression.shadowedConstants.uniqued() {
      tell(Diagnostic(.note, "'\(name)' is not the constant here: --at or a definition gives it a value"))
    }
  }

  fileprivate func tellUnused(_ names: [String], _ expression: Expression, _ arguments: [Argument]) {
    // A list may well be longer than the expression needs.
    guard !arguments.contains(where: { $0.bytes.contains(UInt8(ascii: "[")) }) else { return }
    for name in names where !expression.mentions(name) {
      if expression.definedNames.contains(name) {
        tell(Diagnostic(.note, "'\(name)' is what its definition says: the value of --at is not used"))
        continue
      }
      let near = nearest(name, among: expression.variables.filter { !names.contains($0) })
      if near == nil { tell(Diagnostic(.note, "'\(name)' does not occur in the expression")) }
    }
  }

  /// The variables that `--wrt` names, or all.
  ///
  /// - Parameter mayRepeat: a name that is repeated stands for a derivative of higher order.
  func chosenVariables(of expression: Expression, mayRepeat: Bool = false) throws(Failure) -> [Int] {
    if options.wrt.isEmpty { return Array(expression.variables.indices) }
    var chosen: [Int] = []
    for argument in options.wrt {
      let name = argument.word
      guard let index = expression.variables.firstIndex(of: name) else {
        let near = nearest(name, among: expression.variables)
        let known = expression.variables.prefix(8).joined(separator: ", ")
        if expression.definedNames.contains(name) {
          throw .diagnostic(
            Diagnostic(
              .error, "\(DisplayText.quoted(argument.bytes)) is a definition, not a variable",
              help: "its variables are \(known)"))
        }
        throw .diagnostic(
          Diagnostic(
            .error, "variable \(DisplayText.quoted(argument.bytes)) does not occur in the expression",
            help: near.map { "did you mean '\($0)'?" }
              ?? (known.isEmpty ? "the expression has no variables" : "its variables are \(known)")))
      }
      guard mayRepeat || !chosen.contains(index) else {
        throw .diagnostic(Diagnostic(.error, "variable '\(name)' is named twice in --wrt"))
      }
      chosen.append(index)
    }
    return chosen
  }
}

extension Array where Element: Hashable {
  /// The elements without repetitions, in order.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
