import Testing

@testable import Autodiff

@Suite struct ActivityTests {
  @Test(
    "partials are kept for what the chosen inputs reach, and for nothing else",
    arguments: [
      // x*y, sin(y), x*y+sin(y): both operands of the product and the sum, one of the sine.
      ("x*y+sin(y)", [0, 1], [3, 1, 3]),
      ("x*y+sin(y)", [0], [1, 0, 1]),
      ("x*y+sin(y)", [1], [2, 1, 3]),
      ("x*y+sin(y)", [], [0, 0, 0]),
      // Constants are never active, and nothing passes through a flat function.
      ("x^3", [0], [1]),
      ("2^x", [0], [2]),
      ("floor(x)*x", [0], [0, 2]),
      ("floor(sin(x))", [0], [1, 0]),
      ("clamp(x, y, 3)", [0, 1], [3]),
      ("fma(2, x, y)", [1], [4]),
    ] as [(String, [Int], [UInt8])])
  func masks(_ source: String, _ chosen: [Int], _ masks: [UInt8]) throws {
    let tape = try Expression(parsing: source).tape
    let activity = Activity(tape, choosing: chosen)
    #expect(activity.steps.map(\.mask) == masks)
    let linear = Linearization(
      tape, activity, constants: tape.constants.map(\.value), inputs: tape.inputs.map { _ in 0.5 })
    #expect(linear.partials.count == masks.reduce(0) { $0 + $1.nonzeroBitCount })
  }
}
