import Testing

@testable import Autodiff

@Suite struct GraphTests {
  @Test("equal nodes are one node")
  func hashConsing() throws {
    let program = try Parser.parse(Array("(x+y)*(x+y) - sin(x+y) + (y+x)".utf8))
    // x, y, x+y, its square, its sine, the difference, y+x, the sum.
    #expect(program.graph.count == 8)
  }

  @Test("functions of the same operands differ, and so do operands in another order")
  func different() {
    var graph = Graph()
    let (x, y) = (graph.variable("x"), graph.variable("y"))
    let nodes = [
      x, y, graph.call(.subtract, x, y), graph.call(.subtract, y, x), graph.call(.negate, x),
      graph.call(.subtract, x, x), graph.call(.sin, x), graph.call(.clamp, x, x, y),
      graph.call(.clamp, x, y, x),
      graph.named(.pi), graph.constant(Double.pi), graph.constant(0), graph.call(.add, x, x),
    ]
    #expect(Set(nodes).count == nodes.count)
    #expect(graph.count == nodes.count)
  }

  @Test("constants are identified by their bits")
  func constants() {
    var graph = Graph()
    #expect(graph.constant(0) != graph.constant(-0.0))
    #expect(graph.constant(.nan) == graph.constant(.nan))
    #expect(graph.constant(0.1 + 0.2) != graph.constant(0.3))
    #expect(graph.count == 5)
    for value in [-0.0, .nan, .infinity, .leastNonzeroMagnitude, -1e308, 0x1.fffffffffffffp1023] as [Double] {
      let id = graph.constant(value)
      #expect(graph[id].constant.bitPattern == value.bitPattern)
    }
  }

  @Test("stays one node each over many growths")
  func growth() {
    var graph = Graph()
    let first = (0..<5000).map { graph.constant(Double($0)) }
    let second = (0..<5000).map { graph.constant(Double($0)) }
    #expect(first == second)
    #expect(graph.count == 5000)
    let names = (0..<5000).map { graph.variables.insert("v\($0)") }
    #expect(names == Array(0..<5000))
    #expect(graph.variables.find("v4321") == 4321)
    #expect(graph.variables.find("w") == nil)
    #expect(graph.variables.all.prefix(2) == ["v0", "v1"])
  }

  @Test("a node of many others is found among them, through every growth")
  func manyParents() {
    var graph = Graph()
    let variables = (0..<120).map { graph.variable("x\($0)") }
    func products() -> [NodeID] {
      variables.flatMap { a in variables.map { graph.call(.multiply, a, $0) } }
    }
    let first = products()
    #expect(Set(first).count == 120 * 120)
    #expect(products() == first)
    #expect(graph.count == 120 + 120 * 120)
  }

  @Test("names of every length, that differ in any one byte")
  func names() {
    var table = NameTable()
    var names: [String] = []
    for length in 1...26 {
      let name = [UInt8](repeating: UInt8(ascii: "a"), count: length)
      names.append(String(decoding: name, as: UTF8.self))
      for place in name.indices {
        for letter in [UInt8(ascii: "b"), UInt8(ascii: "e"), UInt8(ascii: "q")] {
          var other = name
          other[place] = letter
          names.append(String(decoding: other, as: UTF8.self))
        }
      }
    }
    #expect(names.map { table.insert($0) } == Array(names.indices))
    #expect(names.map { table.find($0) } == Array(names.indices))
    #expect(table.all == names)
    #expect(table.find("") == nil)
    #expect(table.find("a\0") == nil)
  }

  @Test("what is below roots, and what depends on variables")
  func reachability() throws {
    let program = try Parser.parse(Array("unused = y*3; a = 2+3; a*x, a".utf8))
    let graph = program.graph
    func texts(_ marks: [Bool]) -> [String] {
      marks.indices.filter { marks[$0] }.map { sExpression(graph, NodeID($0)) }
    }
    #expect(texts(graph.reachable(from: program.outputs)) == ["3", "2", "(+ 2 3)", "x", "(* (+ 2 3) x)"])
    #expect(texts(graph.dependsOnVariables()) == ["y", "(* y 3)", "x", "(* (+ 2 3) x)"])
    #expect(graph.reachable(from: []).allSatisfy { !$0 })
  }
}
