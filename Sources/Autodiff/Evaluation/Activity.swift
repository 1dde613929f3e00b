/// Which operands of a tape's instructions the chosen variables reach. Tangents, adjoints and partials
/// are computed for these alone.
struct Activity: Sendable {
  /// What the reverse sweep needs of an instruction, in a byte: it reads nothing else of it.
  struct Step: Sendable {
    private let bits: UInt8

    init(mask: UInt8, isSelecting: Bool) {
      let count = (mask & 1) &+ (mask &>> 1 & 1) &+ (mask &>> 2)
      bits = mask | count &<< 4 | (isSelecting ? 0x80 : 0)
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
    var active = Stack(repeating: false, count: tape.slotCount)
    for (position, chosen) in inputs.enumerated() { active[tape.firstInput + position] = chosen }
    var targets = Stack<Int32>()
    let selecting = Function.selecting
    let firstResult = tape.firstResult
    steps = [Step](unsafeUninitializedCapacity: tape.instructions.count) { steps, count in
      for instruction in tape.instructions {
        let (arity, isFlat) = instruction.function.shape
        var mask: UInt8 = 0
        if !isFlat {
          if active[Int(instruction.a)] {
            mask = 1
            targets.append(instruction.a)
          }
          if arity > 1 && active[Int(instruction.b)] {
            mask |= 2
            targets.append(instruction.b)
          }
          if arity > 2 && active[Int(instruction.c)] {
            mask |= 4
            targets.append(instruction.c)
          }
        }
        steps.initializeElement(
          at: count, to: Step(mask: mask, isSelecting: selecting[Int(instruction.function.rawValue)]))
        active[firstResult &+ count] = mask != 0
        count &+= 1
      }
    }
    self.targets = targets.array()
  }

  /// The activity of a tape for chosen inputs by index.
  init(_ tape: Tape, choosing indices: [Int]) {
    var chosen = [Bool](repeating: false, count: tape.inputs.count)
    for index in indices { chosen[index] = true }
    self.init(tape, inputs: chosen)
  }
}
