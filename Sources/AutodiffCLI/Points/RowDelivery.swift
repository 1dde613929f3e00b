import Autodiff
import Platform

/// What becomes of finished blocks, in order: they are written, and what is wrong with their rows is told.
final class RowDelivery {
  private let problem: Problem
  private let table: PointTable
  private let program: RowProgram
  private let onError: BadCellChoice
  private var writer: OutputWriter
  private var layout: RowLayout?
  private var progress: RowProgress

  /// The line at which the next block begins; of a grid, the next point.
  private var line: Int
  private(set) var rows = 0
  private(set) var failedRows = 0
  private(set) var nonfiniteRows = 0
  private(set) var failure: Failure?
  private var diagnosed = 0
  private var causes: Set<String> = []
  private var refused = 0

  /// So many bad cells are reported one by one.
  private static let refusalLimit = 10

  init(_ problem: Problem, _ table: PointTable, _ program: RowProgram) throws(Failure) {
    self.problem = problem
    self.table = table
    self.program = program
    let session = problem.session
    onError = session.options.onError
    line = table.firstLine
    progress = RowProgress(session, size: table.reader?.size)
    let isWatched = session.options.unbuffered || session.terminal.isTerminal(.output)
    do throws(OutputError) {
      if let path = session.options.output {
        writer = try OutputWriter.file(path, flushesRecords: session.options.unbuffered)
      } else {
        writer = OutputWriter.standardOutput(flushesRecords: isWatched)
      }
    } catch {
      throw .output(error)
    }
    layout = RowLayout(
      problem.options.format,
      columns: table.names.map { ($0, false) } + program.columns.map { ($0.name, true) },
      isUnbuffered: session.options.unbuffered)
  }

  /// Takes the header, and later the rows of each block.
  /// - Returns: whether more is wanted.
  func write(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    do throws(OutputError) {
      if layout != nil {
        try writer.write(layout!.append(bytes))
      } else {
        try writer.write(block: bytes)
      }
      try writer.endRecord()
      return true
    } catch {
      failure = .output(error)
      return false
    }
  }

  func deliver(_ outcome: RowWorker.Outcome, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard write(bytes) else { return false }
    rows += outcome.rows
    failedRows += outcome.failedRows
    nonfiniteRows += outcome.nonfiniteRows
    for event in outcome.events where failure == nil { tell(event, isLast: outcome.isStopped) }
    line += outcome.lines
    if failure == nil { progress.update(rows: rows, position: table.reader?.position) }
    return failure == nil
  }

  /// Notes that reading failed.
  func fail(_ failure: Failure) -> Bool {
    self.failure = failure
    return false
  }

  func fail(_ cause: PointsError.Cause) -> Bool {
    fail(.diagnostic(PointsError(cause: cause, file: table.file, line: line, column: nil).diagnostic()))
  }

  /// Writes what is left, and closes the output.
  func finish() throws(Failure) {
    progress.clear()
    do throws(OutputError) {
      if layout != nil { try writer.write(layout!.finish()) }
      try writer.close()
    } catch {
      // The first failure is the cause of the others.
      throw failure ?? .output(error)
    }
    if let failure { throw failure }
    if refused > RowDelivery.refusalLimit {
      problem.session.tell(Diagnostic(.warning, "\(refused) cells are no numbers in all"))
    }
  }

  // MARK: What is wrong with rows

  private func tell(_ event: RowWorker.Event, isLast: Bool) {
    switch event.kind {
    case .fault(let cause, let column):
      let error = PointsError(cause: cause, file: table.file, line: line + event.line, column: column)
      if !error.isOfCell || onError == .stop {
        failure = .diagnostic(error.diagnostic())
        return
      }
      refused += 1
      if refused <= RowDelivery.refusalLimit { warn(error.diagnostic(.warning)) }
    case .nonfinite(let inputs):
      diagnosed += 1
      if diagnosed <= RowWorker.diagnosisLimit { diagnose(inputs, at: line + event.line) }
    }
  }

  /// One warning a distinct cause, at the first row that has it.
  private func diagnose(_ inputs: [Double], at line: Int) {
    let expression = problem.expression
    let isUndefined = !expression.values(at: inputs).allSatisfy(\.isFinite)
    let found =
      isUndefined
      ? expression.diagnoseValues(at: inputs) : expression.diagnoseDerivatives(at: inputs, by: problem.chosen)
    let place = table.reader == nil ? "point \(line)" : "\(table.file):\(line)"
    for diagnosis in found where causes.insert("\(diagnosis.finding) \(diagnosis.text)").inserted {
      warn(Diagnostic(.warning, "\(place): \(diagnosis.description)"))
    }
    if found.isEmpty, causes.insert("").inserted {
      warn(Diagnostic(.warning, "\(place): \(Problem.unexplained(order: program.order))"))
    }
  }

  private func warn(_ diagnostic: Diagnostic) {
    progress.clear()
    problem.session.tell(diagnostic)
  }
}
