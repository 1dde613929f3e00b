/// Which operands of a tape's instructions the chosen variables reach. Tangents, adjoints and partials
/// are computed for these alone.
struct Activity: Sendable {
  /// A bit an operand, for each instruction: 1, 2 and 4.
  let masks: [UInt8]
  /// How many operands are active.
  let partialCount: Int

  /// How many operands a mask has. Processors without a population count make a long sequence of that.
  @inline(__always)
  static func count(_ mask: UInt8) -> Int {
    Int(truncatingIfNeeded: (0x3221_2110 as UInt32) &>> (UInt32(mask) &* 4)) & 3
  }

  /// Nothing is active.
  init() {
    masks = []
    partialCount = 0
  }

  /// - Parameter inputs: for each input of the tape, whether it is chosen.
  /// - Complexity: O(*n*) in the instructions.
  init(_ tape: Tape, inputs: [Bool]) {
    var active = [Bool](repeating: false, count: tape.slotCount)
    for (position, chosen) in inputs.enumerated() { active[tape.firstInput + position] = chosen }
    var partialCount = 0
    var masks = [UInt8](repeating: 0, count: tape.instructions.count)
    for (index, instruction) in tape.instructions.enumerated() where !instruction.function.isFlat {
      var mask: UInt8 = active[Int(instruction.a)] ? 1 : 0
      if instruction.arity > 1 && active[Int(instruction.b)] { mask |= 2 }
      if instruction.arity > 2 && active[Int(instruction.c)] { mask |= 4 }
      masks[index] = mask
      partialCount += Activity.count(mask)
      active[tape.firstResult + index] = mask != 0
    }
    self.masks = masks
    self.partialCount = partialCount
  }
}
