import Autodiff

/// The points at which a command computes: the rows of a file, or a grid.
struct PointTable {
  enum Rows {
    case delimited(DelimitedRows)
    case json(JSONRows)
    case grid(PointGrid)
  }

  var rows: Rows
  /// The names of the columns.
  let names: [String]
  /// What reads the rows; nil for a grid.
  let reader: RowReader?
  /// The header as it is written.
  private(set) var header: [UInt8] = []
  /// The line at which the rows begin.
  private(set) var firstLine = 1

  /// The format of the rows; that of results unless another is asked for.
  var format: PointsFormat { reader?.format ?? .csv }
  /// The file as the user named it.
  var file: String { reader?.name ?? "" }

  /// The columns of a grid are the ranges.
  init(_ grid: PointGrid) {
    rows = .grid(grid)
    names = grid.ranges.map(\.name)
    reader = nil
  }

  /// Opens a file and reads its header.
  init(_ path: Argument, format: PointsFormat?) throws(Failure) {
    let reader: RowReader
    let first = ByteBuffer(capacity: 2 * RowReader.blockSize)
    let block: RowReader.Block
    do throws(InputError) {
      reader = try RowReader(path, format: format)
      block = try reader.next(into: first)
    } catch {
      throw .input(error)
    }
    self.reader = reader
    switch block {
    case .rows: break
    case .end: throw PointTable.failure(.noHeader, reader, line: 1)
    case .rowTooLong: throw PointTable.failure(.rowTooLong(limit: RowReader.rowLimit), reader, line: 1)
    }

    // Empty lines before the first row.
    var start: Bytes = UnsafePointer(first.start)
    let limit: Bytes = UnsafePointer(first.end)
    while start < limit, start.pointee == newline || start.pointee == carriageReturn {
      if start.pointee == newline { firstLine += 1 }
      start += 1
    }
    guard start < limit else { throw PointTable.failure(.noHeader, reader, line: firstLine) }

    if reader.format == .jsonl {
      var end = start
      while end < limit, end.pointee != newline { end += 1 }
      do throws(PointsError.Cause) {
        let json = try JSONRows(firstRow: UnsafeBufferPointer(start: start, count: end - start))
        rows = .json(json)
        names = json.names
      } catch {
        throw PointTable.failure(error, reader, line: firstLine)
      }
      if let name = PointTable.repeated(names) {
        throw PointTable.failure(.repeatedName(name), reader, line: firstLine)
      }
    } else {
      let syntax = DelimitedRows(reader.format)
      var faults: [RowFault] = []
      let (row, fields) = syntax.split(start, limit, faults: &faults)
      names = fields.map { PointTable.name(syntax.decoded($0)) }
      if let fault = faults.first ?? PointTable.fault(names, fields, row) {
        throw .diagnostic(fault.error(in: reader.name, line: firstLine).diagnostic())
      }
      header = Array(row.text)
      firstLine += row.lines
      rows = .delimited(DelimitedRows(reader.format, names: names))
      start = row.next
    }
    reader.unread(UnsafeBufferPointer(start: start, count: limit - start))
  }

  /// Says which columns are the values of which variables.
  /// - Returns: the variables without a column.
  mutating func bind(_ variables: [String]) -> [Int] {
    var slots: [String: Int32] = [:]
    for (index, name) in variables.enumerated() { slots[name] = Int32(index) }
    switch rows {
    case .delimited(var delimited):
      delimited.slots = names.map { slots[$0] ?? -1 }
      rows = .delimited(delimited)
    case .json(var json):
      json.bind(slots, variables: variables)
      rows = .json(json)
    case .grid(var grid):
      grid.slots = names.map { slots[$0] ?? -1 }
      rows = .grid(grid)
    }
    let known = Set(names)
    return variables.indices.filter { !known.contains(variables[$0]) }
  }

  // MARK: What can be wrong with a header

  /// A name without the blanks around it.
  private static func name(_ field: [UInt8]) -> String {
    String(decoding: field[PointArgument.trimmed(field.indices, field)], as: UTF8.self)
  }

  private static func fault(_ names: [String], _ fields: [UnsafeBufferPointer<UInt8>], _ row: RowPlace)
    -> RowFault?
  {
    var seen: Set<String> = []
    for (index, name) in names.enumerated() {
      let cause: PointsError.Cause
      if name.isEmpty {
        cause = .namelessColumn(index + 1)
      } else if let first = name.utf8.first, first < UInt8(ascii: "A"), NumberReader.read(name.utf8) != nil {
        cause = .numberInHeader(Array(name.utf8))
      } else if !seen.insert(name).inserted {
        cause = .repeatedName(name)
      } else {
        continue
      }
      return RowFault(cause, at: fields[index].baseAddress ?? row.start, inRowFrom: row.start)
    }
    return nil
  }

  private static func repeated(_ names: [String]) -> String? {
    var seen: Set<String> = []
    return names.first { !seen.insert($0).inserted }
  }

  private static func failure(_ cause: PointsError.Cause, _ reader: RowReader, line: Int) -> Failure {
    .diagnostic(PointsError(cause: cause, file: reader.name, line: line, column: nil).diagnostic())
  }
}

extension RowFault {
  /// The fault, once it is known at which line the row begins.
  func error(in file: String, line first: Int) -> PointsError {
    PointsError(cause: cause, file: file, line: first + line, column: column)
  }
}
