import Autodiff

/// A trace as the lines of a two-sided table: what is computed on the left, tangents or adjoints on the
/// right, beside the operation that causes them.
struct TraceLines {
  /// One side of a line.
  struct Side {
    var quantity: Trace.Quantity
    var label: String?
    /// `=`, `+=` or `-=`.
    var assignment: String
    var formula: Trace.Formula?
    /// What stands where there is no formula: a structural zero.
    var quantityAsFormula: Trace.Quantity?
    var numbers: [Double]
  }

  struct Line {
    var left: Side?
    var right: Side?
  }

  /// Inputs, operations, outputs.
  let sections: [[Line]]

  init(_ trace: Trace) {
    sections = [
      trace.inputs.map { row in
        var right: Side?
        if trace.sweep == .reverse, !row.adjoints.isEmpty, case .primal(let number) = row.quantity {
          right = Side(
            quantity: TraceLines.inputAdjoint(row, trace), assignment: "=",
            quantityAsFormula: .adjoint(number),
            numbers: row.adjoints)
        }
        return Line(left: TraceLines.left(row), right: right ?? TraceLines.tangent(row))
      },
      trace.operations.flatMap { row -> [Line] in
        let left = TraceLines.left(row)
        guard trace.sweep == .reverse else { return [Line(left: left, right: TraceLines.tangent(row))] }
        // The reverse sweep goes up the page: its first step stands lowest.
        let steps = row.increments.reversed().map { step in
          Side(
            quantity: step.target, assignment: step.isSubtracted ? "-=" : "+=", formula: step.formula,
            numbers: step.adjoints)
        }
        if steps.isEmpty { return [Line(left: left, right: nil)] }
        return steps.enumerated().map { Line(left: $0.offset == 0 ? left : nil, right: $0.element) }
      },
      trace.outputs.map { row in
        guard trace.sweep == .reverse else {
          return Line(left: TraceLines.left(row), right: TraceLines.tangent(row))
        }
        guard case .primal(let number)? = row.operands.first, case .output(let output) = row.quantity else {
          return Line(left: TraceLines.left(row), right: nil)
        }
        let right = Side(
          quantity: .adjoint(number), assignment: trace.sharesRow(number) ? "+=" : "=",
          quantityAsFormula: .outputAdjoint(output), numbers: row.adjoints)
        return Line(left: TraceLines.left(row), right: right)
      },
    ]
  }

  private static func left(_ row: Trace.Row) -> Side {
    Side(
      quantity: row.quantity, label: row.label, assignment: "=", formula: row.expression,
      numbers: [row.primal])
  }

  private static func tangent(_ row: Trace.Row) -> Side? {
    guard let formula = row.tangent else { return nil }
    let quantity: Trace.Quantity? =
      switch row.quantity {
      case .primal(let number): .tangent(number)
      case .output(let name): .outputTangent(name)
      default: nil
      }
    return quantity.map { Side(quantity: $0, assignment: "=", formula: formula, numbers: row.tangents) }
  }

  private static func inputAdjoint(_ row: Trace.Row, _ trace: Trace) -> Trace.Quantity {
    .inputAdjoint(trace.text(of: row.expression, in: .ascii))
  }
}

extension Trace {
  /// Whether several outputs are the same row.
  fileprivate func sharesRow(_ number: Int) -> Bool {
    outputs.count { $0.operands.first == .primal(number) } > 1
  }
}

extension TraceLines.Side {
  func name(_ notation: TraceNotation) -> String { notation.name(of: quantity) }

  /// The right-hand side, the name that a definition gave first.
  func expression(_ trace: Trace, _ notation: TraceNotation) -> String {
    let text =
      formula.map { trace.text(of: $0, in: notation) }
      ?? quantityAsFormula.map { notation.name(of: $0) } ?? "0"
    guard let label else { return text }
    return "\(notation.name(of: .input(label))) = \(text)"
  }
}
