/// The registers of a batch. It is reused from block to block and from call to call, by one thread.
public final class Workspace {
  private let memory: UnsafeMutableRawPointer
  private let registers: UnsafeMutablePointer<UnsafeMutablePointer<Double>>
  private let program: Program

  /// Registers for everything: those of inputs and results are used for the last, shorter block.
  init(_ program: Program) {
    self.program = program
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
    for instruction in program.instructions {
      let reader = BlockReader(
        a: registers[Int(instruction.a)], b: registers[Int(instruction.b)],
        c: registers[Int(instruction.c)], result: registers[Int(instruction.result)])
      readRule(of: instruction.function, reader)
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
