/// Collects the formulas of a trace. They are expressions of quantities, made by the rules themselves.
struct TraceBuilder {
  /// How the rows of the inputs are called in formulas: v₋₁, or x1.
  enum Naming { case byRow, byInput }

  let expression: Expression
  let naming: Naming
  let recorder: Recorder
  private(set) var quantities: [Trace.Quantity]
  private var numbers: [Trace.Quantity: Int] = [:]
  private var roots: [NodeID] = []

  var tape: Tape { expression.tape }

  init(_ expression: Expression, naming: Naming = .byRow) {
    self.expression = expression
    self.naming = naming
    recorder = Recorder(expression.graph)
    quantities = expression.graph.variables.all.map { .input($0) }
    for (number, quantity) in quantities.enumerated() { numbers[quantity] = number }
  }

  /// The symbol of a quantity. The order of first mention is the order of factors in a product.
  mutating func symbol(_ quantity: Trace.Quantity) -> Symbol {
    let number: Int
    if let known = numbers[quantity] {
      number = known
    } else {
      // A name that no text can have, so that it is never a variable of the expression.
      number = recorder.graph.variables.insert("\(quantities.count):")
      numbers[quantity] = number
      quantities.append(quantity)
    }
    return recorder.symbol(recorder.graph.intern(Node(variable: number)))
  }

  /// Keeps a formula, to be simplified together with all others.
  mutating func formula(_ symbol: Symbol) -> Int {
    roots.append(recorder.node(symbol))
    return roots.count - 1
  }

  /// All formulas, simplified, with the graph they are in.
  func simplified() -> (graph: Graph, formulas: [NodeID]) {
    let (graph, formulas) = Simplifier.simplify(recorder.graph, outputs: roots)
    return (graph, formulas)
  }

  /// What stands for a slot in a formula: its row, or the constant itself.
  mutating func operand(_ slot: Int) -> Symbol {
    if naming == .byInput, slot >= tape.firstInput, slot < tape.firstResult {
      return symbol(.input(expression.variables[slot - tape.firstInput]))
    }
    return slot < tape.firstInput
      ? recorder.symbol(tape.constants[slot].node)
      : symbol(.primal(tape.row(ofSlot: slot)))
  }

  mutating func quantity(_ slot: Int) -> Trace.Quantity? {
    slot < tape.firstInput ? nil : .primal(tape.row(ofSlot: slot))
  }

  /// The operation of an instruction, with its rows as operands.
  mutating func operation(_ instruction: Tape.Instruction) -> Symbol {
    let (a, b, c) = (operand(Int(instruction.a)), operand(Int(instruction.b)), operand(Int(instruction.c)))
    let function = instruction.function
    // Written as it is, not shortened.
    let x = recorder.node(a)
    let node = Node(
      function, x, function.arity > 1 ? recorder.node(b) : x, function.arity > 2 ? recorder.node(c) : x)
    return recorder.symbol(recorder.graph.intern(node))
  }

  /// The partial of an instruction by one of its operands, in terms of its rows.
  mutating func partial(_ instruction: Tape.Instruction, _ index: Int, by place: Int) -> Symbol? {
    let y = symbol(.primal(tape.row(ofSlot: tape.firstResult + index)))
    let reader = PartialReader(
      operand: place, a: operand(Int(instruction.a)), b: operand(Int(instruction.b)),
      c: operand(Int(instruction.c)), y: y)
    return readRule(of: instruction.function, reader)
  }
}

extension Tape.Instruction {
  func operand(_ place: Int) -> Int { Int(place == 0 ? a : place == 1 ? b : c) }
}
