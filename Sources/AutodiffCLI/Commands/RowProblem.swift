import Autodiff
import Platform

/// A problem at many points: the rows of a file, or a grid.
struct RowProblem {
  let problem: Problem
  let table: PointTable
  /// The values of variables that are the same at every point, by index.
  private let fixed: [(index: Int, value: Double)]

  fileprivate init(
    _ session: Session, _ command: Command, _ operands: [Argument], _ table: PointTable
  ) throws(Failure) {
    var options = session.options
    // Rows are written as they are read, unless another format is asked for.
    if !options.isFormatGiven, table.reader != nil { options.format = table.format.outputFormat }
    let problem = try Problem(Session(session.terminal, options), command, operands, table: table)
    var table = table
    let others = table.bind(problem.expression.variables)
    fixed = others.map { ($0, problem.inputs[$0]) }
    self.problem = problem
    self.table = table
  }

  /// Computes at every point.
  /// - Throws: also behind results that have been written.
  func run(_ program: RowProgram) throws(Failure) -> (status: ExitStatus, rows: Int, failed: Int) {
    if let name = program.columns.map(\.name).first(where: Set(table.names).contains) {
      throw .diagnostic(
        Diagnostic(
          .error,
          "two columns are named \(DisplayText.quoted(Array(name.utf8))): one that is read and a result",
          help: "give the column of the points another name"))
    }
    let options = problem.options
    let output = RowOutput(table, columns: program.columns, format: options.format, numbers: options.numbers)
    let delivery = try RowDelivery(problem, table, program)
    let header = ByteBuffer(capacity: 4096)
    output.writeHeader(table, to: header)
    if delivery.write(header.bytes) {
      let points = Counter()
      RowRun.run(threads: options.jobs ?? RowProblem.cores) {
        let worker = RowWorker(
          table, program, output, fixed: fixed, inputCount: problem.expression.variables.count,
          onError: options.onError)
        return lane(worker, delivery, points)
      }
    }
    try delivery.finish()
    let isFinite = delivery.nonfiniteRows == 0 || options.allowNonfinite
    return (
      isFinite && delivery.failedRows == 0 ? .done : .notFinite, delivery.rows, delivery.failedRows
    )
  }

  /// The next point of a grid that no thread has taken.
  private final class Counter { var next = 0 }

  private func lane(_ worker: RowWorker, _ delivery: RowDelivery, _ points: Counter) -> RowRun.Lane {
    if case .grid(let grid) = table.rows {
      var (range, outcome) = (0..<0, RowWorker.Outcome())
      return RowRun.Lane(
        take: {
          range = points.next..<min(grid.count, points.next + 16 * worker.blockRows)
          points.next = range.upperBound
          return !range.isEmpty
        },
        work: { outcome = worker.run(points: range) },
        deliver: { delivery.deliver(outcome, worker.output.bytes) })
    }
    let reader = table.reader!
    var block = Result<RowReader.Block, InputError>.success(.end)
    var outcome = RowWorker.Outcome()
    return RowRun.Lane(
      take: {
        do throws(InputError) {
          block = .success(try reader.next(into: worker.input))
        } catch {
          block = .failure(error)
        }
        if case .success(.end) = block { return false }
        return true
      },
      work: { if case .success(.rows) = block { outcome = worker.run() } },
      deliver: {
        let goesOn =
          switch block {
          case .success(.rows): delivery.deliver(outcome, worker.output.bytes)
          case .success: delivery.fail(.rowTooLong(limit: RowReader.rowLimit))
          case .failure(let error): delivery.fail(.input(error))
          }
        // Another thread may be waiting for input that nobody wants.
        if !goesOn { reader.interrupt() }
        return goesOn
      })
  }

  private static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

extension Session {
  /// The problem at many points; nil where there is one point only.
  func rowProblem(_ command: Command, _ operands: [Argument]) throws(Failure) -> RowProblem? {
    guard let table = try pointTable(operands) else { return nil }
    let single: [(Option.Name, Bool)] = [
      (.trace, options.trace), (.stats, options.stats), (.order, options.order != nil),
      (.expected, !options.expected.isEmpty), (.gradient, options.gradient != nil),
      (.random, options.random != nil), (.range, !options.range.isEmpty),
    ]
    if let (name, _) = single.first(where: \.1) {
      throw .diagnostic(
        Diagnostic(.error, "'\(Option.named(name).spelling)' works at one point, not at many"))
    }
    return try RowProblem(self, command, operands, table)
  }

  private func pointTable(_ operands: [Argument]) throws(Failure) -> PointTable? {
    let mayHaveRanges = options.at.contains { $0.bytes.contains(UInt8(ascii: ":")) }
    let ranges = mayHaveRanges ? try PointArgument(options.at).ranges : []
    guard let path = options.points else {
      if ranges.isEmpty { return nil }
      guard let grid = PointGrid(ranges) else {
        throw .diagnostic(Diagnostic(.error, "the grid has too many points"))
      }
      return PointTable(grid)
    }
    if let range = ranges.first {
      throw .diagnostic(
        Diagnostic(
          .error, "--points and the range of '\(range.name)' both say where to compute", help: "leave one out"
        ))
    }
    if path.equals("-") {
      let readsExpression =
        operands.contains { $0.equals("-") } || options.file?.equals("-") ?? operands.isEmpty
      if readsExpression {
        throw .diagnostic(
          Diagnostic(.error, "the expression and the points both come from standard input"))
      }
      if terminal.isTerminal(.input) {
        throw .diagnostic(
          Diagnostic(.error, "the points are to come from standard input, which is a terminal"))
      }
    }
    return try PointTable(path, format: options.pointsFormat)
  }

  /// Checks that no variable is given twice, and that ranges are given to commands that take them.
  func check(
    _ given: PointArgument, _ command: Command, _ table: PointTable?, _ columns: Set<String>
  ) throws(Failure) {
    if table == nil, let range = given.ranges.first {
      throw .diagnostic(
        Diagnostic(
          .error, "'\(command.rawValue)' works at one point: '\(range.name)' has a range of values"))
    }
    if table?.reader != nil, let name = given.names.first(where: columns.contains) {
      throw .diagnostic(
        Diagnostic(.error, "variable '\(name)' has two values: a column of the points and --at"))
    }
  }
}
