import Autodiff

/// Reads, evaluates and writes blocks of rows; one for each thread.
final class RowWorker {
  /// Something to tell of a row, once it is known at which line of the file its block begins.
  struct Event {
    enum Kind {
      case fault(PointsError.Cause, column: Int?)
      /// A result is not finite: the values of the variables.
      case nonfinite([Double])
    }

    var kind: Kind
    /// The line within the block, from 0; of a grid, the point.
    var line: Int
  }

  /// What a block has come to.
  struct Outcome {
    var rows = 0
    var lines = 0
    /// In the order of the lines.
    var events: [Event] = []
    var nonfiniteRows = 0
    /// Rows that failed a check.
    var failedRows = 0
    /// Nothing after the last event counts.
    var isStopped = false
  }

  /// The most rows with results that are not finite of which the cause is looked for.
  static let diagnosisLimit = 1000

  let input = ByteBuffer(capacity: 2 * RowReader.blockSize)
  let output = ByteBuffer(capacity: 4 * RowReader.blockSize)

  private let rows: PointTable.Rows
  private let program: RowProgram
  private let evaluator: RowEvaluator
  private let format: RowOutput
  private let onError: BadCellChoice
  private let inputCount: Int
  private let checkedCount: Int
  /// The rows that are evaluated at once, and how far it is from one column to the next.
  let blockRows: Int
  private let stride: Int
  private let values: UnsafeMutablePointer<Double>
  private let results: UnsafeMutablePointer<Double>
  /// The rows of a block of evaluation.
  private let places: UnsafeMutablePointer<RowPlace>
  private var outcome = Outcome()

  /// - Parameter fixed: values of variables that are the same in every row, by index.
  init(
    _ table: PointTable, _ program: RowProgram, _ format: RowOutput, fixed: [(index: Int, value: Double)],
    inputCount: Int, onError: BadCellChoice
  ) {
    rows = table.rows
    self.program = program
    checkedCount = program.checkedCount
    self.format = format
    self.inputCount = inputCount
    self.onError = onError
    evaluator = RowEvaluator(program, inputCount: inputCount)
    let columns = inputCount + program.resultCount
    // Within the cache of a core, or a single row where even that is much.
    blockRows = min(256, max(1, 32_768 / max(1, columns)))
    // Columns a power of two apart would compete for the same lines of the cache.
    stride = blockRows + 8
    values = .allocate(capacity: max(1, inputCount) * stride)
    values.initialize(repeating: 0, count: max(1, inputCount) * stride)
    results = .allocate(capacity: max(1, program.resultCount) * stride)
    results.initialize(repeating: 0, count: max(1, program.resultCount) * stride)
    places = .allocate(capacity: blockRows)
    for (index, value) in fixed {
      for row in 0..<stride { values[index * stride + row] = value }
    }
  }

  deinit {
    places.deallocate()
    values.deallocate()
    results.deallocate()
  }

  /// Works through the rows that are in `input`, and leaves what they give in `output`.
  func run() -> Outcome {
    begin()
    switch rows {
    case .delimited(let delimited):
      run { start, limit, row, faults in
        delimited.read(start, limit, into: values + row, stride: stride, faults: &faults)
      }
    case .json(let json):
      var seen = [Bool](repeating: false, count: inputCount)
      run { start, limit, row, faults in
        json.read(start, limit, into: values + row, stride: stride, seen: &seen, faults: &faults)
      }
    case .grid: break
    }
    return finished()
  }

  /// Works through points of a grid.
  func run(points: Range<Int>) -> Outcome {
    begin()
    guard case .grid(let grid) = rows else { return outcome }
    var first = points.lowerBound
    while first < points.upperBound {
      let count = min(blockRows, points.upperBound - first)
      for (range, slot) in grid.slots.enumerated() where slot >= 0 {
        for row in 0..<count { values[Int(slot) * stride + row] = grid.value(range, at: first + row) }
      }
      evaluator.evaluate(values, count: count, into: results, stride: stride)
      inspect(count) { first - points.lowerBound + $0 }
      for row in 0..<count {
        format.write(point: first + row, of: grid, results: results + row, stride: stride, to: output)
      }
      outcome.rows += count
      first += count
    }
    outcome.lines = points.count
    return finished()
  }

  private func begin() {
    outcome = Outcome()
    output.count = 0
  }

  /// Causes are found at the end of a block of evaluation, cells are read before: puts them in order.
  private func finished() -> Outcome {
    if outcome.events.count > 1 {
      let order = outcome.events.indices.sorted {
        (outcome.events[$0].line, $0) < (outcome.events[$1].line, $1)
      }
      outcome.events = order.map { outcome.events[$0] }
    }
    return outcome
  }

  // What changes with every row is local: properties of a class are checked at every access.
  @inline(__always)
  private func run(_ read: (Bytes, Bytes, Int, inout [RowFault]) -> RowPlace) {
    var place: Bytes = UnsafePointer(input.start)
    let limit: Bytes = UnsafePointer(input.end)
    var (count, line) = (0, 0)
    var faults: [RowFault] = []
    while place < limit {
      var row = read(place, limit, count, &faults)
      row.line = line
      line += row.lines
      place = row.next
      if row.isBlank { continue }
      if !faults.isEmpty {
        if refuse(faults, line: row.line) { break }
        faults.removeAll(keepingCapacity: true)
        if onError == .skip { continue }
        row.isFaulty = true
      }
      (places + count).initialize(to: row)
      count += 1
      if count == blockRows {
        if !flush(count) { return }
        count = 0
      }
    }
    outcome.lines = line
    _ = flush(count)
  }

  /// Notes what is wrong with a row.
  /// - Returns: whether nothing more is to be read.
  @inline(never)
  private func refuse(_ faults: [RowFault], line: Int) -> Bool {
    func add(_ fault: RowFault) {
      outcome.events.append(Event(kind: .fault(fault.cause, column: fault.column), line: line + fault.line))
    }
    let fatal = faults.first {
      onError == .stop || !PointsError(cause: $0.cause, file: "", line: 0, column: nil).isOfCell
    }
    if let fatal {
      add(fatal)
      outcome.isStopped = true
      return true
    }
    for fault in onError == .skip ? [faults[0]] : faults { add(fault) }
    return false
  }

  /// Evaluates and writes the rows that have been read.
  /// - Returns: whether to go on.
  private func flush(_ count: Int) -> Bool {
    guard count > 0 else { return true }
    evaluator.evaluate(values, count: count, into: results, stride: stride)
    for row in 0..<count {
      let before = output.count
      if let name = format.write(places[row], results: results + row, stride: stride, to: output) {
        output.count = before
        // What has been found in later rows does not count.
        let line = places[row].line
        outcome.events.removeAll { $0.line >= line }
        inspect(row) { places[$0].line }
        outcome.events.append(Event(kind: .fault(.unknownMember(name: name), column: nil), line: line))
        outcome.rows += row
        outcome.isStopped = true
        return false
      }
    }
    inspect(count) { places[$0].isFaulty ? nil : places[$0].line }
    outcome.rows += count
    return true
  }

  /// Looks for results that are not finite in so many rows.
  ///
  /// - Parameter line: the line of a row; nil where nothing more is to be said of it.
  private func inspect(_ count: Int, line: (Int) -> Int?) {
    if let verdict = program.verdict {
      for row in 0..<count where results[verdict * stride + row] == 0 { outcome.failedRows += 1 }
    }
    let exponent: UInt64 = 0x7FF << 52
    var isFinite = true
    for column in 0..<checkedCount {
      var hasOther: UInt64 = 0
      let numbers = results + column * stride
      for row in 0..<count where numbers[row].bitPattern & exponent == exponent { hasOther = 1 }
      if hasOther == 1 { isFinite = false }
    }
    if !isFinite { note(count, line: line) }
  }

  @inline(never)
  private func note(_ count: Int, line: (Int) -> Int?) {
    for row in 0..<count {
      guard (0..<checkedCount).contains(where: { !results[$0 * stride + row].isFinite }) else { continue }
      outcome.nonfiniteRows += 1
      guard outcome.nonfiniteRows <= RowWorker.diagnosisLimit, let line = line(row) else { continue }
      let point = (0..<inputCount).map { values[$0 * stride + row] }
      outcome.events.append(Event(kind: .nonfinite(point), line: line))
    }
  }
}
