/// Which operands of a tape's instructions the chosen variables reach. Tangents, adjoints and partials
/// are computed for these alone.
struct Activity: Sendable {
  /// What the reverse sweep needs of an instruction, in a byte: it reads nothing else of it.
  struct Step: Sendable {
    private let bits: UInt8

    init(mask: UInt8, isSelecting: Bool) {
      bits = mask | UInt8(mask.nonzeroBitCount) << 4 | (isSelecting ? 0x80 : 0)
    }

    /// A bit an active operand: 1, 2 and 4.
    @inline(__always)
    var mask: UInt8 { bits & 7 }
    /// How many operands are active.
    @inline(__always)
    var count: Int { Int(bits &>> 4 & 3) }
    /// As `Function.isSelecting`.
    @inline(__always)
    var isSelecting: Bool { bits & 0x80 != 0 }
  }

  /// One step an instruction.
  let steps: [Step]
  /// The slots of the active operands: by instruction, then by operand.
  let targets: [Int32]

  var partialCount: Int { targets.count }

  func isActive(instruction: Int, operand: Int) -> Bool { steps[instruction].mask & 1 << operand != 0 }

  /// Nothing is active.
  init() {
    steps = []
    targets = []
  }

  /// - Parameter inputs: for each input of the tape, whether it is chosen.
  /// - Complexity: O(*n*) in the instructions.
  init(_ tape: Tape, inputs: [Bool]) {
    var active = [Bool](repeating: false, count: tape.slotCount)
    for (position, chosen) in inputs.enumerated() { active[tape.firstInput + position] = chosen }
    var steps: [Step] = []
    var targets: [Int32] = []
    steps.reserveCapacity(tape.instructions.count)
    targets.reserveCapacity(2 * tape.instructions.count)
    for (index, instruction) in tape.instructions.enumerated() {
      var mask: UInt8 = 0
      if !instruction.function.isFlat {
        func reach(_ operand: Int, _ slot: Int32) {
          guard operand < instruction.arity && active[Int(slot)] else { return }
          mask |= 1 << UInt8(operand)
          targets.append(slot)
        }
        reach(0, instruction.a)
        reach(1, instruction.b)
        reach(2, instruction.c)
      }
      steps.append(Step(mask: mask, isSelecting: instruction.function.isSelecting))
      active[tape.firstResult + index] = mask != 0
    }
    self.steps = steps
    self.targets = targets
  }

  /// The activity of a tape for chosen inputs by index.
  init(_ tape: Tape, choosing indices: [Int]) {
    var chosen = [Bool](repeating: false, count: tape.inputs.count)
    for index in indices { chosen[index] = true }
    self.init(tape, inputs: chosen)
  }
}
