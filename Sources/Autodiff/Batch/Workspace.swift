import Kernels

/// The registers of a batch. It is reused from block to block and from call to call, by one thread.
public final class Workspace {
  private let memory: UnsafeMutableRawPointer
  private let registers: UnsafeMutablePointer<UnsafeMutablePointer<Double>>
  private let program: Program
  private let steps: UnsafeMutablePointer<Step>
  private let terms: UnsafeMutablePointer<block_term>
  private let sum = block_sum_loop_best()

  /// An instruction with the loop that does it. Where there is none, the rule is read.
  private struct Step {
    let loop: block_loop?
    let function: Function
    let a: Int32
    let b: Int32
    let c: Int32
    let result: Int32
    let secondResult: Int32
    /// The terms, of a sum.
    let firstTerm: Int32
    let termCount: Int32

    init(_ instruction: Program.Instruction) {
      let block = instruction.function.block
      var terms = 0..<0
      switch instruction.form {
      case .alone: loop = block_loop_of(block)
      case .feeding(let next, let asSecond): loop = block_fused_loop_of(block, next.block, asSecond)
      case .beside(let other): loop = block_pair_loop_of(block, other.block)
      case .sum(let range):
        loop = nil
        terms = range
      }
      firstTerm = Int32(terms.lowerBound)
      termCount = Int32(terms.count)
      function = instruction.function
      a = instruction.a
      b = instruction.b
      c = instruction.c
      result = instruction.result
      secondResult = instruction.secondResult
    }
  }

  /// Registers for everything: those of inputs and results are used for the last, shorter block.
  init(_ program: Program) {
    self.program = program
    steps = .allocate(capacity: max(1, program.instructions.count))
    for (index, instruction) in program.instructions.enumerated() {
      (steps + index).initialize(to: Step(instruction))
    }
    terms = .allocate(capacity: max(1, program.terms.count))
    terms.initialize(
      repeating: block_term(a: nil, b: nil, kind: TERM_BLOCK, isNegative: false), count: program.terms.count)
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
    steps.deallocate()
    terms.deallocate()
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
    let (registers, steps) = (registers, steps)
    fillTerms()
    var index = 0
    let count = program.instructions.count
    while index < count {
      let step = steps[index]
      index &+= 1
      if step.termCount > 0 {
        sum!(terms + Int(step.firstTerm), Int(step.termCount), registers[Int(step.result)])
        continue
      }
      let (a, b, c) = (registers[Int(step.a)], registers[Int(step.b)], registers[Int(step.c)])
      let result = registers[Int(step.result)]
      if let loop = step.loop {
        loop(a, b, c, result, registers[Int(step.secondResult)])
      } else {
        readRule(of: step.function, BlockReader(a: a, b: b, c: c, result: result))
      }
    }
    for copy in program.copies {
      registers[Int(copy.to)].update(from: registers[Int(copy.from)], count: Program.blockSize)
    }
    for condition in program.conditions { clear(condition) }
  }

  /// The terms of the sums, at the places where the registers are in this block.
  private func fillTerms() {
    let (registers, terms) = (registers, terms)
    program.terms.withUnsafeBufferPointer { sources in
      var index = 0
      while index < sources.count {
        let term = sources[index]
        terms[index] = block_term(
          a: registers[Int(term.a)], b: registers[Int(term.b)], kind: term.kind, isNegative: term.isNegative)
        index &+= 1
      }
    }
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
    var sum = SIMD8<Double>.zero
    for row in stride(from: 0, to: Program.blockSize, by: 8) {
      let numbers = UnsafeRawPointer(values + row).loadUnaligned(as: SIMD8<Double>.self)
      sum += numbers - numbers
    }
    return sum.sum().isNaN
  }
}
