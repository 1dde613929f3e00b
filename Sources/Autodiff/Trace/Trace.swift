/// A sweep, row by row, with the numbers and formulas of every step: what a textbook prints as the
/// evaluation trace, or Wengert list, of a function with its tangents or adjoints.
///
/// > Baydin, Pearlmutter, Radul, Siskind, *Automatic differentiation in machine learning: a survey*,
/// > JMLR 18 (2018), tables 2 and 3.
public struct Trace: Sendable {
  public enum Sweep: String, Sendable { case primal, forward, reverse }

  public let sweep: Sweep
  /// What the columns of tangents (the variables) or adjoints (the outputs) belong to.
  public let seeds: [String]
  /// Whether there is one column only, along a direction or of weighted outputs.
  public let isProduct: Bool
  /// v₁₋ₙ … v₀
  public let inputs: [Row]
  /// v₁ … v_l, by level.
  public let operations: [Row]
  /// The outputs. In reverse mode their adjoints are the seeds.
  public let outputs: [Row]

  let formulas: Graph
  let quantities: [Quantity]

  /// One row: a value and how it came about.
  public struct Row: Sendable {
    public let quantity: Quantity
    /// The name that a definition gave to the row.
    public let label: String?
    public let expression: Formula
    public let operands: [Quantity]
    public let primal: Double
    /// How the tangent came about, in a forward sweep.
    public let tangent: Formula?
    /// One tangent a seed.
    public let tangents: [Double]
    /// What the row's operation adds to the adjoints of its operands, in the order of the reverse sweep.
    public let increments: [Increment]
    /// The adjoint of the row when the sweep is done, one a seed; none for an input that is not differentiated by.
    public let adjoints: [Double]
  }

  /// One step of the reverse sweep.
  public struct Increment: Sendable {
    /// The adjoint that grows.
    public let target: Quantity
    public let formula: Formula
    /// The formula is subtracted, not added.
    public let isSubtracted: Bool
    /// The target *after* the step, one a seed.
    public let adjoints: [Double]
  }

  /// A formula of quantities, to be written with `text(of:in:)`.
  public struct Formula: Sendable {
    let root: NodeID
  }

  /// What a row or a formula speaks of.
  public enum Quantity: Hashable, Sendable {
    /// A row by its number, 0 and below for inputs.
    case primal(Int), tangent(Int), adjoint(Int)
    case input(String), inputTangent(String), inputAdjoint(String)
    /// An output by its name in traces, which no variable has.
    case output(String), outputTangent(String), outputAdjoint(String)
  }
}
