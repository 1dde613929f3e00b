/// Turns text into a graph.
///
///     program    = { statement separator } , outputs ;
///     statement  = name "=" expr | name "(" name { "," name } ")" "=" expr ;
///     outputs    = expr { "," expr } ;
///     expr       = or [ "?" expr ":" expr ] ;
///     or         = and { ( "||" | "or" ) and } ;
///     and        = not { ( "&&" | "and" ) not } ;
///     not        = ( "!" | "not" ) not | comparison ;
///     comparison = sum { ( "<" | "<=" | ">" | ">=" | "==" | "!=" ) sum } ;
///     sum        = product { ( "+" | "-" ) product } ;
///     product    = unary { ( "*" | "/" ) unary } ;
///     unary      = ( "-" | "+" ) unary | power ;
///     power      = primary [ ( "^" | "**" ) unary ] ;
///     primary    = number | name | name "[" expr "]" | name "(" expr { "," expr } ")" | "(" expr ")" ;
///
/// A separator is ";" or a newline outside parentheses. Loops, `diff` and functions of the text have the
/// form of calls; see Parser+Constructs.swift. Operators wait on a stack of our own for their right
/// operand, so depth is bounded by memory alone. O(n) in bytes, and in the passes of loops.
struct Parser: ~Copyable {
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

  /// The derivative of a node by a variable, written to the graph. The parser knows no calculus.
  typealias Differentiate = (_ graph: Graph, _ node: NodeID, _ variable: Int) -> (Graph, NodeID)

  /// What waits on the stack for operands.
  enum Waiting {
    case binary(Function, right: UInt8)
    case negation, plusSign, not
    /// `c ?`, which waits for its colon, and `c ? a :`.
    case question, alternative
    case parenthesis
    case call(Function, arguments: Int, name: Range<Int>)
    /// A call of a function of the text.
    case userCall(index: Int, arguments: Int, name: Range<Int>)
    case loop(name: Range<Int>)
    case derivative(name: Range<Int>)
    case index(name: Range<Int>)
  }

  /// What waits, and the place of its sign or parenthesis.
  struct Pending {
    var what: Waiting
    var place: Int
  }

  struct Operand {
    var node: NodeID
    var start: Int
    var end: Int
    /// The right side of a comparison that is not in parentheses: a < x < b goes on from x.
    var comparisonRight: NodeID?
  }

  /// What an expression goes on with.
  enum Next { case operand, operatorSign, nothing }

  var tokenizer: Tokenizer
  var token: Token
  var program = Program()
  var waiting = Stack<Pending>()
  var operands = Stack<Operand>()
  /// Where each node was first written.
  var ranges = Stack<Range<Int32>>()
  /// How many parentheses and brackets are open.
  var depth = 0
  /// The end of the token before, line ends left out.
  var previousEnd = 0
  /// The place of the outputs, once they are parsed.
  private var outputRange = 0..<0
  var definitions: [String: NodeID] = [:]
  var functions: [UserFunction] = []
  /// The loops that are open, the innermost last.
  var loops: [Loop] = []
  var passes = 0
  /// Names of parameters and of loops, the innermost last.
  var bindings: [(name: String, node: NodeID)] = []
  let shadowing: Set<String>
  let differentiate: Differentiate
  let vocabulary = Vocabulary.language

  /// - Parameter shadowing: names that are variables even where the language has such a constant.
  static func parse(
    _ source: [UInt8], shadowing: Set<String> = [], differentiate: @escaping Differentiate
  ) throws(SyntaxError) -> Program {
    if source.count > Parser.byteLimit { throw SyntaxError(.tooLong(limit: Parser.byteLimit), 0..<0) }
    return try SourceBytes.read(source) { source throws(SyntaxError) in
      var parser = Parser(source, shadowing, differentiate)
      // A node in five bytes: where the guess is near, the table of nodes never grows.
      parser.program.graph.reserve(source.count / 5)
      parser.token = try parser.tokenizer.next()
      try parser.parseProgram()
      parser.program.ranges = parser.ranges.array()
      return parser.program
    }
  }

  /// The longest text, in bytes: places are stored in 32 bits.
  static let byteLimit = Int(Int32.max) - 16
  /// The most nodes that loops and functions may make.
  static let nodeLimit = 20_000_000
  /// The most passes of all loops together.
  static let passLimit = 10_000_000

  private init(
    _ source: SourceBytes, _ shadowing: Set<String>, _ differentiate: @escaping Differentiate
  ) {
    tokenizer = Tokenizer(source)
    self.shadowing = shadowing
    self.differentiate = differentiate
    token = Token(kind: .end, start: 0, end: 0)
  }

  mutating func advance() throws(SyntaxError) {
    if token.kind != .newline { previousEnd = token.end }
    token = try tokenizer.next()
  }

  func text(_ range: Range<Int>) -> String { String(decoding: tokenizer.source[range], as: UTF8.self) }

  // MARK: Statements

  private mutating func parseProgram() throws(SyntaxError) {
    while true {
      while token.kind == .newline || token.kind == .semicolon { try advance() }
      if token.kind == .end {
        if !program.outputs.isEmpty { return }
        let isEmpty = definitions.isEmpty && functions.isEmpty
        throw SyntaxError(isEmpty ? .emptyExpression : .missingOutput, place)
      }
      if !program.outputs.isEmpty { throw SyntaxError(.outputNotLast, outputRange) }
      try parseStatement()
    }
  }

  private mutating func parseStatement() throws(SyntaxError) {
    if token.kind == .name {
      if follows(.assign) { return try parseDefinition() }
      if let parameters = parametersOfDefinition() { return try parseFunction(parameters) }
    }
    let start = token.start
    defer { outputRange = start..<max(start, previousEnd) }
    program.outputs.append(try parseExpression())
    while token.kind == .comma {
      try advance()
      program.outputs.append(try parseExpression())
    }
  }

  /// Whether the next token is of a kind. A fault there is reported when the parser gets there.
  private func follows(_ kind: Token.Kind) -> Bool {
    var ahead = tokenizer
    return (try? ahead.next())?.kind == kind
  }

  private mutating func parseDefinition() throws(SyntaxError) {
    let range = token.range
    let name = try newName(range)
    if Vocabulary.language.isConstant(name) { program.shadowed.append(name) }
    try advance()
    try advance()
    let node = try parseExpression()
    // `a = a + 1` is no loop and no update.
    if program.graph.variables.find(name) != nil { throw SyntaxError(.definedByItself(name), range) }
    definitions[name] = node
    program.definitions.append((name, node))
  }

  /// A name that may be defined here.
  func newName(_ range: Range<Int>) throws(SyntaxError) -> String {
    let name = text(range)
    if definitions[name] != nil || functions.contains(where: { $0.name == name }) {
      throw SyntaxError(.definedTwice(name), range)
    }
    if program.graph.variables.find(name) != nil { throw SyntaxError(.definedAfterUse(name), range) }
    if Vocabulary.language.isFunction(name) { throw SyntaxError(.definesFunction(name), range) }
    return name
  }

  // MARK: Expressions

  /// One expression, up to a separator, a comma outside parentheses, or the end.
  mutating func parseExpression() throws(SyntaxError) -> NodeID {
    waiting.removeAll()
    operands.removeAll()
    depth = 0
    var next = Next.operand
    while next != .nothing {
      if next == .operand { try parseOperand() }
      next = try parseOperator()
    }
    reduce(downTo: 0)
    if let open = waiting.last { throw unclosed(open) }
    return operands.removeLast().node
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
      case .minus: try wait(.negation)
      case .plus: try wait(.plusSign)
      case .not: try wait(.not)
      case .openParenthesis:
        depth += 1
        try wait(.parenthesis)
      case .newline:
        // An expression goes on where an operand must follow.
        try advance()
      default: throw missingOperand()
      }
    }
  }

  private mutating func wait(_ what: Waiting) throws(SyntaxError) {
    waiting.append(Pending(what: what, place: token.start))
    try advance()
  }

  /// What may follow an operand.
  private mutating func parseOperator() throws(SyntaxError) -> Next {
    if let (function, power) = BindingPower.of(token.kind) {
      reduce(downTo: power.left)
      try wait(.binary(function, right: power.right))
      return .operand
    }
    switch token.kind {
    case .closeParenthesis:
      return try close()
    case .closeBracket:
      try closeIndex()
      return .operatorSign
    case .question:
      reduce(downTo: BindingPower.conditional.left)
      try wait(.question)
      return .operand
    case .colon:
      reduce(downTo: 0)
      guard case .question? = waiting.last?.what else { throw SyntaxError(.misplacedColon, token.range) }
      waiting[waiting.count - 1].what = .alternative
      try advance()
      return .operand
    case .comma where depth > 0:
      reduce(downTo: 0)
      return try parseComma()
    case .newline where depth > 0:
      try advance()
      return .operatorSign
    case .comma, .semicolon, .newline, .end: return .nothing
    case .assign: throw SyntaxError(.misplacedEquals, token.range)
    default: throw missingOperator()
    }
  }
}
