import Kernels

/// A recording laid out for blocks: instructions over registers, each of which holds a block of rows.
///
/// Registers are, in this order, the inputs, the results, the constants and scratch. A scratch register is
/// used again as soon as its content is no longer needed, so that the registers in use stay in the cache.
struct Program: Sendable {
  /// How many rows a register holds: the best of 32 to 4096 as measured.
  static let blockSize = 64

  /// 32 bytes.
  struct Instruction: Sendable {
    let function: Function
    var form = Form.alone
    let a: Int32
    let b: Int32
    let c: Int32
    let result: Int32
    var secondResult: Int32 = 0
  }

  /// What an instruction does besides its function of a, b and c.
  enum Form: Sendable {
    case alone
    /// The result is that of another function, of the first's result and `c`; of `c` and the first's
    /// result, where that is the second operand.
    case feeding(Function, asSecond: Bool)
    /// The second result is that of another function of the same operand.
    case beside(Function)
    /// The result is the sum of these terms; the function is that of the last addition.
    case sum(Range<Int>)
  }

  /// A register, or the product of two, or of one and a constant.
  struct Term: Sendable {
    let a: Int32
    let b: Int32
    let kind: block_term_kind
    let isNegative: Bool
  }

  let instructions: [Instruction]
  let terms: [Term]
  let constants: [Double]
  let inputCount: Int
  let resultCount: Int
  let scratchCount: Int
  /// Results that are inputs, constants or other results.
  let copies: [(from: Int32, to: Int32)]
  let conditions: [Recording.Condition]

  var firstConstant: Int { inputCount + resultCount }
  var registerCount: Int { firstConstant + constants.count + scratchCount }

  /// - Parameter inputs: the variables of the graph that the columns hold.
  /// - Complexity: O(*n*) in the nodes of the recording.
  init(_ recording: Recording, inputs: [Int]) {
    let (graph, roots) = (recording.graph, recording.roots)
    let schedule = Schedule(graph, roots)
    inputCount = inputs.count
    resultCount = roots.count
    conditions = recording.conditions

    var places = [Int32](repeating: -1, count: graph.count)
    for (register, variable) in inputs.enumerated() {
      if let node = graph.node(ofVariable: variable) { places[node.index] = Int32(register) }
    }
    var copies: [(from: Int32, to: Int32)] = []
    var isResult = [Bool](repeating: false, count: graph.count)
    for (number, root) in roots.enumerated() where schedule.isComputed[root.index] && !isResult[root.index] {
      isResult[root.index] = true
      places[root.index] = Int32(inputs.count + number)
    }
    var constants: [Double] = []
    for (node, value) in schedule.constants {
      places[node.index] = Int32(inputs.count + roots.count + constants.count)
      constants.append(value)
    }

    let fusion = Fusion(graph, schedule, isResult: isResult)
    var scratch = RegisterPool(first: Int32(inputs.count + roots.count + constants.count))
    var uses = schedule.uses
    var instructions: [Instruction] = []
    var terms: [Term] = []
    instructions.reserveCapacity(schedule.order.count)
    for group in fusion.groups {
      let operands = group.operands(graph)
      let registers = operands.map { places[$0.index] }
      // Before the operands are given back: an instruction never writes where it reads.
      for result in group.results where !isResult[result.index] { places[result.index] = scratch.take() }
      let form: Form
      switch group {
      case .alone: form = .alone
      case .beside(_, let second): form = .beside(graph[second].function)
      case .feeding(let first, let second):
        form = .feeding(graph[second].function, asSecond: graph[second].a != first)
      case .sum(let parts, _):
        form = .sum(terms.count..<terms.count + parts.count)
        terms += parts.map { Program.term($0, places, isConstant: { schedule.isConstant($0, graph) }) }
      }
      instructions.append(
        Instruction(
          function: graph[group.first].function, form: form, a: registers[0],
          b: registers[registers.count > 1 ? 1 : 0], c: registers[registers.count > 2 ? 2 : 0],
          result: places[group.results[0].index], secondResult: places[group.results.last!.index]))
      for operand in group.released(graph) {
        uses[operand.index] -= 1
        if uses[operand.index] == 0 && schedule.isComputed[operand.index] && !isResult[operand.index] {
          scratch.give(places[operand.index])
        }
      }
    }
    for (number, root) in roots.enumerated() where places[root.index] != Int32(inputs.count + number) {
      copies.append((places[root.index], Int32(inputs.count + number)))
    }
    self.instructions = instructions
    self.terms = terms
    self.constants = constants
    self.copies = copies
    scratchCount = scratch.count
  }

  private static func term(
    _ term: Fusion.Term, _ places: [Int32], isConstant: (NodeID) -> Bool
  ) -> Term {
    let kind = term.b.map { isConstant($0) ? TERM_MULTIPLE : TERM_PRODUCT } ?? TERM_BLOCK
    return Term(
      a: places[term.a.index], b: places[(term.b ?? term.a).index], kind: kind, isNegative: term.isNegative)
  }
}

/// Registers, of which the one given back last is taken first: it is still in the cache.
private struct RegisterPool {
  let first: Int32
  private(set) var count = 0
  private var free: [Int32] = []

  init(first: Int32) { self.first = first }

  mutating func take() -> Int32 {
    if let register = free.popLast() { return register }
    count += 1
    return first + Int32(count - 1)
  }

  mutating func give(_ register: Int32) { free.append(register) }
}
