/// One step of a reverse sweep: what an instruction adds to the adjoint of one of its operands.
struct AdjointStep<A> {
  let instruction: Int
  /// Which of the activity's targets the operand is.
  let place: Int
  let slot: Int
  /// The adjoint of the operand after the step.
  let adjoint: A
}

/// The reverse sweep: the adjoint of every slot, from the partials that the forward sweep kept.
///
/// - Parameters:
///   - adjoints: room for one adjoint a slot; what is in it is overwritten.
///   - seeds: the slots to begin at, with their adjoints. A slot that occurs twice gets the sum.
///   - record: told of every step, in order, for a trace.
/// - Postcondition: `adjoints` has the adjoint of every slot, absent where none arrives.
/// - Complexity: O(*n*) in the instructions, whatever the number of inputs.
/// > Griewank & Walther, *Evaluating Derivatives*, 2nd ed., §3.2.
@inline(__always)
func reverseSweep<A: Algebra>(
  _ tape: Tape, _ activity: Activity, partials: [A], into adjoints: inout [A],
  seeds: [(slot: Int, adjoint: A)], record: (AdjointStep<A>) -> Void = { _ in }
) {
  precondition(adjoints.count == tape.slotCount)
  adjoints.withUnsafeMutableBufferPointer { $0.update(repeating: .absent) }
  for seed in seeds { adjoints[seed.slot] = adjoints[seed.slot].adding(seed.adjoint) }
  let firstResult = tape.firstResult

  partials.withUnsafeBufferPointer { partials in
    activity.targets.withUnsafeBufferPointer { targets in
      activity.steps.withUnsafeBufferPointer { steps in
        adjoints.withUnsafeMutableBufferPointer { adjoints in
          var end = targets.count
          var index = steps.count
          while index > 0 {
            index &-= 1
            let step = steps[index]
            let start = end &- step.count
            defer { end = start }
            let adjoint = adjoints[firstResult &+ index]
            if adjoint.isAbsent { continue }
            // The newest contribution comes first in the sum, so that a symbolic derivative keeps the
            // order in which its terms were written.
            @inline(__always) func pass(selecting: Bool) {
              var place = start
              while place < end {
                let slot = Int(targets[place])
                let share = adjoint.times(partials[place], selecting: selecting)
                place &+= 1
                if selecting && share.isAbsent { continue }
                let sum = adjoints[slot]
                adjoints[slot] = sum.isAbsent ? share : share + sum
                record(
                  AdjointStep(instruction: index, place: place &- 1, slot: slot, adjoint: adjoints[slot]))
              }
            }
            // Two copies: few functions are selecting, and the others need no test of the shares.
            if step.isSelecting { pass(selecting: true) } else { pass(selecting: false) }
          }
        }
      }
    }
  }
}

/// The reverse sweep, with the adjoints in an array of their own.
@inline(__always)
func reverseSweep<A: Algebra>(
  _ tape: Tape, _ activity: Activity, partials: [A], seeds: [(slot: Int, adjoint: A)],
  record: (AdjointStep<A>) -> Void = { _ in }
) -> [A] {
  var adjoints = [A](repeating: .absent, count: tape.slotCount)
  reverseSweep(tape, activity, partials: partials, into: &adjoints, seeds: seeds, record: record)
  return adjoints
}
