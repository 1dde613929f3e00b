@testable import Autodiff

/// The chain rule's terms along all paths from an input to the output, added by absolute value.
///
/// All exact modes multiply the same partials, rounded alike, and differ in the order of products and
/// sums only: so they may differ by this times a small multiple of the unit round-off, and by no more,
/// however much cancels.
/// - Returns: the sums by input, and whether all that arises on the way is finite, forward and in reverse.
func absolutePathSums(_ f: Expression, at point: [Double]) -> (sums: [Double], isFinite: Bool) {
  let tape = f.tape
  let activity = Activity(tape, choosing: Array(f.variables.indices))
  let linear = Linearization(tape, activity, constants: tape.constants.map(\.value), inputs: point)
  let magnitudes = linear.partials.map(\.magnitude)
  let adjoints = reverseSweep(tape, activity, partials: magnitudes, seeds: [(tape.outputs[0], 1)])
  let sums = f.variables.indices.map { adjoints[tape.firstInput + $0].orZero }
  let reached = adjoints.filter { !$0.isAbsent }
  let areTangentsFinite = point.indices.allSatisfy { index in
    var inputs = point.map { Dual(primal: $0) }
    inputs[index].tangent = 1
    let slots = forwardSweep(tape, constants: tape.constants.map { Dual(primal: $0.value) }, inputs: inputs)
    return slots.allSatisfy { $0.tangent.orZero.isFinite }
  }
  let isFinite =
    areTangentsFinite && linear.values.allSatisfy(\.isFinite) && linear.partials.allSatisfy(\.isFinite)
    && reached.allSatisfy(\.isFinite)
  return (sums, isFinite)
}
