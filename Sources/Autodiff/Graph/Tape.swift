/// A graph laid out for sweeps: a Wengert list in the textbooks' numbering.
///
/// Slots hold, in this order, the constants, the inputs and the results of the instructions. The rows
/// are v₁₋ₙ … v₀ for the inputs and v₁ … v_l for the instructions, by level: first all whose operands
/// are inputs or constants, then all that need those, and so on. Constants have no row.
struct Tape: Sendable {
  /// 16 bytes. Operands are slots; those beyond the arity repeat the first.
  struct Instruction: Sendable {
    let function: Function
    let arity: UInt8
    let a: Int32
    let b: Int32
    let c: Int32
  }

  /// The constants, each with the node it came from. A node without variables below it is one.
  let constants: [(node: NodeID, value: Double)]
  /// The inputs as indices of the graph's variables, in ascending order: that of first appearance.
  let inputs: [Int]
  let instructions: [Instruction]
  /// The node of each instruction.
  let nodes: [NodeID]
  /// The slot of each output.
  let outputs: [Int]
  /// The activity where all inputs are chosen.
  private(set) var activity = Activity()

  var slotCount: Int { constants.count + inputs.count + instructions.count }
  var firstInput: Int { constants.count }
  var firstResult: Int { constants.count + inputs.count }

  /// The place of a variable among the inputs. O(log n).
  func position(ofVariable variable: Int) -> Int? {
    var (low, high) = (0, inputs.count)
    while low < high {
      let middle = (low + high) / 2
      if inputs[middle] < variable { low = middle + 1 } else { high = middle }
    }
    return low < inputs.count && inputs[low] == variable ? low : nil
  }

  /// The textbook's number of a slot's row: 0 and below for inputs, from 1 for instructions.
  func row(ofSlot slot: Int) -> Int { slot - firstResult + 1 }

  /// - Parameter extra: variables that are inputs even if no output depends on them.
  /// - Complexity: O(n) in the nodes of the graph.
  init(_ graph: Graph, outputs roots: [NodeID], inputs extra: [Int] = []) {
    let mark = graph.reachable(from: roots)
    let end = (roots.map(\.index).max() ?? -1) + 1

    // The level of a node: -1 for what has no variable below it, 0 for variables.
    var levels = Stack<Int32>(repeating: -1, count: end)
    var isConstantRoot = Stack(repeating: false, count: end)
    var fixed: [Int] = []
    var widths = Stack<Int32>()
    var inputs: [Int] = []
    for index in 0..<end where mark[index] {
      let node = graph.nodes[index]
      switch node.kind {
      case .constant, .named: fixed.append(index)
      case .variable:
        levels[index] = 0
        inputs.append(node.variable)
      case .call:
        // Operands beyond the arity repeat the first: three are as good as those it has.
        let (a, b, c) = (levels[node.a.index], levels[node.b.index], levels[node.c.index])
        let level = max(a, b, c)
        guard level >= 0 else {
          fixed.append(index)
          continue
        }
        levels[index] = level &+ 1
        if min(a, b, c) < 0 {
          if a < 0 { isConstantRoot[node.a.index] = true }
          if b < 0 { isConstantRoot[node.b.index] = true }
          if c < 0 { isConstantRoot[node.c.index] = true }
        }
        if widths.count == Int(level) { widths.append(0) }
        widths[Int(level)] &+= 1
      }
    }
    for root in roots where levels[root.index] < 0 { isConstantRoot[root.index] = true }

    // Slots: constants, inputs by first appearance, then level by level.
    var slots = Stack<Int32>(repeating: 0, count: end)
    var constants: [(node: NodeID, value: Double)] = []
    let values = Tape.constantValues(graph, fixed)
    for index in fixed where isConstantRoot[index] {
      slots[index] = Int32(constants.count)
      constants.append((NodeID(index), values[index]))
    }
    for variable in extra where !inputs.contains(variable) { inputs.append(variable) }
    inputs.sort()
    var slotOfVariable = Stack<Int32>(repeating: 0, count: graph.variables.count)
    for (position, variable) in inputs.enumerated() {
      slotOfVariable[variable] = Int32(constants.count + position)
    }
    // The widths become the next free slot of each level.
    var start = Int32(constants.count + inputs.count)
    let firstResult = Int(start)
    for level in 0..<widths.count {
      let width = widths[level]
      widths[level] = start
      start += width
    }
    let idle = Instruction(function: .add, arity: 0, a: 0, b: 0, c: 0)
    var instructions = Stack(repeating: idle, count: Int(start) - firstResult)
    var nodes = Stack(repeating: NodeID(0 as Int32), count: instructions.count)
    for index in 0..<end where mark[index] && levels[index] >= 0 {
      let node = graph.nodes[index]
      if node.kind == .variable {
        slots[index] = slotOfVariable[node.variable]
        continue
      }
      let level = Int(levels[index]) &- 1
      let slot = widths[level]
      widths[level] = slot &+ 1
      slots[index] = slot
      instructions[Int(slot) &- firstResult] = Instruction(
        function: node.function, arity: UInt8(truncatingIfNeeded: node.function.arity),
        a: slots[node.a.index], b: slots[node.b.index], c: slots[node.c.index])
      nodes[Int(slot) &- firstResult] = NodeID(Int32(truncatingIfNeeded: index))
    }

    self.constants = constants
    self.inputs = inputs
    self.instructions = instructions.array()
    self.nodes = nodes.array()
    var outputs: [Int] = []
    for root in roots { outputs.append(Int(slots[root.index])) }
    self.outputs = outputs
    activity = Activity(self, inputs: [Bool](repeating: true, count: inputs.count))
  }

  /// The values of nodes without variables below them, by node; room for the others too.
  private static func constantValues(_ graph: Graph, _ fixed: [Int]) -> [Double] {
    var values = [Double](repeating: 0, count: (fixed.last ?? -1) + 1)
    for index in fixed {
      let node = graph.nodes[index]
      switch node.kind {
      case .constant: values[index] = node.constant
      case .named: values[index] = node.namedConstant.value
      case .variable: break
      case .call:
        values[index] = Double.apply(
          node.function, values[node.a.index], values[node.b.index], values[node.c.index])
      }
    }
    return values
  }
}
