// Names: variables, constants, definitions, functions, and the parentheses and brackets after them.

extension Parser {
  /// A variable, constant or definition, for which it returns true, or the start of a call or an index.
  mutating func parseName() throws(SyntaxError) -> Bool {
    let range = token.range
    let bytes = tokenizer.source[range]
    try advance()
    if token.kind == .openParenthesis {
      try open(range)
      return false
    }
    if token.kind == .openBracket {
      waiting.append((.index(name: range), token.start))
      depth += 1
      try advance()
      return false
    }
    push(try node(named: bytes, range), range.lowerBound, range.upperBound)
    return true
  }

  func node(named bytes: ArraySlice<UInt8>) -> NodeID? {
    // Most names are variables seen before; the other tables want a string.
    if bindings.isEmpty, definitions.isEmpty, let variable = program.graph.variables.find(bytes) {
      return program.graph.existing(Node(variable: variable))
    }
    let name = String(decoding: bytes, as: UTF8.self)
    return bindings.last { $0.name == name }?.node ?? definitions[name]
  }

  private mutating func node(
    named bytes: ArraySlice<UInt8>, _ range: Range<Int>
  ) throws(SyntaxError) -> NodeID {
    if let node = node(named: bytes) { return node }
    if program.graph.variables.find(bytes) != nil { return program.graph.variable(bytes) }
    let name = String(decoding: bytes, as: UTF8.self)
    if let constant = Parser.constant(named: name) {
      if !shadowing.contains(name) { return program.graph.named(constant) }
      program.shadowed.append(name)
    } else if !shadowing.contains(name), isFunction(name) {
      throw SyntaxError(.functionWithoutArguments(name), range)
    }
    return program.graph.variable(bytes)
  }

  private func isFunction(_ name: String) -> Bool {
    Parser.function(named: name) != nil || Construct(rawValue: name) != nil
      || functions.contains { $0.name == name }
  }

  /// The parenthesis after the name of a function.
  private mutating func open(_ range: Range<Int>) throws(SyntaxError) {
    let name = text(range)
    let place = token.start
    if let index = functions.firstIndex(where: { $0.name == name }) {
      waiting.append((.userCall(index: index, arguments: 1, name: range), place))
    } else if let construct = Construct(rawValue: name) {
      return try open(construct, range)
    } else if let function = Parser.function(named: name) {
      waiting.append((.call(function, arguments: 1, name: range), place))
    } else {
      let isValue =
        program.graph.variables.find(name) != nil || definitions[name] != nil
        || Parser.constant(named: name) != nil || bindings.contains { $0.name == name }
      let known = functions.map(\.name) + Construct.allCases.map(\.rawValue) + Function.names.map(\.name)
      throw SyntaxError(
        .unknownFunction(name, isValue: isValue, nearest: nearest(name, among: known)), range)
    }
    depth += 1
    try advance()
    while token.kind == .newline { try advance() }
    if token.kind == .closeParenthesis, let call = waiting.last {
      throw wrongCount(call.what, found: 0, end: token.end)
    }
  }

  static func function(named name: String) -> Function? {
    if name == "√" { return .sqrt }
    let names = Function.names
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      if names[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low < names.count && names[low].name == name ? names[low].function : nil
  }

  static func constant(named name: String) -> NamedConstant? {
    if name == "π" { return .pi }
    return NamedConstant.spelled.first { $0.spelling == name }
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
      guard function.info.isVariadic ? count >= 1 : count == function.arity else {
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
    if function.info.isVariadic {
      for operand in operands[(first + 1)...] { node = program.graph.call(function, node, operand.node) }
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
    guard case (.index(let name), _)? = waiting.last else {
      throw SyntaxError(.unmatchedBracket, token.range)
    }
    let operand = operands.removeLast()
    let value = try wholeNumber(operand, .index, from: 0)
    let bytes = Array(tokenizer.source[name]) + Array("\(value)".utf8)
    waiting.removeLast()
    depth -= 1
    push(node(named: bytes[...]) ?? program.graph.variable(bytes[...]), name.lowerBound, token.end)
    try advance()
  }
}
