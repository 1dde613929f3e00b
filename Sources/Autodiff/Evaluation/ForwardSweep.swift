/// The forward sweep: every slot of the tape, in order.
///
/// Over `Double` it evaluates, over `Dual` it is forward mode (a JVP), over `Symbol` it records.
/// - Parameters:
///   - constants: one number a constant of the tape.
///   - inputs: one number an input of the tape.
/// - Returns: one number a slot.
/// - Complexity: O(*n*) in the instructions.
func forwardSweep<A: Algebra>(_ tape: Tape, constants: [A], inputs: [A]) -> [A] {
  [A](unsafeUninitializedCapacity: tape.slotCount) { slots, count in
    var next = tape.start(slots, constants, inputs)
    for instruction in tape.instructions {
      let result = A.apply(
        instruction.function, slots[Int(instruction.a)], slots[Int(instruction.b)],
        slots[Int(instruction.c)])
      slots.initializeElement(at: next, to: result)
      next &+= 1
    }
    count = next
  }
}

/// A forward sweep that keeps the partial of every active operand, for the reverse sweep.
struct Linearization<A: Algebra> {
  /// One number a slot.
  var values: [A]
  /// The partials of the active operands: by instruction, then by operand.
  let partials: [A]

  init(_ tape: Tape, _ activity: Activity, constants: [A], inputs: [A]) {
    var values: [A] = []
    partials = [A](unsafeUninitializedCapacity: activity.partialCount) { partials, written in
      values = [A](unsafeUninitializedCapacity: tape.slotCount) { slots, count in
        let start = tape.start(slots, constants, inputs)
        written = Linearization.sweep(
          tape.instructions, activity.steps, slots, from: start, partials.baseAddress)
        count = tape.slotCount
      }
    }
    self.values = values
  }

  /// The instructions' results and partials; says how many partials there are.
  private static func sweep(
    _ instructions: [Tape.Instruction], _ steps: [Activity.Step], _ slots: UnsafeMutableBufferPointer<A>,
    from start: Int, _ partials: UnsafeMutablePointer<A>?
  ) -> Int {
    var next = 0
    for index in instructions.indices {
      let instruction = instructions[index]
      let reader = PartialsReader<A>(
        function: instruction.function, mask: steps[index].mask,
        a: slots[Int(instruction.a)], b: slots[Int(instruction.b)], c: slots[Int(instruction.c)],
        partials: partials, next: next)
      let (result, end) = readRule(of: instruction.function, reader)
      slots.initializeElement(at: start &+ index, to: result)
      if result.isUndefined, let partials {
        for place in next..<end { partials[place] = .partial(partials[place], ofResult: result) }
      }
      next = end
    }
    return next
  }
}

extension Tape {
  /// Fills in the constants and inputs, and says how many slots that makes.
  fileprivate func start<A>(_ slots: UnsafeMutableBufferPointer<A>, _ constants: [A], _ inputs: [A]) -> Int {
    precondition(constants.count == self.constants.count && inputs.count == self.inputs.count)
    let end = slots[...].initialize(fromContentsOf: constants)
    return slots[end...].initialize(fromContentsOf: inputs)
  }
}

/// Reads the value of a function, and writes the partials of its active operands.
private struct PartialsReader<A: Algebra>: RuleReader {
  typealias Number = A
  let function: Function
  let mask: UInt8
  let a: A
  let b: A
  let c: A
  /// There is none where no operand is active.
  let partials: UnsafeMutablePointer<A>?
  let next: Int

  @inline(__always)
  private func y(_ value: (Double, Double, Double) -> Double) -> A {
    A.result(of: function, a, b, c, value: value)
  }

  @inline(__always)
  private func store(_ bit: UInt8, _ end: Int, _ partial: () -> A) -> Int {
    if mask & bit == 0 { return end }
    (partials.unsafelyUnwrapped + end).initialize(to: partial())
    return end &+ 1
  }

  @inline(__always)
  func unary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double) -> Double, _ derivative: (A, A) -> A
  ) -> (A, Int) {
    let y = y { a, _, _ in value(a) }
    return (y, store(1, next) { derivative(a, y) })
  }

  @inline(__always)
  func binary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double, Double) -> Double,
    _ da: (A, A, A) -> A, _ db: (A, A, A) -> A
  ) -> (A, Int) {
    let y = y { a, b, _ in value(a, b) }
    let end = store(1, next) { da(a, b, y) }
    return (y, store(2, end) { db(a, b, y) })
  }

  @inline(__always)
  func ternary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double, Double, Double) -> Double,
    _ da: (A, A, A, A) -> A, _ db: (A, A, A, A) -> A, _ dc: (A, A, A, A) -> A
  ) -> (A, Int) {
    let y = y(value)
    let first = store(1, next) { da(a, b, c, y) }
    let second = store(2, first) { db(a, b, c, y) }
    return (y, store(4, second) { dc(a, b, c, y) })
  }

  @inline(__always)
  func flat(
    _ card: @autoclosure () -> RuleCard, arity: Int, _ value: (Double, Double, Double) -> Double
  ) -> (A, Int) {
    (y(value), next)
  }
}
