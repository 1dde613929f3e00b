/// Writes expressions as text, in the language itself or in LaTeX.
///
/// What is written in the language parses back to the same graph. An expression whose tree would be
/// large is written with definitions for what is shared, so that the text is linear in the graph.
struct ExpressionPrinter {
  enum Notation { case language, latex }

  let graph: Graph
  var notation = Notation.language
  /// How variables are written, by index.
  var name: (Int) -> String

  /// The largest tree that is written out without definitions.
  static let treeLimit = TreeCount(20_000)

  init(_ graph: Graph, _ notation: Notation = .language, name: ((Int) -> String)? = nil) {
    self.graph = graph
    self.notation = notation
    let variables = graph.variables
    self.name = name ?? { notation == .latex ? LaTeXName.variable(variables[$0]) : variables[$0] }
  }

  /// The text of one node.
  /// - Complexity: O(*n*) in the tree below it.
  func text(_ root: NodeID) -> String {
    var bytes: [UInt8] = []
    write(root, aliases: [:], to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text of several outputs: one expression each, after the definitions that large ones share.
  func program(_ roots: [NodeID]) -> (definitions: [String], outputs: [String]) {
    let total = graph.treeCounts(of: roots).reduce(TreeCount(0), +)
    guard total > ExpressionPrinter.treeLimit else { return ([], roots.map(text)) }
    var aliases: [NodeID: String] = [:]
    var definitions: [String] = []
    var number = 0
    for id in sharedCalls(roots) {
      var bytes: [UInt8] = []
      write(id, aliases: aliases, to: &bytes)
      repeat { number += 1 } while graph.variables.find("t\(number)") != nil
      let alias = notation == .latex ? LaTeXName.variable("t\(number)") : "t\(number)"
      aliases[id] = alias
      definitions.append("\(alias) = \(String(decoding: bytes, as: UTF8.self))")
    }
    let outputs = roots.map { root in
      if let alias = aliases[root] { return alias }
      var bytes: [UInt8] = []
      write(root, aliases: aliases, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    return (definitions, outputs)
  }

  /// The calls that stand in more than one place, operands first.
  private func sharedCalls(_ roots: [NodeID]) -> [NodeID] {
    let mark = graph.reachable(from: roots)
    var uses = [UInt8](repeating: 0, count: graph.count)
    for index in mark.indices where mark[index] {
      for operand in graph.nodes[index].operands {
        uses[operand.index] = Swift.min(uses[operand.index] + 1, 2)
      }
    }
    return mark.indices.filter { uses[$0] > 1 && graph.nodes[$0].kind == .call }.map { NodeID($0) }
  }

  // MARK: Writing

  // How tightly a piece holds together. An operand looser than its place is put in parentheses.
  private enum Tightness: UInt8, Comparable {
    case anything, or, and, not, comparison, sum, sign, term, operand, power, atom, enclosed
    static func < (a: Tightness, b: Tightness) -> Bool { a.rawValue < b.rawValue }
  }

  private enum Item {
    case text(StaticString)
    case string(String)
    case node(NodeID, Tightness)
  }

  private func write(_ root: NodeID, aliases: [NodeID: String], to bytes: inout [UInt8]) {
    var stack: [Item] = [.node(root, .anything)]
    while let item = stack.popLast() {
      switch item {
      case .text(let text): text.withUTF8Buffer { bytes.append(contentsOf: $0) }
      case .string(let text): bytes.append(contentsOf: text.utf8)
      case .node(let id, let place):
        if let alias = aliases[id] {
          bytes.append(contentsOf: alias.utf8)
          continue
        }
        let (tightness, items) = pieces(id)
        let needsParentheses = tightness < place
        if needsParentheses { stack.append(.text(notation == .latex ? "\\right)" : ")")) }
        stack.append(contentsOf: items.reversed())
        if needsParentheses { stack.append(.text(notation == .latex ? "\\left(" : "(")) }
      }
    }
  }

  /// A node as pieces, and how tightly they hold together.
  private func pieces(_ id: NodeID) -> (Tightness, [Item]) {
    let node = graph[id]
    switch node.kind {
    case .variable: return (.atom, [.string(name(node.variable))])
    case .named:
      let constant = node.namedConstant
      return (.atom, [.string(notation == .latex ? LaTeXName.constant(constant) : constant.spelling)])
    case .constant:
      let value = node.constant
      let text = NumberText.shortest(value)
      if notation == .latex {
        // A power of ten holds together no more than a product.
        let isProduct = value.isFinite && text.utf8.contains(UInt8(ascii: "e"))
        return (value.sign == .minus ? .sign : isProduct ? .term : .atom, [.string(LaTeXName.number(text))])
      }
      return (value.sign == .minus ? .sign : .atom, [.string(text)])
    case .call: break
    }
    switch node.function {
    case .add: return (.sum, [.node(node.a, .sum), .text(" + "), .node(node.b, .term)])
    case .subtract: return (.sum, [.node(node.a, .sum), .text(" - "), .node(node.b, .term)])
    case .negate: return (.sign, [.text("-"), negated(node.a)])
    case .multiply where notation == .language:
      return (.term, [.node(node.a, .sign), .text("*"), .node(node.b, .operand)])
    case .divide where notation == .language:
      return (.term, [.node(node.a, .sign), .text("/"), .node(node.b, .operand)])
    case .power where notation == .language:
      return (.power, [.node(node.a, .atom), .text("^"), .node(node.b, .power)])
    case .or: return (.or, [.node(node.a, .or), word(" or ", " \\lor "), .node(node.b, .and)])
    case .and: return (.and, [.node(node.a, .and), word(" and ", " \\land "), .node(node.b, .not)])
    case .not: return (.not, [word("not ", "\\lnot "), .node(node.a, .not)])
    case .less: return comparison(node, "<", "<")
    case .lessOrEqual: return comparison(node, "<=", "\\le")
    case .greater: return comparison(node, ">", ">")
    case .greaterOrEqual: return comparison(node, ">=", "\\ge")
    case .equal: return comparison(node, "==", "=")
    case .notEqual: return comparison(node, "!=", "\\ne")
    case .conditional where notation == .latex:
      return (
        .atom,
        [
          .text("\\begin{cases} "), .node(node.b, .anything), .text(" & \\text{if } "),
          .node(node.a, .anything),
          .text(" \\\\ "), .node(node.c, .anything), .text(" & \\text{otherwise} \\end{cases}"),
        ]
      )
    default: return notation == .latex ? latex(node) : call(node)
    }
  }

  private func word(_ language: StaticString, _ latex: StaticString) -> Item {
    .text(notation == .latex ? latex : language)
  }

  private func comparison(_ node: Node, _ language: String, _ latex: String) -> (Tightness, [Item]) {
    let sign = notation == .latex ? latex : language
    return (.comparison, [.node(node.a, .sum), .string(" \(sign) "), .node(node.b, .sum)])
  }

  // A sign before a bare number would be part of the number.
  private func negated(_ id: NodeID) -> Item {
    .node(id, graph[id].kind == .constant ? .enclosed : .operand)
  }

  private func call(_ node: Node) -> (Tightness, [Item]) {
    var items: [Item] = [.string(node.function.info.spelling), .text("(")]
    for (index, operand) in node.operands.enumerated() {
      if index > 0 { items.append(.text(", ")) }
      items.append(.node(operand, .anything))
    }
    items.append(.text(")"))
    return (.atom, items)
  }

  private func latex(_ node: Node) -> (Tightness, [Item]) {
    switch node.function {
    case .multiply:
      let needsSign = graph[node.b].kind == .constant
      return (
        .term, [.node(node.a, .sign), .text(needsSign ? " \\cdot " : " \\, "), .node(node.b, .operand)]
      )
    case .divide where graph[node.a].kind == .call && graph[node.a].function == .negate:
      // The sign stands before the fraction.
      let inner = graph[node.a].a
      return (
        .sign,
        [.text("-\\frac{"), .node(inner, .anything), .text("}{"), .node(node.b, .anything), .text("}")]
      )
    case .divide:
      return (
        .operand,
        [.text("\\frac{"), .node(node.a, .anything), .text("}{"), .node(node.b, .anything), .text("}")]
      )
    case .power:
      return (.power, [.node(node.a, .atom), .text("^{"), .node(node.b, .anything), .text("}")])
    case .besselj: return ordered(node, "J_{", "}\\left(")
    case .polygamma: return ordered(node, "\\psi^{(", ")}\\left(")
    default: break
    }
    let (open, close) = LaTeXName.brackets(node.function.info.spelling)
    var items: [Item] = [.string(open)]
    for (index, operand) in node.operands.enumerated() {
      if index > 0 { items.append(.text(", ")) }
      items.append(.node(operand, .anything))
    }
    items.append(.string(close))
    return (.atom, items)
  }

  /// A function whose first argument is an index.
  private func ordered(_ node: Node, _ open: StaticString, _ middle: StaticString) -> (Tightness, [Item]) {
    (
      .atom,
      [.text(open), .node(node.a, .anything), .text(middle), .node(node.b, .anything), .text("\\right)")]
    )
  }
}
