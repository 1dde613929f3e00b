/// A parsed expression: one output or several, of the variables that occur in it.
///
///     let f = try Expression(parsing: "ln(x1)+x1*x2-sin(x2)")
///     try f.value(at: ["x1": 2, "x2": 5])                       // 11.652071455223084
///     try f.gradient(at: ["x1": 2, "x2": 5]).partials           // [5.5, 1.7163378145367738]
///     f.derivative(by: "x1").text                               // 1/x1 + x2
///
/// A value without references to anything shared; it can be used from several threads.
public struct Expression: Sendable {
  /// The text it was parsed from, or its own text where it was derived from another.
  public let source: [UInt8]
  /// The variables that the outputs depend on, in order of first appearance.
  public let variables: [String]
  /// Constants whose names the text or the caller gave to variables or definitions.
  public let shadowedConstants: [String]

  /// The names that the text defines, in order.
  public let definedNames: [String]

  let graph: Graph
  let outputs: [NodeID]
  let tape: Tape
  /// Where each node of the parsed text was first written.
  let ranges: [Range<Int32>]
  /// The names that definitions gave, by node.
  let labels: [NodeID: String]

  /// Parses an expression, with its definitions.
  ///
  /// - Parameters:
  ///   - text: a program of the expression language.
  ///   - shadowing: names that are variables even where the language has such a constant, as `e`.
  /// - Throws: `SyntaxError`.
  /// - Complexity: O(*n*) in bytes; depth is bounded by memory alone.
  public init(parsing text: String, shadowing: Set<String> = []) throws(SyntaxError) {
    try self.init(parsing: Array(text.utf8), shadowing: shadowing)
  }

  /// Parses UTF-8 bytes, which need not be valid: what is not is a `SyntaxError`.
  public init(parsing source: [UInt8], shadowing: Set<String> = []) throws(SyntaxError) {
    let program = try Parser.parse(source, shadowing: shadowing)
    var labels: [NodeID: String] = [:]
    for (name, node) in program.definitions where labels[node] == nil { labels[node] = name }
    self.init(
      source: source, program.graph, program.outputs, ranges: program.ranges, labels: labels,
      shadowed: program.shadowed, defined: program.definitions.map(\.name))
  }

  init(
    source: [UInt8], _ graph: Graph, _ outputs: [NodeID], ranges: [Range<Int32>] = [],
    labels: [NodeID: String] = [:], shadowed: [String] = [], defined: [String] = []
  ) {
    self.source = source
    self.graph = graph
    self.outputs = outputs
    self.ranges = ranges
    self.labels = labels
    shadowedConstants = shadowed
    definedNames = defined
    tape = Tape(graph, outputs: outputs)
    variables = tape.inputs.map { graph.variables[$0] }
  }

  /// How many values the expression has: the expressions of its last line.
  public var outputCount: Int { outputs.count }

  /// How many operations the value takes.
  package var operationCount: Int { tape.instructions.count }

  /// Whether the text speaks of a variable, though the outputs may not depend on it.
  public func mentions(_ variable: String) -> Bool { graph.variables.find(variable) != nil }

  // MARK: Points

  /// The values of the variables in order, from a point that may name others too.
  /// - Throws: `EvaluationError.unbound` for the first variable without a value.
  public func inputs(at point: [String: Double]) throws(EvaluationError) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(variables.count)
    for (index, name) in variables.enumerated() {
      guard let value = point[name] else { throw .unbound(variable: name, range: range(ofInput: index)) }
      values.append(value)
    }
    return values
  }

  private func range(ofInput input: Int) -> Range<Int> {
    for (index, range) in ranges.enumerated() {
      let node = graph.nodes[index]
      if node.kind == .variable && node.variable == tape.inputs[input] { return range.bytes }
    }
    return 0..<0
  }

  /// The indices of the named variables.
  /// - Throws: `EvaluationError.unknownVariable`.
  func indices(of names: [String]?) throws(EvaluationError) -> [Int] {
    guard let names else { return Array(variables.indices) }
    var indices: [Int] = []
    for name in names {
      guard let variable = graph.variables.find(name), let index = tape.position(ofVariable: variable) else {
        throw .unknownVariable(name)
      }
      indices.append(index)
    }
    return indices
  }

  // MARK: Values

  /// The value of the first output.
  /// - Throws: `EvaluationError.unbound` if a variable has no value.
  /// - Complexity: O(*n*) in nodes.
  public func value(at point: [String: Double]) throws(EvaluationError) -> Double {
    values(at: try inputs(at: point))[0]
  }

  /// The values of all outputs, with the variables' values in the order of `variables`.
  public func values(at inputs: [Double]) -> [Double] {
    let slots = forwardSweep(tape, constants: tape.constants.map(\.value), inputs: inputs)
    return tape.outputs.map { slots[$0] }
  }
}

extension Range<Int32> {
  var bytes: Range<Int> { Int(lowerBound)..<Int(upperBound) }
}
