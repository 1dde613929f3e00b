/// One step of a reverse sweep: what an instruction adds to the adjoint of one of its operands.
struct AdjointStep<A> {
  let instruction: Int
  let operand: Int
  let slot: Int
  /// The adjoint of the operand after the step.
  let adjoint: A
}

/// The reverse sweep: the adjoint of every slot, from the partials that the forward sweep kept.
///
/// - Parameters:
///   - seeds: the slots to begin at, with their adjoints. A slot that occurs twice gets the sum.
///   - record: told of every step, in order, for a trace.
/// - Returns: one adjoint a slot, absent where none arrives.
/// - Complexity: O(*n*) in the instructions, whatever the number of inputs.
/// > Griewank & Walther, *Evaluating Derivatives*, 2nd ed., §3.2.
@inline(__always)
func reverseSweep<A: Algebra>(
  _ tape: Tape, _ activity: Activity, partials: [A], seeds: [(slot: Int, adjoint: A)],
  record: (AdjointStep<A>) -> Void = { _ in }
) -> [A] {
  var adjoints = [A](repeating: .absent, count: tape.slotCount)
  for seed in seeds { adjoints[seed.slot] = adjoints[seed.slot].adding(seed.adjoint) }
  let firstResult = tape.firstResult

  partials.withUnsafeBufferPointer { partials in
    adjoints.withUnsafeMutableBufferPointer { adjoints in
      var next = partials.count
      var index = tape.instructions.count - 1
      while index >= 0 {
        let mask = activity.masks[index]
        var place = next &- Activity.count(mask)
        next = place
        let adjoint = adjoints[firstResult &+ index]
        if !adjoint.isAbsent {
          let instruction = tape.instructions[index]
          // The newest contribution comes first in the sum, so that a symbolic derivative keeps the
          // order in which its terms were written.
          @inline(__always) func pass(_ bit: UInt8, _ operand: Int, _ slot: Int32, selecting: Bool) {
            if mask & bit == 0 { return }
            let share = adjoint.times(partials[place], selecting: selecting)
            place &+= 1
            if selecting && share.isAbsent { return }
            let sum = adjoints[Int(slot)]
            adjoints[Int(slot)] = sum.isAbsent ? share : share + sum
            record(
              AdjointStep(
                instruction: index, operand: operand, slot: Int(slot), adjoint: adjoints[Int(slot)]))
          }
          @inline(__always) func pass(selecting: Bool) {
            pass(1, 0, instruction.a, selecting: selecting)
            pass(2, 1, instruction.b, selecting: selecting)
            pass(4, 2, instruction.c, selecting: selecting)
          }
          // Two copies: few functions are selecting, and the others need no test of the shares.
          if instruction.isSelecting { pass(selecting: true) } else { pass(selecting: false) }
        }
        index &-= 1
      }
    }
  }
  return adjoints
}
