/// Symbolic differentiation node by node: for each operation the rule, what the rule gives, and what
/// remains of it when simplified.
public struct SymbolicTrace: Sendable {
  /// The variable that is differentiated by.
  public let variable: String
  public let rows: [Row]

  public struct Row: Sendable {
    /// The number of the row in a trace: v₁ is 1.
    public let number: Int
    public let expression: String
    /// `(u*v)' = u'*v + u*v'`
    public let rule: String
    public let raw: String
    public let simplified: String
    public let rawNodes: TreeCount
    public let simplifiedNodes: TreeCount
  }
}

extension Expression {
  /// One trace a variable.
  ///
  /// - Parameter limit: the largest tree that is written out; a larger one is shown by its size.
  /// - Throws: `EvaluationError.unknownVariable`.
  public func symbolicTraces(
    by variables: [String]? = nil, limit: UInt64 = 1000
  ) throws(EvaluationError) -> [SymbolicTrace] {
    let limit = TreeCount(limit)
    return try indices(of: variables).map { index in
      let raw = differentiateByTextbook(graph, outputs: tape.nodes, by: tape.inputs[index])
      let simple = Simplifier.simplify(raw.graph, outputs: raw.derivatives)
      let (own, ownRoots) = lowered(graph, outputs: tape.nodes)
      let texts = [(own, ownRoots), (raw.graph, raw.derivatives), (simple.graph, simple.outputs)].map {
        (graph, roots) in
        let printer = ExpressionPrinter(graph)
        return zip(roots, graph.treeCounts(of: roots)).map { root, count in
          (count > limit ? "… \(count) nodes" : printer.text(root), count)
        }
      }
      let rows = tape.nodes.indices.map { row in
        SymbolicTrace.Row(
          number: row + 1, expression: texts[0][row].0,
          rule: tape.instructions[row].function.rule(exponentIsConstant: hasConstantSecond(row)),
          raw: texts[1][row].0, simplified: texts[2][row].0,
          rawNodes: texts[1][row].1, simplifiedNodes: texts[2][row].1)
      }
      return SymbolicTrace(variable: self.variables[index], rows: rows)
    }
  }

  private func hasConstantSecond(_ row: Int) -> Bool {
    let instruction = tape.instructions[row]
    return instruction.arity == 2 && Int(instruction.b) < tape.firstInput
  }
}

extension Function {
  /// The rule of differentiation as a formula of u, v and w: `(u*v)' = u'*v + u*v'`.
  ///
  /// - Parameter exponentIsConstant: a power is written as u^n.
  func rule(exponentIsConstant: Bool = false) -> String {
    let recorder = Recorder(Graph())
    let second = self == .power && exponentIsConstant ? "n" : "v"
    // Tangent before operand, so that products read u'*v.
    let names = ["u'", "u", "\(second)'", second, "w'", "w"]
    let symbols = names.map { recorder.symbol(recorder.graph.variable($0)) }
    let (u, v, w) = (symbols[1], symbols[3], symbols[5])
    let operation = recorder.node(Symbol.apply(self, u, v, w))
    var sum = Symbol.absent
    for place in 0..<(second == "n" ? 1 : arity) {
      let reader = PartialReader(operand: place, a: u, b: v, c: w, y: recorder.symbol(operation))
      guard let partial = readRule(of: self, reader) else { continue }
      sum = sum.adding(symbols[2 * place].times(partial, selecting: false))
    }
    let derivative = recorder.node(sum)
    let (graph, roots) = Simplifier.simplify(recorder.graph, outputs: [derivative])
    let left = ExpressionPrinter(recorder.graph).text(operation)
    let right = ExpressionPrinter(graph).text(roots[0])
    return isOperator ? "(\(left))' = \(right)" : "\(left)' = \(right)"
  }
}
