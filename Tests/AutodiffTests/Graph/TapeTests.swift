import Testing

@testable import Autodiff

@Suite struct TapeTests {
  /// The rows of a tape as a textbook writes them: `v3 = sin(v0)`.
  private func rows(_ source: String) throws -> [String] {
    let f = try Expression(parsing: source)
    let tape = f.tape
    func operand(_ slot: Int32) -> String {
      let slot = Int(slot)
      return slot < tape.firstInput
        ? NumberText.shortest(tape.constants[slot].value) : "v\(tape.row(ofSlot: slot))"
    }
    let inputs = f.variables.enumerated().map { "v\(tape.row(ofSlot: tape.firstInput + $0)) = \($1)" }
    let results = tape.instructions.enumerated().map { index, instruction in
      let operands = [instruction.a, instruction.b, instruction.c].prefix(Int(instruction.arity)).map(operand)
      let name = instruction.function.info.spelling
      return "v\(tape.row(ofSlot: tape.firstResult + index)) = \(name)(\(operands.joined(separator: ", ")))"
    }
    return inputs + results
  }

  @Test(
    "rows are numbered by level",
    arguments: [
      // Baydin et al. 2018, the example of tables 2 and 3.
      (
        "ln(x1)+x1*x2-sin(x2)",
        [
          "v-1 = x1", "v0 = x2", "v1 = ln(v-1)", "v2 = *(v-1, v0)", "v3 = sin(v0)", "v4 = +(v1, v2)",
          "v5 = -(v4, v3)",
        ]
      ),
      // A shared node has one row.
      (
        "(sin(x1/x2)+x1/x2-exp(x2))*(x1/x2-exp(x2))",
        [
          "v-1 = x1", "v0 = x2", "v1 = /(v-1, v0)", "v2 = exp(v0)", "v3 = sin(v1)", "v4 = -(v1, v2)",
          "v5 = +(v3, v1)", "v6 = -(v5, v2)", "v7 = *(v6, v4)",
        ]
      ),
      // Constants stand in place, and so does what is made of constants alone.
      ("2*x + sin(1/2)", ["v0 = x", "v1 = *(2, v0)", "v2 = +(v1, 0.479425538604203)"]),
      ("clamp(x, 0, 1)", ["v0 = x", "v1 = clamp(v0, 0, 1)"]),
      ("3", []),
      ("x, y, x", ["v-1 = x", "v0 = y"]),
    ])
  func numbering(_ source: String, _ expected: [String]) throws {
    #expect(try rows(source) == expected)
  }

  @Test(
    "inputs come by first appearance in the text, without those that no output needs",
    arguments: [
      ("b + a*c - b", ["b", "a", "c"]),
      ("a = z*y; b = x; a", ["z", "y"]),
      ("x2*x1, x10", ["x2", "x1", "x10"]),
      ("1+pi", []),
    ])
  func inputs(_ source: String, _ expected: [String]) throws {
    #expect(try Expression(parsing: source).variables == expected)
  }

  @Test("constants are evaluated once, and only those that are needed")
  func constants() throws {
    let tape = try Expression(parsing: "x*(2+3)^2 + pi, 7/2").tape
    #expect(tape.constants.map(\.value) == [25, Double.pi, 3.5])
    // Outputs that are constants have no row: their slots are the constants' own.
    #expect(tape.outputs == [tape.firstResult + 1, 2])
  }
}
