// The stacks of operators and operands: an operator is applied when nothing can take its operand away.

extension Parser {
  /// Applies the operators that hold their last operand at least as strongly as `power` pulls it.
  mutating func reduce(downTo power: UInt8) {
    while let open = waiting.last {
      let place = open.place
      switch open.what {
      case .binary(let function, let right):
        guard right > power else { return }
        combine(function)
      case .negation:
        guard BindingPower.sign > power else { return }
        negate(place)
      case .plusSign:
        guard BindingPower.sign > power else { return }
        operands[operands.count - 1].start = place
      case .not:
        guard BindingPower.not > power else { return }
        let operand = operands.removeLast()
        push(program.graph.call(.not, operand.node), place, operand.end)
      case .alternative:
        guard BindingPower.conditional.right > power else { return }
        choose()
      case .question, .parenthesis, .call, .userCall, .loop, .derivative, .index: return
      }
      waiting.removeLast()
    }
  }

  /// A sign before a number makes a negative number; before anything else it is an operation.
  private mutating func negate(_ place: Int) {
    let operand = operands.removeLast()
    let node = program.graph[operand.node]
    let isBare = node.kind == .constant && tokenizer.source[operand.start] != UInt8(ascii: "(")
    push(
      isBare ? program.graph.constant(-node.constant) : program.graph.call(.negate, operand.node),
      place, operand.end)
  }

  private mutating func combine(_ function: Function) {
    let right = operands.removeLast()
    let left = operands.removeLast()
    guard function.isComparison else {
      return push(program.graph.call(function, left.node, right.node), left.start, right.end)
    }
    // a < x < b means a < x and x < b.
    var node = program.graph.call(function, left.comparisonRight ?? left.node, right.node)
    if left.comparisonRight != nil { node = program.graph.call(.and, left.node, node) }
    push(node, left.start, right.end)
    operands[operands.count - 1].comparisonRight = right.node
  }

  private mutating func choose() {
    let otherwise = operands.removeLast()
    let chosen = operands.removeLast()
    let condition = operands.removeLast()
    push(
      program.graph.call(.conditional, condition.node, chosen.node, otherwise.node),
      condition.start, otherwise.end)
  }

  mutating func push(_ node: NodeID, _ start: Int, _ end: Int) {
    operands.append(Operand(node: node, start: start, end: end))
    // The place of a node is where it was first written.
    while ranges.count < program.graph.count {
      ranges.append(
        Range(uncheckedBounds: (Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: end))))
    }
  }
}
