import Autodiff

/// What is computed at every row: result columns of the expression's variables.
struct RowProgram: Sendable {
  /// A result that is shown.
  struct Column: Sendable {
    var name: String
    /// Its place among the results.
    var index: Int
  }

  enum Engine: Sendable {
    /// One after the other; their results in this order.
    case blocks([Batch])
    /// A row at a time: for what has no batch, and where blocks would not fit into memory.
    case rows(count: Int, @Sendable ([Double]) -> [Double])
  }

  var engine: Engine
  var columns: [Column]
  /// The results that are values of the outputs; the others are derivatives.
  var valueCount: Int
  /// The results, the first ones, that must be finite.
  var checkedCount: Int
  /// The order of the derivatives.
  var order = 1
  /// A result that is 0 where a row fails a check.
  var verdict: Int?

  var resultCount: Int {
    switch engine {
    case .blocks(let batches): batches.reduce(0) { $0 + $1.outputCount }
    case .rows(let count, _): count
    }
  }
}

/// Evaluates rows of columns; one for each thread.
final class RowEvaluator {
  private let engine: RowProgram.Engine
  private let workspaces: [Workspace]
  private let inputCount: Int

  init(_ program: RowProgram, inputCount: Int) {
    engine = program.engine
    self.inputCount = inputCount
    if case .blocks(let batches) = engine {
      workspaces = batches.map { $0.makeWorkspace() }
    } else {
      workspaces = []
    }
  }

  /// - Parameter stride: how far it is from one column to the next, of inputs and of results.
  func evaluate(
    _ inputs: UnsafePointer<Double>, count: Int, into results: UnsafeMutablePointer<Double>, stride: Int
  ) {
    switch engine {
    case .blocks(let batches):
      var column = 0
      for (batch, workspace) in zip(batches, workspaces) {
        batch.evaluate(
          inputs, stride: stride, count: count, into: results + column * stride, resultStride: stride,
          using: workspace)
        column += batch.outputCount
      }
    case .rows(_, let body):
      for row in 0..<count {
        let point = (0..<inputCount).map { inputs[$0 * stride + row] }
        for (column, number) in body(point).enumerated() { results[column * stride + row] = number }
      }
    }
  }
}
