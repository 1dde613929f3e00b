@testable import Autodiff

/// The tree below a node as an S-expression: `(- (^ x 2))`. Uses a stack of its own, as depth has no limit.
func sExpression(_ graph: Graph, _ root: NodeID) -> String {
  enum Item {
    case text(String)
    case node(NodeID)
  }
  var result = ""
  var stack = [Item.node(root)]
  while let item = stack.popLast() {
    switch item {
    case .text(let text): result += text
    case .node(let id):
      let node = graph[id]
      switch node.kind {
      case .constant: result += NumberText.shortest(node.constant)
      case .named: result += node.namedConstant.spelling
      case .variable: result += graph.variables[node.variable]
      case .call:
        result += "(\(node.function.info.spelling)"
        stack.append(.text(")"))
        for operand in node.operands.reversed() { stack += [.node(operand), .text(" ")] }
      }
    }
  }
  return result
}

/// The outputs of a program as S-expressions.
func sExpressions(_ source: String) throws -> [String] {
  let program = try Parser.parse(Array(source.utf8))
  return program.outputs.map { sExpression(program.graph, $0) }
}
