// The search for what made a value or a derivative not finite.

extension Expression {
  /// Looks for what made a value not finite.
  ///
  /// - Parameter explaining: whether to say how it reached the output as well.
  /// - Returns: one diagnosis a distinct cause; none where every output is finite.
  /// - Complexity: O(*n*).
  public func diagnoseValues(at inputs: [Double], explaining: Bool = false) -> [Diagnosis] {
    let values = allValues(at: inputs)
    var found: [Diagnosis] = []
    for output in outputs where !values[output.index].isFinite {
      let diagnosis = cause(of: output, values, explaining)
      if !found.contains(diagnosis) { found.append(diagnosis) }
    }
    return found
  }

  /// Looks for what made a derivative not finite although the value is.
  ///
  /// - Parameter explaining: whether to say how it is connected to the output as well.
  public func diagnoseDerivatives(
    at inputs: [Double], by indices: [Int]? = nil, explaining: Bool = false
  ) -> [Diagnosis] {
    let fault = DerivativeFault(self, at: inputs, by: indices ?? Array(variables.indices))
    guard let index = fault.instruction, let finding = fault.finding else { return [] }
    let values = allValues(at: inputs)
    var result = diagnosis(finding, tape.nodes[index], values)
    result.isZeroTimesInfinity = fault.isZeroTimesInfinity
    if explaining {
      explain(&result, fault.chain.map { (tape.nodes[$0], fault.adjoints[tape.firstResult + $0]) }, values)
    }
    return [result]
  }

  /// The value of every node, constants included.
  private func allValues(at inputs: [Double]) -> [Double] {
    var values = [Double](repeating: 0, count: graph.count)
    for (position, variable) in tape.inputs.enumerated() {
      let node = Node(variable: variable)
      if let index = graph.nodes.firstIndex(where: { $0.isSame(as: node) }) {
        values[index] = inputs[position]
      }
    }
    let mark = graph.reachable(from: outputs)
    for index in mark.indices where mark[index] {
      let node = graph.nodes[index]
      switch node.kind {
      case .variable: break
      case .constant: values[index] = node.constant
      case .named: values[index] = node.namedConstant.value
      case .call:
        values[index] = Double.apply(
          node.function, values[node.a.index], values[node.b.index], values[node.c.index])
      }
    }
    return values
  }

  /// Goes down from an output along operands that are not finite.
  private func cause(of output: NodeID, _ values: [Double], _ explaining: Bool) -> Diagnosis {
    var path = [output]
    var id = output
    while let operand = taken(id, values).first(where: { !values[$0.index].isFinite }) {
      id = operand
      path.append(id)
    }
    var result = cause(at: id, values)
    if explaining { explain(&result, path.reversed().map { ($0, nil) }, values) }
    return result
  }

  private func cause(at id: NodeID, _ values: [Double]) -> Diagnosis {
    let node = graph[id]
    let value = values[id.index]
    guard node.kind == .call else {
      let operands = [Diagnosis.Operand(text: text(of: id), value: value)]
      return Diagnosis(
        finding: .input, text: text(of: id), range: range(of: id), operands: operands, requirement: "")
    }
    let a = values[node.a.index]
    let b = values[node.b.index]
    if value.isNaN { return diagnosis(.undefined, id, values) }
    return diagnosis(node.function.info.domain.contains(a, b) ? .overflow : .infinite, id, values)
  }

  /// The operands that a node's value comes from: of a branch, those that were taken.
  private func taken(_ id: NodeID, _ values: [Double]) -> [NodeID] {
    let node = graph[id]
    guard node.kind == .call, node.function.isSelecting else { return Array(node.operands) }
    let (a, b, c) = (values[node.a.index], values[node.b.index], values[node.c.index])
    return node.operands.enumerated().filter { place, _ in
      let reader = PartialReader(operand: place, a: a, b: b, c: c, y: values[id.index])
      return readRule(of: node.function, reader) != 0
    }.map(\.element)
  }

  private func diagnosis(_ finding: Diagnosis.Finding, _ id: NodeID, _ values: [Double]) -> Diagnosis {
    let node = graph[id]
    var operands: [Diagnosis.Operand] = []
    // Constants are what they are: what else there is, is at fault.
    let isConstant = { (id: NodeID) in graph[id].kind == .constant || graph[id].kind == .named }
    let divisor = node.function.info.domain == .secondNonZero ? node.b : nil
    for operand in node.operands
    where !isConstant(operand) && divisor.map({ $0 == operand || !isConstant($0) }) ?? true {
      let entry = Diagnosis.Operand(text: text(of: operand), value: values[operand.index])
      if !operands.contains(entry) { operands.append(entry) }
    }
    var requirement = ""
    if finding == .undefined || finding == .infinite {
      requirement =
        divisor.map(isConstant) == true
        ? "a divisor other than 0" : node.function.info.domain.condition(text(of: node.a), text(of: node.b))
    }
    return Diagnosis(
      finding: finding, text: text(of: id), range: range(of: id), operands: operands,
      requirement: requirement)
  }

  /// How many links of a chain are told at each end.
  private static let toldLinks = 10

  /// Adds the chain from the sub-expression to the output.
  private func explain(
    _ diagnosis: inout Diagnosis, _ path: [(node: NodeID, adjoint: Double?)], _ values: [Double]
  ) {
    let ends = Expression.toldLinks
    let told = path.count <= 2 * ends ? path : path.prefix(ends) + path.suffix(ends)
    diagnosis.omittedLinks = path.count - told.count
    diagnosis.chain = told.map { node, adjoint in
      Diagnosis.Link(text: text(of: node), value: values[node.index], adjoint: adjoint)
    }
  }

  private func range(of id: NodeID) -> Range<Int> {
    id.index < ranges.count ? ranges[id.index].bytes : 0..<0
  }

  /// The sub-expression as it was written, or its row's name where that is long.
  func text(of id: NodeID) -> String {
    let range = range(of: id)
    if !range.isEmpty && range.count <= 60 {
      let text = String(decoding: source[range], as: UTF8.self)
      if !text.contains("\n") { return text }
    }
    guard let row = tape.nodes.firstIndex(of: id), graph.treeCounts(of: [id])[0] > TreeCount(20) else {
      return ExpressionPrinter(graph).text(id)
    }
    return TraceNotation.ascii.name(of: .primal(row + 1))
  }
}
