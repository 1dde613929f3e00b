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

  /// By raw value of the function: the step where all operands are active that can be.
  private static let kinds: [Step] = Function.allCases.map { function in
    let mask: UInt8 = function.isFlat ? 0 : 1 &<< UInt8(function.arity) &- 1
    return Step(mask: mask, isSelecting: function.isSelecting)
  }

  /// - Parameter inputs: for each input of the tape, whether it is chosen.
  /// - Complexity: O(*n*) in the instructions.
  init(_ tape: Tape, inputs: [Bool]) {
    var active = Stack(repeating: false, count: tape.slotCount)
    for (position, chosen) in inputs.enumerated() { active[tape.firstInput + position] = chosen }
    var targets = Stack<Int32>()
    let kinds = Activity.kinds
    let firstResult = tape.firstResult
    steps = [Step](unsafeUninitializedCapacity: tape.instructions.count) { steps, count in
      for instruction in tape.instructions {
        let kind = kinds[Int(instruction.function.rawValue)]
        var mask: UInt8 = 0
        if kind.mask & 1 != 0 && active[Int(instruction.a)] {
          mask = 1
          targets.append(instruction.a)
        }
        if kind.mask & 2 != 0 && active[Int(instruction.b)] {
          mask |= 2
          targets.append(instruction.b)
        }
        if kind.mask & 4 != 0 && active[Int(instruction.c)] {
          mask |= 4
          targets.append(instruction.c)
        }
        steps.initializeElement(
          at: count, to: Step(mask: mask, isSelecting: kind.isSelecting))
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
