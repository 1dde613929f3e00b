/// Why a value or a derivative is not finite: the first sub-expression that made it so.
public struct Diagnosis: Equatable, Sendable {
  public enum Finding: Equatable, Sendable {
    /// The value is not a number: an operand lies outside the domain.
    case undefined
    case infinite
    /// The operands are in the domain, and the result is beyond the range of a double.
    case overflow
    /// The value is finite, and the derivative is not.
    case derivativeInfinite
    case derivativeUndefined
    /// A value that was given.
    case input
  }

  public var finding: Finding
  /// The sub-expression.
  public var text: String
  /// Its place in the text of the expression; empty where it has none.
  public var range: Range<Int>
  /// The operands that are no plain numbers, each with its value.
  public var operands: [Operand]
  /// What the domain asks of them; empty where it asks nothing.
  public var requirement: String

  public struct Operand: Equatable, Sendable {
    public var text: String
    public var value: Double
  }
}

extension Diagnosis: CustomStringConvertible {
  /// `ln(x1) is undefined at x1 = -1 (needs x1 > 0)`
  public var description: String {
    let place = operands.map { "\($0.text) = \(NumberText.shortest($0.value))" }.joined(separator: ", ")
    let at = place.isEmpty ? "" : " at \(place)"
    let needs = requirement.isEmpty ? "" : " (needs \(requirement))"
    switch finding {
    case .undefined: return "\(text) is undefined\(at)\(needs)"
    case .infinite: return "\(text) is infinite\(at)\(needs)"
    case .overflow: return "\(text) is beyond the range of a double\(at)"
    case .derivativeInfinite: return "the derivative of \(text) is infinite\(at)"
    case .derivativeUndefined: return "the derivative of \(text) is undefined\(at)"
    case .input where operands.allSatisfy { $0.text == NumberText.shortest($0.value) }:
      return "the expression contains \(text)"
    case .input: return "\(place) was given"
    }
  }
}

extension Expression {
  /// Looks for what made a value not finite.
  ///
  /// - Returns: one diagnosis a distinct cause; none where every output is finite.
  /// - Complexity: O(*n*).
  public func diagnoseValues(at inputs: [Double]) -> [Diagnosis] {
    let values = allValues(at: inputs)
    var found: [Diagnosis] = []
    for output in outputs where !values[output.index].isFinite {
      let diagnosis = cause(of: output, values)
      if !found.contains(diagnosis) { found.append(diagnosis) }
    }
    return found
  }

  /// Looks for what made a derivative not finite although the value is.
  public func diagnoseDerivatives(at inputs: [Double], by indices: [Int]? = nil) -> [Diagnosis] {
    let activity = Activity(tape, choosing: indices ?? Array(variables.indices))
    let linear = Linearization(tape, activity, constants: tape.constants.map(\.value), inputs: inputs)
    let values = allValues(at: inputs)
    let seeds = tape.outputs.map { (slot: $0, adjoint: 1.0) }
    let adjoints = reverseSweep(tape, activity, partials: linear.partials, seeds: seeds)
    var next = 0
    for (index, step) in activity.steps.enumerated() {
      let end = next + step.count
      defer { next = end }
      // A branch that was not taken is not to blame.
      if adjoints[tape.firstResult + index].isAbsent { continue }
      let partials = linear.partials[next..<end]
      guard let partial = partials.first(where: { !$0.isFinite }) else { continue }
      let node = tape.nodes[index]
      guard graph[node].operands.allSatisfy({ values[$0.index].isFinite }) else { continue }
      return [diagnosis(partial.isNaN ? .derivativeUndefined : .derivativeInfinite, node, values)]
    }
    return []
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
  private func cause(of output: NodeID, _ values: [Double]) -> Diagnosis {
    var id = output
    while let operand = taken(id, values).first(where: { !values[$0.index].isFinite }) { id = operand }
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
    for operand in node.operands where graph[operand].kind != .constant {
      let entry = Diagnosis.Operand(text: text(of: operand), value: values[operand.index])
      if !operands.contains(entry) { operands.append(entry) }
    }
    var requirement = ""
    if finding == .undefined || finding == .infinite {
      requirement = node.function.info.domain.condition(text(of: node.a), text(of: node.b))
    }
    return Diagnosis(
      finding: finding, text: text(of: id), range: range(of: id), operands: operands,
      requirement: requirement)
  }

  private func range(of id: NodeID) -> Range<Int> {
    id.index < ranges.count ? ranges[id.index].bytes : 0..<0
  }

  /// The sub-expression as it was written, or its row's name where that is long.
  private func text(of id: NodeID) -> String {
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
