// Names: variables, constants, definitions, functions, and the parentheses and brackets after them.

extension Parser {
  /// A variable, constant or definition, for which it returns true, or the start of a call or an index.
  mutating func parseName() throws(SyntaxError) -> Bool {
    let range = token.range
    try advance()
    if token.kind == .openParenthesis {
      try open(range)
      return false
    }
    if token.kind == .openBracket {
      waiting.append(Pending(what: .index(name: range), place: token.start))
      depth += 1
      try advance()
      return false
    }
    push(try node(named: Name(tokenizer.source, range), range), range.lowerBound, range.upperBound)
    return true
  }

  // Mutating, though nothing is: the parser is lent so, and would else be copied for the call.
  mutating func node(named name: Name) -> NodeID? {
    // Most names are variables; the other tables want a string.
    if bindings.isEmpty && definitions.isEmpty {
      guard let variable = program.graph.variables.find(name) else { return nil }
      return program.graph.node(ofVariable: variable)
    }
    let name = name.text
    return bindings.last { $0.name == name }?.node ?? definitions[name]
  }

  private mutating func node(
    named name: Name, _ range: Range<Int>
  ) throws(SyntaxError) -> NodeID {
    if let node = node(named: name) { return node }
    let isPlain = bindings.isEmpty && definitions.isEmpty
    if !isPlain, program.graph.variables.find(name) != nil { return program.graph.variable(name) }
    switch vocabulary.find(name) {
    case .constant(let constant)?:
      if !shadowing.contains(name.text) { return program.graph.named(constant) }
      program.shadowed.append(name.text)
    case .function(let function)? where function.isLetter: break
    case .function?, .construct?: try refuseFunction(name.text, range)
    case nil:
      if function(named: name) != nil { try refuseFunction(name.text, range) }
    }
    return program.graph.variable(name)
  }

  /// A function is no value, unless the caller makes it a variable.
  private func refuseFunction(_ name: String, _ range: Range<Int>) throws(SyntaxError) {
    if !shadowing.contains(name) { throw SyntaxError(.functionWithoutArguments(name), range) }
  }

  /// The index of a function of the text.
  private func function(named name: Name) -> Int? {
    if functions.isEmpty { return nil }
    let text = name.text
    return functions.firstIndex { $0.name == text }
  }

  /// The parenthesis after the name of a function.
  private mutating func open(_ range: Range<Int>) throws(SyntaxError) {
    let name = Name(tokenizer.source, range)
    let place = token.start
    if let index = function(named: name) {
      waiting.append(Pending(what: .userCall(index: index, arguments: 1, name: range), place: place))
    } else {
      switch vocabulary.find(name) {
      case .construct(let construct)?: return try open(construct, range)
      case .function(let function)?:
        waiting.append(Pending(what: .call(function, arguments: 1, name: range), place: place))
      case .constant?, nil: throw unknownFunction(range)
      }
    }
    depth += 1
    try advance()
    while token.kind == .newline { try advance() }
    if token.kind == .closeParenthesis, let call = waiting.last {
      throw wrongCount(call.what, found: 0, end: token.end)
    }
  }

  private func unknownFunction(_ range: Range<Int>) -> SyntaxError {
    let name = text(range)
    let isValue =
      program.graph.variables.find(name) != nil || definitions[name] != nil
      || Vocabulary.language.isConstant(name) || bindings.contains { $0.name == name }
    let known = functions.map(\.name) + Construct.allCases.map(\.rawValue) + Function.names.map(\.name)
    return SyntaxError(.unknownFunction(name, isValue: isValue, nearest: nearest(name, among: known)), range)
  }

  // MARK: Commas and closing parentheses

  /// A comma inside parentheses: the end of an argument.
  mutating func parseComma() throws(SyntaxError) -> Next {
    let last = waiting.count - 1
    switch waiting.last?.what {
    case .call(let function, let count, let name):
      waiting[last].what = .call(function, arguments: count + 1, name: name)
    case .userCall(let index, let count, let name):
      waiting[last].what = .userCall(index: index, arguments: count + 1, name: name)
    case .loop: return try continueLoop()
    case .derivative: return try parseDerivativeVariable()
    case .question: throw SyntaxError(.missingColon, token.range, related: questionRange(last))
    default:
      throw SyntaxError(
        .commaInParentheses, token.range, related: waiting.last.map { $0.place..<$0.place + 1 })
    }
    try advance()
    return .operand
  }

  /// A closing parenthesis: the end of a call, of a pass of a loop, or of a group.
  mutating func close() throws(SyntaxError) -> Next {
    reduce(downTo: 0)
    guard let open = waiting.last else { throw SyntaxError(.unmatchedParenthesis, token.range) }
    let end = token.end
    switch open.what {
    case .call(let function, let count, let name):
      guard function.isVariadic ? count >= 1 : count == function.arity else {
        throw wrongCount(open.what, found: count, end: end)
      }
      call(function, count, from: name.lowerBound, to: end)
    case .userCall(let index, let count, let name):
      guard count == functions[index].parameters.count else {
        throw wrongCount(open.what, found: count, end: end)
      }
      try callFunction(functions[index], from: name.lowerBound, to: end)
    case .loop:
      if try endPass() { return .operand }
    case .derivative: throw wrongCount(open.what, found: 1, end: end)
    case .index: throw SyntaxError(.unclosedBracket(found: found()), token.range, related: bracketRange(open))
    case .question: throw SyntaxError(.missingColon, token.range, related: questionRange(waiting.count - 1))
    default:
      operands[operands.count - 1].start = open.place
      operands[operands.count - 1].end = end
      operands[operands.count - 1].comparisonRight = nil
    }
    waiting.removeLast()
    depth -= 1
    try advance()
    return .operatorSign
  }

  private mutating func call(_ function: Function, _ count: Int, from start: Int, to end: Int) {
    let first = operands.count - count
    var node = operands[first].node
    if function.isVariadic {
      for index in first + 1..<operands.count {
        node = program.graph.call(function, node, operands[index].node)
      }
    } else if count == 2 {
      node = program.graph.call(function, node, operands[first + 1].node)
    } else if count == 3 {
      node = program.graph.call(function, node, operands[first + 1].node, operands[first + 2].node)
    } else {
      node = program.graph.call(function, node)
    }
    operands.removeLast(count)
    push(node, start, end)
  }

  /// `x[i]` is the variable whose name is x followed by the value of i.
  mutating func closeIndex() throws(SyntaxError) {
    reduce(downTo: 0)
    guard case .index(let name)? = waiting.last?.what else {
      throw SyntaxError(.unmatchedBracket, token.range)
    }
    let operand = operands.removeLast()
    let value = try wholeNumber(operand, .index, from: 0)
    waiting.removeLast()
    depth -= 1
    let variable = Name.with("\(text(name))\(value)".utf8) {
      node(named: $0) ?? program.graph.variable($0)
    }
    push(variable, name.lowerBound, token.end)
    try advance()
  }
}
