import Kernels

/// The registers of a batch. It is reused from block to block and from call to call, by one thread.
public final class Workspace {
  private let memory: UnsafeMutableRawPointer
  private let registers: UnsafeMutablePointer<UnsafeMutablePointer<Double>>
  private let program: Program
  private let steps: [Step]

  /// An instruction with the loop that does it, or two with the loop for both.
  private enum Step {
    case rule(Program.Instruction)
    case loop(block_loop, Program.Instruction)
    case pair(block_pair_loop, operand: Int32, Int32, Int32)
  }

  /// Registers for everything: those of inputs and results are used for the last, shorter block.
  init(_ program: Program) {
    self.program = program
    steps = Workspace.steps(program.instructions)
    let count = program.registerCount
    memory = .allocate(
      byteCount: max(1, count) * Program.blockSize * MemoryLayout<Double>.stride, alignment: 64)
    memory.initializeMemory(as: Double.self, repeating: 0, count: count * Program.blockSize)
    registers = .allocate(capacity: max(1, count))
    for register in 0..<count { (registers + register).initialize(to: own(register)) }
    for (index, constant) in program.constants.enumerated() {
      own(program.firstConstant + index).update(repeating: constant, count: Program.blockSize)
    }
  }

  deinit {
    memory.deallocate()
    registers.deallocate()
  }

  private static func steps(_ instructions: [Program.Instruction]) -> [Step] {
    var steps: [Step] = []
    var index = 0
    while index < instructions.count {
      let first = instructions[index]
      index += 1
      if index < instructions.count, let pair = pair(first, instructions[index]) {
        steps.append(pair)
        index += 1
      } else if let loop = block_loop_of(first.function.block) {
        steps.append(.loop(loop, first))
      } else {
        steps.append(.rule(first))
      }
    }
    return steps
  }

  /// Two instructions in one loop, where there is one.
  private static func pair(_ first: Program.Instruction, _ second: Program.Instruction) -> Step? {
    guard first.a == second.a else { return nil }
    let (f, g) = (first.function.block, second.function.block)
    if let loop = block_pair_loop_of(f, g) {
      return .pair(loop, operand: first.a, first.result, second.result)
    }
    return block_pair_loop_of(g, f).map { .pair($0, operand: first.a, second.result, first.result) }
  }

  private func own(_ register: Int) -> UnsafeMutablePointer<Double> {
    memory.assumingMemoryBound(to: Double.self) + register * Program.blockSize
  }

  /// - Precondition: the program is the workspace's.
  func evaluate(
    _ program: Program, _ columns: UnsafePointer<Double>, _ stride: Int, _ count: Int,
    _ results: UnsafeMutablePointer<Double>, _ resultStride: Int
  ) {
    precondition(program.registerCount == self.program.registerCount)
    let size = Program.blockSize
    var row = 0
    // Whole blocks are read and written in place.
    while row + size <= count {
      for input in 0..<program.inputCount {
        registers[input] = UnsafeMutablePointer(mutating: columns + input * stride + row)
      }
      for result in 0..<program.resultCount {
        registers[program.inputCount + result] = results + result * resultStride + row
      }
      run()
      row += size
    }
    if row == count { return }
    let rest = count - row
    for input in 0..<program.inputCount {
      let register = own(input)
      registers[input] = register
      register.update(from: columns + input * stride + row, count: rest)
      (register + rest).update(repeating: register[rest - 1], count: size - rest)
    }
    for result in 0..<program.resultCount {
      registers[program.inputCount + result] = own(program.inputCount + result)
    }
    run()
    for result in 0..<program.resultCount {
      (results + result * resultStride + row).update(from: own(program.inputCount + result), count: rest)
    }
  }

  /// One block.
  private func run() {
    for step in steps {
      switch step {
      case .loop(let loop, let instruction):
        loop(
          registers[Int(instruction.a)], registers[Int(instruction.b)], registers[Int(instruction.result)])
      case .pair(let loop, let operand, let first, let second):
        loop(registers[Int(operand)], registers[Int(first)], registers[Int(second)])
      case .rule(let instruction):
        let reader = BlockReader(
          a: registers[Int(instruction.a)], b: registers[Int(instruction.b)],
          c: registers[Int(instruction.c)], result: registers[Int(instruction.result)])
        readRule(of: instruction.function, reader)
      }
    }
    for copy in program.copies {
      registers[Int(copy.to)].update(from: registers[Int(copy.from)], count: Program.blockSize)
    }
    for condition in program.conditions { clear(condition) }
  }

  /// Where the value is not a number, nothing is its derivative.
  private func clear(_ condition: Recording.Condition) {
    for value in condition.values {
      let values = registers[program.inputCount + value]
      guard hasNaN(values) else { continue }
      for row in 0..<Program.blockSize where values[row].isNaN {
        for derivative in condition.derivatives {
          registers[program.inputCount + derivative][row] = .nan
        }
      }
    }
  }

  private func hasNaN(_ values: UnsafeMutablePointer<Double>) -> Bool {
    // x − x is 0 or nan, and so is the sum: no comparison a row.
    var sum = 0.0
    for row in 0..<Program.blockSize { sum += values[row] - values[row] }
    return sum.isNaN
  }
}
