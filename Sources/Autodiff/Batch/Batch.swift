/// An expression with wanted derivatives, made ready for many points at once.
///
///     let batch = try Batch(Expression(parsing: "ln(x1)+x1*x2-sin(x2)"), computing: .jacobian)
///     batch.inputs                                  // ["x1", "x2"]
///     batch.evaluate([[2, 0.5], [5, -3]])           // [[11.65…, -2.05…], [5.5, -1], [1.71…, 1.48…]]
///
/// The derivatives are recorded once, as the graph of what the sweeps do at one point, and evaluated over
/// blocks of rows. In every row the results have the bits that `values(at:)`, `gradient(at:)`,
/// `hessian(at:)`, `jvp` and `vjp` have at that point; only a nan may have other bits.
public struct Batch: Sendable {
  /// What is computed at every point, besides the values of the outputs.
  public enum Quantity: Equatable, Sendable {
    /// Nothing.
    case values
    /// For each output in turn, the partial derivatives by the chosen variables: of one output, the
    /// gradient.
    case jacobian
    /// For each output in turn, its matrix of second derivatives by the chosen variables, row by row.
    case hessian
    /// J·r, one number an output, for a direction r of one number a variable of the expression.
    case jvp(direction: [Double])
    /// w·J by the chosen variables, for weights w of one number an output.
    case vjp(weights: [Double])
  }

  /// The variables of the expression, whose columns are the inputs.
  public let inputs: [String]
  /// How many of the result columns are values: these come first. The others are derivatives.
  public let valueCount: Int
  let program: Program

  /// How many columns are computed.
  public var outputCount: Int { program.resultCount }
  /// How many instructions a block takes.
  public var instructionCount: Int { program.instructions.count }

  /// - Parameter variables: those to differentiate by, in this order; all unless given.
  /// - Throws: `EvaluationError.unknownVariable`, and `.wrongCount` where a direction or weights are too
  ///   many or too few.
  /// - Complexity: as of the derivatives at one point.
  public init(
    _ expression: Expression, computing quantity: Quantity, by variables: [String]? = nil
  ) throws(EvaluationError) {
    let indices = try expression.indices(of: variables)
    switch quantity {
    case .jvp(let numbers) where numbers.count != expression.variables.count:
      throw .wrongCount(expected: expression.variables.count, found: numbers.count)
    case .vjp(let numbers) where numbers.count != expression.outputCount:
      throw .wrongCount(expected: expression.outputCount, found: numbers.count)
    default: break
    }
    inputs = expression.variables
    valueCount = expression.outputCount
    program = Program(Recording(expression, quantity, by: indices), inputs: expression.tape.inputs)
  }

  /// Memory for `evaluate`, which allocates none. One for each thread.
  public func makeWorkspace() -> Workspace { Workspace(program) }

  /// Evaluates rows of columns that lie one after the other in memory.
  ///
  /// - Parameters:
  ///   - columns: the first row of the first input.
  ///   - stride: how far it is from one input column to the next. A multiple of a large power of two is
  ///     slow: the columns then compete for the same lines of the cache.
  ///   - count: how many rows there are.
  ///   - results: where the first row of the first result goes; it must not overlap the inputs.
  ///   - resultStride: how far it is from one result column to the next.
  ///   - workspace: made by this batch.
  /// - Complexity: O(*n*) in operations, a row. Nothing is allocated.
  public func evaluate(
    _ columns: UnsafePointer<Double>, stride: Int, count: Int,
    into results: UnsafeMutablePointer<Double>, resultStride: Int, using workspace: Workspace
  ) {
    workspace.evaluate(program, columns, stride, count, results, resultStride)
  }

  /// The result columns for columns of inputs, in the order of `inputs`, all equally long.
  public func evaluate(_ columns: [[Double]]) -> [[Double]] {
    precondition(columns.count == inputs.count && columns.allSatisfy { $0.count == columns[0].count })
    let count = columns.first?.count ?? 1
    let flat = Array(columns.joined()) + [0]
    let results = [Double](unsafeUninitializedCapacity: outputCount * count) { results, written in
      if let base = results.baseAddress {
        flat.withUnsafeBufferPointer {
          evaluate(
            $0.baseAddress!, stride: count, count: count, into: base, resultStride: count,
            using: makeWorkspace())
        }
      }
      written = outputCount * count
    }
    return (0..<outputCount).map { Array(results[$0 * count..<($0 + 1) * count]) }
  }
}
