// Functions of the text, loops, and derivatives within expressions.

extension Parser {
  /// A function that the text defines: its body is a graph of parameters, and a call a copy of it.
  struct UserFunction {
    var name: String
    /// The nodes of the parameters.
    var parameters: [NodeID]
    var body: NodeID
    /// The nodes of the body that depend on a parameter, operands first.
    var template: [NodeID]
  }

  /// A loop, unrolled pass by pass: its body is read again for each.
  struct Loop {
    enum Phase { case first, second, body }

    var construct: Construct
    var phase = Phase.first
    /// The value so far.
    var result: NodeID?
    /// The counter, and its last value; for `iterate` the passes done and wanted.
    var counter = 0
    var last = 0
    /// Where the body begins.
    var body: (tokenizer: Tokenizer, token: Token)?
    /// The body of a loop without a pass is read once all the same, for its faults.
    var isEmpty = false
  }

  // MARK: Functions of the text

  /// The parameters' places, if the token begins `name(a, b) =`.
  func parametersOfDefinition() -> [Range<Int>]? {
    var ahead = tokenizer
    guard (try? ahead.next())?.kind == .openParenthesis else { return nil }
    var parameters: [Range<Int>] = []
    while let name = try? ahead.next(), name.kind == .name, let next = try? ahead.next() {
      parameters.append(name.range)
      if next.kind == .comma { continue }
      guard next.kind == .closeParenthesis, (try? ahead.next())?.kind == .assign else { return nil }
      return parameters
    }
    return nil
  }

  mutating func parseFunction(_ parameters: [Range<Int>]) throws(SyntaxError) {
    let name = try newName(token.range)
    while token.kind != .assign { try advance() }
    try advance()
    var nodes: [NodeID] = []
    for range in parameters {
      let parameter = text(range)
      if bindings.contains(where: { $0.name == parameter }) {
        throw SyntaxError(.parameterTwice(parameter), range)
      }
      // A name that no text can have: it is never a variable of the expression.
      let node = program.graph.variable("\(functions.count).\(parameter)")
      nodes.append(node)
      bindings.append((parameter, node))
    }
    let body = try parseExpression()
    bindings.removeAll()
    functions.append(
      UserFunction(
        name: name, parameters: nodes, body: body,
        template: program.graph.dependents(of: nodes, below: body)))
  }

  mutating func callFunction(_ function: UserFunction, from start: Int, to end: Int) throws(SyntaxError) {
    let count = function.parameters.count
    var copies: [NodeID: NodeID] = [:]
    for (position, parameter) in function.parameters.enumerated() {
      copies[parameter] = operands[operands.count - count + position].node
    }
    operands.removeLast(count)
    for id in function.template where copies[id] == nil {
      let node = program.graph[id]
      let places = [node.a, node.b, node.c].map { copies[$0] ?? $0 }
      copies[id] = program.graph.intern(Node(node.function, places[0], places[1], places[2]))
    }
    push(copies[function.body] ?? function.body, start, end)
    try checkSize(start..<end)
  }

  // MARK: Loops and derivatives

  /// The parenthesis after the name of a construct.
  mutating func open(_ construct: Construct, _ name: Range<Int>) throws(SyntaxError) {
    let place = token.start
    depth += 1
    try advance()
    if construct == .diff {
      waiting.append(Pending(what: .derivative(name: name), place: place))
      return
    }
    while token.kind == .newline { try advance() }
    guard token.kind == .name else {
      throw SyntaxError(.expectedName(construct: construct.rawValue), token.range)
    }
    let variable = text(token.range)
    try advance()
    guard token.kind == .comma else {
      throw SyntaxError(.expectedName(construct: construct.rawValue), token.range)
    }
    try advance()
    waiting.append(Pending(what: .loop(name: name), place: place))
    loops.append(Loop(construct: construct))
    // Bounds and start do not see the loop's own name.
    bindings.append((variable, NodeID(-1 as Int32)))
    bindings[bindings.count - 1].name = "\u{0}" + variable
  }

  /// A comma in a loop, before its second argument or its body.
  mutating func continueLoop() throws(SyntaxError) -> Next {
    let operand = operands.removeLast()
    var loop = loops[loops.count - 1]
    switch (loop.phase, loop.construct) {
    case (.first, .iterate): loop.result = operand.node
    case (.first, _): loop.counter = try wholeNumber(operand, .bound, from: Int.min)
    case (.second, _):
      loop.last = try wholeNumber(operand, .bound, from: loop.construct == .iterate ? 0 : Int.min)
    case (.body, _):
      guard case .loop(let name)? = waiting.last?.what else { break }
      throw wrongCount(.loop(name: name), found: 5, end: token.end)
    }
    try advance()
    if loop.phase == .first {
      loop.phase = .second
    } else {
      loop.phase = .body
      loop.isEmpty = loop.construct == .iterate ? loop.last == 0 : loop.counter > loop.last
      loop.body = (tokenizer, token)
      let (wanted, overflow) = loop.last.subtractingReportingOverflow(
        loop.construct == .iterate ? 0 : loop.counter)
      if overflow || wanted >= Parser.passLimit, case .loop(let name)? = waiting.last?.what {
        throw SyntaxError(.tooManyPasses(limit: Parser.passLimit), name)
      }
      bindings[bindings.count - 1].name.removeFirst()
      bind(loop)
    }
    loops[loops.count - 1] = loop
    return .operand
  }

  /// The loop's name for the coming pass: the counter, or the value so far.
  private mutating func bind(_ loop: Loop) {
    bindings[bindings.count - 1].node =
      loop.construct == .iterate ? loop.result! : program.graph.constant(Double(loop.counter))
  }

  /// The end of a pass. Returns whether there is another one.
  mutating func endPass() throws(SyntaxError) -> Bool {
    guard case .loop(let name)? = waiting.last?.what, var loop = loops.last else { return false }
    guard loop.phase == .body else {
      throw wrongCount(.loop(name: name), found: loop.phase == .first ? 2 : 3, end: token.end)
    }
    let value = operands.removeLast().node
    passes += 1
    if passes > Parser.passLimit { throw SyntaxError(.tooManyPasses(limit: Parser.passLimit), name) }
    try checkSize(name)
    if !loop.isEmpty {
      switch (loop.construct, loop.result) {
      case (.sum, let sum?): loop.result = program.graph.call(.add, sum, value)
      case (.prod, let product?): loop.result = program.graph.call(.multiply, product, value)
      default: loop.result = value
      }
      loop.counter += 1
      if loop.construct == .iterate ? loop.counter < loop.last : loop.counter <= loop.last {
        loops[loops.count - 1] = loop
        bind(loop)
        (tokenizer, token) = loop.body!
        return true
      }
    }
    let empty: Double = loop.construct == .prod ? 1 : 0
    push(loop.result ?? program.graph.constant(empty), name.lowerBound, token.end)
    loops.removeLast()
    bindings.removeLast()
    return false
  }

  /// The second argument of `diff`, and its closing parenthesis.
  mutating func parseDerivativeVariable() throws(SyntaxError) -> Next {
    guard case .derivative(let construct)? = waiting.last?.what else { return .operand }
    let operand = operands.removeLast()
    try advance()
    while token.kind == .newline { try advance() }
    guard token.kind == .name else { throw SyntaxError(.expectedVariable(found: found()), token.range) }
    let name = Name(tokenizer.source, token.range)
    let node = node(named: name) ?? program.graph.variable(name)
    guard program.graph[node].kind == .variable else {
      throw SyntaxError(.notAVariable(text(token.range)), token.range)
    }
    try advance()
    while token.kind == .newline { try advance() }
    guard token.kind == .closeParenthesis else {
      throw SyntaxError(
        .unclosedParenthesis(found: found()), token.range,
        related: waiting.last.map { $0.place..<$0.place + 1 })
    }
    let (graph, derivative) = differentiate(program.graph, operand.node, program.graph[node].variable)
    program.graph = graph
    push(derivative, construct.lowerBound, token.end)
    waiting.removeLast()
    depth -= 1
    try advance()
    try checkSize(construct)
    return .operatorSign
  }

  // MARK: Checks

  /// The whole number that a constant operand is.
  func wholeNumber(
    _ operand: Operand, _ use: SyntaxError.NumberUse, from least: Int
  ) throws(SyntaxError) -> Int {
    let range = operand.start..<operand.end
    let tape = Tape(program.graph, outputs: [operand.node])
    guard tape.inputs.isEmpty, tape.instructions.isEmpty else {
      throw SyntaxError(.notConstant(use), range)
    }
    let value = tape.constants[0].value
    guard value == value.rounded(), value.magnitude < 0x1p53, Int(value) >= least else {
      throw SyntaxError(.notWhole(use), range)
    }
    return Int(value)
  }

  func checkSize(_ range: Range<Int>) throws(SyntaxError) {
    if program.graph.count > Parser.nodeLimit {
      throw SyntaxError(.tooManyNodes(limit: Parser.nodeLimit), range)
    }
  }
}
