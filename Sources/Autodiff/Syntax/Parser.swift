/// Turns text into a graph.
///
///     program    = { definition separator } , outputs ;
///     definition = name "=" sum ;
///     outputs    = sum { "," sum } ;
///     sum        = product { ( "+" | "-" ) product } ;
///     product    = unary { ( "*" | "/" ) unary } ;
///     unary      = ( "-" | "+" ) unary | power ;
///     power      = primary [ ( "^" | "**" ) unary ] ;
///     primary    = number | name | name "(" sum { "," sum } ")" | "(" sum ")" ;
///
/// A separator is ";" or a newline outside parentheses. Operators wait on a stack of our own for
/// their right operand, so depth is bounded by memory alone. O(n) in bytes.
struct Parser {
  /// What a text means.
  struct Program {
    var graph = Graph()
    var outputs: [NodeID] = []
    /// The definitions, in order, each with the node it names.
    var definitions: [(name: String, node: NodeID)] = []
    /// Constants whose names the text or the caller gave to something else.
    var shadowed: [String] = []
    /// Where each node was first written.
    var ranges: [Range<Int32>] = []
  }

  private enum Waiting {
    case binary(Function, right: UInt8)
    case negation
    case plusSign
    case parenthesis
    case call(Function, arguments: Int, name: Range<Int>)
  }

  /// What an expression goes on with.
  private enum Next { case operand, operatorSign, nothing }

  private struct Operand {
    var node: NodeID
    var start: Int
    var end: Int
  }

  private var tokenizer: Tokenizer
  private var token: Token
  private var program = Program()
  private var waiting: [(what: Waiting, place: Int)] = []
  private var operands: [Operand] = []
  private var depth = 0
  private var previousEnd = 0
  private var definitions: [String: NodeID] = [:]
  private let shadowing: Set<String>

  /// - Parameter shadowing: names that are variables even where the language has such a constant.
  static func parse(_ source: [UInt8], shadowing: Set<String> = []) throws(SyntaxError) -> Program {
    var parser = try Parser(source, shadowing)
    try parser.parseProgram()
    return parser.program
  }

  /// The longest text, in bytes: places are stored in 32 bits.
  static let limit = Int(Int32.max) - 16

  private init(_ source: [UInt8], _ shadowing: Set<String>) throws(SyntaxError) {
    if source.count > Parser.limit { throw SyntaxError(.tooLong(limit: Parser.limit), 0..<0) }
    tokenizer = Tokenizer(source)
    self.shadowing = shadowing
    token = try tokenizer.next()
  }

  private mutating func advance() throws(SyntaxError) {
    previousEnd = token.end
    token = try tokenizer.next()
  }

  // MARK: Statements

  private mutating func parseProgram() throws(SyntaxError) {
    while true {
      while token.kind == .newline || token.kind == .semicolon { try advance() }
      if token.kind == .end {
        if !program.outputs.isEmpty { return }
        let isEmpty = definitions.isEmpty
        throw SyntaxError(isEmpty ? .emptyExpression : .missingOutput, token.range)
      }
      if !program.outputs.isEmpty { throw SyntaxError(.outputNotLast, token.range) }
      try parseStatement()
    }
  }

  private mutating func parseStatement() throws(SyntaxError) {
    if token.kind == .name, try isDefinition() { return try parseDefinition() }
    program.outputs.append(try parseExpression())
    while token.kind == .comma {
      try advance()
      program.outputs.append(try parseExpression())
    }
  }

  /// Whether the name that is the token is followed by "=".
  private func isDefinition() throws(SyntaxError) -> Bool {
    var ahead = tokenizer
    // A fault further on is reported when the parser gets there.
    guard let next = try? ahead.next() else { return false }
    return next.kind == .equals
  }

  private mutating func parseDefinition() throws(SyntaxError) {
    let name = text(token.range)
    let range = token.range
    if definitions[name] != nil { throw SyntaxError(.definedTwice(name), range) }
    if program.graph.variables.find(name) != nil { throw SyntaxError(.definedAfterUse(name), range) }
    if Parser.function(named: name) != nil { throw SyntaxError(.definesFunction(name), range) }
    if Parser.constant(named: name) != nil { program.shadowed.append(name) }
    try advance()
    try advance()
    let node = try parseExpression()
    // `a = a + 1` is no loop and no update: it made `a` a variable.
    if program.graph.variables.find(name) != nil { throw SyntaxError(.definedAfterUse(name), range) }
    definitions[name] = node
    program.definitions.append((name, node))
  }

  // MARK: Expressions

  /// One expression, up to a separator, a comma outside parentheses, or the end.
  private mutating func parseExpression() throws(SyntaxError) -> NodeID {
    waiting.removeAll(keepingCapacity: true)
    operands.removeAll(keepingCapacity: true)
    depth = 0
    let start = token.start
    var next = Next.operand
    while next != .nothing {
      if next == .operand { try parseOperand() }
      next = try parseOperator()
    }
    reduce(downTo: 0)
    if let open = waiting.last {
      throw SyntaxError(.unclosedParenthesis(found: found()), token.range, related: open.place..<open.place + 1)
    }
    guard let result = operands.popLast() else { throw SyntaxError(.emptyExpression, start..<start) }
    return result.node
  }

  /// Signs and opening parentheses up to an operand, and the operand.
  private mutating func parseOperand() throws(SyntaxError) {
    while true {
      switch token.kind {
      case .number:
        push(program.graph.constant(token.number), token.start, token.end)
        return try advance()
      case .name:
        if try parseName() { return }
      case .minus:
        waiting.append((.negation, token.start))
        try advance()
      case .plus:
        waiting.append((.plusSign, token.start))
        try advance()
      case .openParenthesis:
        waiting.append((.parenthesis, token.start))
        depth += 1
        try advance()
      case .newline:
        // An expression goes on where an operand must follow.
        let end = previousEnd
        try advance()
        previousEnd = end
      default: throw missingOperand()
      }
    }
  }

  /// A variable, constant or definition, for which it returns true, or the start of a call.
  private mutating func parseName() throws(SyntaxError) -> Bool {
    let range = token.range
    let bytes = tokenizer.source[range]
    try advance()
    if token.kind == .openParenthesis {
      let name = text(range)
      guard let function = Parser.function(named: name) else {
        let isVariable = program.graph.variables.find(name) != nil || definitions[name] != nil
        let nearest = nearest(name, among: Function.names.lazy.map(\.name))
        throw SyntaxError(.unknownFunction(name, isVariable: isVariable, nearest: nearest), range)
      }
      waiting.append((.call(function, arguments: 1, name: range), token.start))
      depth += 1
      try advance()
      while token.kind == .newline { try advance() }
      if token.kind == .closeParenthesis {
        throw wrongCount(function, name: range, found: 0, end: token.end)
      }
      return false
    }
    push(try node(named: bytes, range), range.lowerBound, range.upperBound)
    return true
  }

  private mutating func node(named bytes: ArraySlice<UInt8>, _ range: Range<Int>) throws(SyntaxError) -> NodeID {
    // Most names are variables seen before; the dictionaries want a string.
    if program.graph.variables.find(bytes) != nil { return program.graph.variable(bytes) }
    let name = String(decoding: bytes, as: UTF8.self)
    if let node = definitions[name] { return node }
    if let constant = Parser.constant(named: name) {
      if !shadowing.contains(name) { return program.graph.named(constant) }
      program.shadowed.append(name)
    } else if Parser.function(named: name) != nil && !shadowing.contains(name) {
      throw SyntaxError(.functionWithoutArguments(name), range)
    }
    return program.graph.variable(bytes)
  }

  /// What may follow an operand.
  private mutating func parseOperator() throws(SyntaxError) -> Next {
    if let (function, power) = BindingPower.of(token.kind) {
      reduce(downTo: power.left)
      waiting.append((.binary(function, right: power.right), token.start))
      try advance()
      return .operand
    }
    switch token.kind {
    case .closeParenthesis:
      try close()
      return .operatorSign
    case .comma where depth > 0:
      reduce(downTo: 0)
      guard case (.call(let function, let count, let name), let place)? = waiting.last else {
        throw SyntaxError(.commaInParentheses, token.range, related: waiting.last.map { $0.place..<$0.place + 1 })
      }
      waiting[waiting.count - 1] = (.call(function, arguments: count + 1, name: name), place)
      try advance()
      return .operand
    case .newline where depth > 0:
      try advance()
      return .operatorSign
    case .comma, .semicolon, .newline, .end: return .nothing
    case .equals: throw SyntaxError(.misplacedEquals, token.range)
    default: throw missingOperator()
    }
  }

  private mutating func close() throws(SyntaxError) {
    reduce(downTo: 0)
    guard let open = waiting.popLast() else { throw SyntaxError(.unmatchedParenthesis, token.range) }
    depth -= 1
    let end = token.end
    switch open.what {
    case .call(let function, let count, let name):
      let takes = function.arity
      let isVariadic = function.info.isVariadic
      if isVariadic ? count < 1 : count != takes {
        throw wrongCount(function, name: name, found: count, end: end)
      }
      call(function, count, from: name.lowerBound, to: end)
    default:
      operands[operands.count - 1].start = open.place
      operands[operands.count - 1].end = end
    }
    try advance()
  }

  // MARK: Stacks

  /// Applies the operators that hold their left operand at least as strongly as `power` pulls it.
  private mutating func reduce(downTo power: UInt8) {
    while let (what, place) = waiting.last {
      switch what {
      case .binary(let function, let right):
        guard right > power else { return }
        combine(function)
      case .negation:
        guard BindingPower.prefix > power else { return }
        negate(place)
      case .plusSign:
        guard BindingPower.prefix > power else { return }
        operands[operands.count - 1].start = place
      case .parenthesis, .call: return
      }
      waiting.removeLast()
    }
  }

  /// A sign before a number makes a negative number; before anything else it is an operation.
  private mutating func negate(_ place: Int) {
    let operand = operands[operands.count - 1]
    let node = program.graph[operand.node]
    let isBare = node.kind == .constant && tokenizer.source[operand.start] != UInt8(ascii: "(")
    let result =
      isBare
      ? program.graph.constant(-node.constant) : program.graph.call(.negate, operand.node)
    operands.removeLast()
    push(result, place, operand.end)
  }

  private mutating func combine(_ function: Function) {
    let right = operands.removeLast()
    let left = operands.removeLast()
    push(program.graph.call(function, left.node, right.node), left.start, right.end)
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

  private mutating func push(_ node: NodeID, _ start: Int, _ end: Int) {
    operands.append(Operand(node: node, start: start, end: end))
    // The place of a node is where it was first written.
    while program.ranges.count < program.graph.count {
      program.ranges.append(Int32(start)..<Int32(end))
    }
  }

  // MARK: Names

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

  // MARK: Faults

  private func text(_ range: Range<Int>) -> String {
    String(decoding: tokenizer.source[range], as: UTF8.self)
  }

  /// The token as a message names it.
  private func found() -> String {
    switch token.kind {
    case .end: "end of expression"
    case .newline: "end of line"
    default: "'\(text(token.range))'"
    }
  }

  private func missingOperand() -> SyntaxError {
    if token.kind == .closeParenthesis, case (.parenthesis, let place)? = waiting.last {
      return SyntaxError(.emptyParentheses, place..<token.end)
    }
    if waiting.isEmpty && operands.isEmpty && program.outputs.isEmpty && token.kind == .end {
      return SyntaxError(.emptyExpression, token.range)
    }
    if token.kind == .closeParenthesis && depth == 0 && waiting.isEmpty {
      return SyntaxError(.unmatchedParenthesis, token.range)
    }
    let before = lastTokenText()
    var related: Range<Int>?
    if token.kind == .end || token.kind == .newline,
      let parenthesis = waiting.last(where: { Parser.isOpening($0.what) })
    {
      related = parenthesis.place..<parenthesis.place + 1
    }
    return SyntaxError(.expectedOperand(after: before, found: found()), token.range, related: related)
  }

  private static func isOpening(_ what: Waiting) -> Bool {
    switch what {
    case .parenthesis, .call: true
    default: false
    }
  }

  /// The sign that ends at the end of the previous token.
  private func lastTokenText() -> String? {
    guard previousEnd > 0 else { return nil }
    var start = previousEnd - 1
    let source = tokenizer.source
    while start > 0 && source[start] & 0xC0 == 0x80 { start -= 1 }
    if source[start] == UInt8(ascii: "*") && start > 0 && source[start - 1] == UInt8(ascii: "*") { start -= 1 }
    return text(start..<previousEnd)
  }

  private func missingOperator() -> SyntaxError {
    var product: String?
    if let left = operands.last, token.kind == .name || token.kind == .number || token.kind == .openParenthesis {
      let right = token.kind == .openParenthesis ? "(…)" : text(token.range)
      let shown = left.end - left.start <= 24 ? text(left.start..<left.end) : "…"
      product = "\(shown)*\(right)"
    }
    return SyntaxError(.expectedOperator(found: found(), product: product), token.range)
  }

  private func wrongCount(_ function: Function, name: Range<Int>, found: Int, end: Int) -> SyntaxError {
    let info = function.info
    return SyntaxError(
      .wrongArgumentCount(
        function: text(name), takes: info.isVariadic ? 1 : info.arity, orMore: info.isVariadic, found: found),
      name.lowerBound..<end)
  }
}
