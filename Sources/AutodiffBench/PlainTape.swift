/// The baseline of the sweeps: the least that a scalar tape interpreter can be, as it would be written in C.
///
/// Four operations in a flat array, raw memory, no structural zeros and no conventions.
struct PlainTape {
  enum Operation { case add, subtract, multiply, square }

  private struct Instruction {
    var operation: Operation
    var a: Int32
    var b: Int32
  }

  private let slots: UnsafeMutablePointer<Double>
  private let adjoints: UnsafeMutablePointer<Double>
  private var instructions: [Instruction] = []
  private let inputCount: Int
  private let leafCount: Int

  /// - Parameters:
  ///   - inputs: the point; the inputs have the first slots.
  ///   - constants: they have the next ones.
  ///   - capacity: how many operations will follow at most.
  init(inputs: [Double], constants: [Double], capacity: Int) {
    inputCount = inputs.count
    leafCount = inputs.count + constants.count
    slots = .allocate(capacity: leafCount + capacity)
    adjoints = .allocate(capacity: leafCount + capacity)
    for (slot, number) in (inputs + constants).enumerated() { slots[slot] = number }
  }

  var operationCount: Int { instructions.count }

  /// The slot of the result.
  mutating func append(_ operation: Operation, _ a: Int, _ b: Int) -> Int {
    instructions.append(Instruction(operation: operation, a: Int32(a), b: Int32(b)))
    return leafCount + instructions.count - 1
  }

  func value() -> Double {
    instructions.withUnsafeBufferPointer { instructions in
      var next = leafCount
      for instruction in instructions {
        let (a, b) = (slots[Int(instruction.a)], slots[Int(instruction.b)])
        switch instruction.operation {
        case .add: slots[next] = a + b
        case .subtract: slots[next] = a - b
        case .multiply: slots[next] = a * b
        case .square: slots[next] = a * a
        }
        next += 1
      }
      return slots[next - 1]
    }
  }

  /// The sum of the partial derivatives.
  func gradient() -> Double {
    keep(value())
    return instructions.withUnsafeBufferPointer { instructions in
      var next = leafCount + instructions.count - 1
      adjoints.update(repeating: 0, count: next)
      adjoints[next] = 1
      for instruction in instructions.reversed() {
        let (a, b) = (Int(instruction.a), Int(instruction.b))
        let adjoint = adjoints[next]
        next -= 1
        switch instruction.operation {
        case .add:
          adjoints[a] += adjoint
          adjoints[b] += adjoint
        case .subtract:
          adjoints[a] += adjoint
          adjoints[b] -= adjoint
        case .multiply:
          adjoints[a] += adjoint * slots[b]
          adjoints[b] += adjoint * slots[a]
        case .square:
          adjoints[a] += adjoint * 2 * slots[a]
        }
      }
      return (0..<inputCount).reduce(0) { $0 + adjoints[$1] }
    }
  }
}
