import Autodiff

/// How rows are written: what was read, as it was, and the results behind it.
struct RowOutput {
  /// CSV, TSV or JSON. For people, rows are laid out from TSV.
  let dialect: PointsFormat
  private let rows: PointTable.Rows
  private let numbers: NumberFormat
  private let columns: [RowProgram.Column]
  /// Rows are copied byte for byte where they are in the dialect already.
  private let isCopying: Bool
  /// What stands before each result: a separator, and in JSON its key.
  private let heads: [[UInt8]]
  /// The names of the columns that are read, as JSON strings.
  private let keys: [[UInt8]]

  init(_ table: PointTable, columns: [RowProgram.Column], format: OutputFormat, numbers: NumberFormat) {
    dialect =
      switch format {
      case .csv: .csv
      case .json: .jsonl
      default: .tsv
      }
    rows = table.rows
    self.numbers = numbers
    self.columns = columns
    switch table.rows {
    case .delimited(let delimited): isCopying = delimited.format == dialect
    case .json: isCopying = dialect == .jsonl
    case .grid: isCopying = false
    }
    let dialect = dialect
    heads = columns.map { column in
      dialect == .jsonl
        ? Array(",\(JSONWriter.quoted(column.name)):".utf8) : [dialect.separator]
    }
    keys = table.names.map { Array(JSONWriter.quoted($0).utf8) }
  }

  /// The names of all columns; nothing in JSON.
  func writeHeader(_ table: PointTable, to out: ByteBuffer) {
    guard dialect != .jsonl else { return }
    if isCopying {
      out.append(table.header)
    } else {
      for (index, name) in table.names.enumerated() {
        if index > 0 { out.append(dialect.separator) }
        writeField(name, to: out)
      }
    }
    for column in columns {
      out.append(dialect.separator)
      writeField(column.name, to: out)
    }
    out.append(newline)
  }

  // MARK: Rows

  /// Writes a row of a file.
  /// - Returns: a member of it that the format has no column for.
  @inline(__always)
  func write(
    _ row: RowPlace, results: UnsafePointer<Double>, stride: Int, to out: ByteBuffer
  ) -> String? {
    var unknown: String?
    if isCopying {
      if dialect == .jsonl { copyObject(row, to: out) } else { out.append(row.text) }
    } else {
      unknown = convert(row, to: out)
    }
    write(results: results, stride, to: out)
    return unknown
  }

  /// Writes a point of a grid.
  func write(
    point: Int, of grid: PointGrid, results: UnsafePointer<Double>, stride: Int, to out: ByteBuffer
  ) {
    if dialect == .jsonl { out.append(UInt8(ascii: "{")) }
    for index in grid.ranges.indices {
      if index > 0 { out.append(dialect == .jsonl ? UInt8(ascii: ",") : dialect.separator) }
      if dialect == .jsonl {
        out.append(keys[index])
        out.append(UInt8(ascii: ":"))
      }
      write(grid.value(index, at: point), to: out)
    }
    write(results: results, stride, to: out)
  }

  /// Writes the results and ends the row.
  @inline(__always)
  private func write(results: UnsafePointer<Double>, _ stride: Int, to out: ByteBuffer) {
    guard numbers == .shortest, dialect != .jsonl else {
      return writeSlowly(results: results, stride, to: out)
    }
    // One check for room, and one change of the buffer, a row.
    out.reserve(columns.count * (NumberText.capacity + 1) + 1)
    var place = out.end
    let separator = dialect.separator
    for column in columns {
      place[0] = separator
      place += 1 + NumberText.write(results[column.index * stride], to: place + 1)
    }
    place[0] = newline
    out.count = place + 1 - out.start
  }

  private func writeSlowly(results: UnsafePointer<Double>, _ stride: Int, to out: ByteBuffer) {
    for (index, column) in columns.enumerated() {
      out.append(heads[index])
      write(results[column.index * stride], to: out)
    }
    if dialect == .jsonl { out.append(UInt8(ascii: "}")) }
    out.append(newline)
  }

  private func write(_ number: Double, to out: ByteBuffer) {
    if numbers == .shortest, dialect != .jsonl || number.isFinite {
      out.reserve(NumberText.capacity)
      out.count += NumberText.write(number, to: out.end)
    } else {
      out.append(dialect == .jsonl ? numbers.json(number) : numbers.text(number))
    }
  }

  // MARK: What was read

  /// The object without its closing brace.
  private func copyObject(_ row: RowPlace, to out: ByteBuffer) {
    var text = row.text[...]
    text.removeLast()
    while let last = text.last, last <= UInt8(ascii: " ") { text.removeLast() }
    out.append(UnsafeBufferPointer(rebasing: text))
    // An empty object needs no comma before the first result.
    if text.last == UInt8(ascii: "{") { out.append(Array("\"\":null".utf8)) }
  }

  @inline(never)
  private func convert(_ row: RowPlace, to out: ByteBuffer) -> String? {
    switch rows {
    case .delimited(let delimited):
      if dialect == .jsonl { out.append(UInt8(ascii: "{")) }
      delimited.forEachField(of: row) { index, field in
        if index > 0 { out.append(dialect == .jsonl ? UInt8(ascii: ",") : dialect.separator) }
        let text = delimited.decoded(field)
        if dialect == .jsonl {
          out.append(keys[index])
          out.append(UInt8(ascii: ":"))
          writeJSON(text, to: out)
        } else {
          writeField(String(decoding: text, as: UTF8.self), to: out)
        }
      }
      return nil
    case .json(let json):
      let (cells, unknown) = json.cells(of: row)
      for (index, cell) in cells.enumerated() {
        if index > 0 { out.append(dialect.separator) }
        writeField(String(decoding: cell, as: UTF8.self), to: out)
      }
      return unknown
    case .grid: return nil
    }
  }

  private func writeField(_ text: String, to out: ByteBuffer) {
    out.append(dialect == .csv ? DelimitedTable.csvField(text) : DelimitedTable.tsvField(text))
  }

  /// A cell as a number where it is one in JSON, and as a string otherwise.
  private func writeJSON(_ text: [UInt8], to out: ByteBuffer) {
    if RowOutput.isJSONNumber(text) {
      out.append(text)
    } else {
      out.append(JSONWriter.quoted(String(decoding: text, as: UTF8.self)))
    }
  }

  /// > RFC 8259, section 6: no plus sign, no leading zeros, digits on both sides of the point.
  static func isJSONNumber(_ text: [UInt8]) -> Bool {
    var rest = text[...]
    func digits(_ rest: inout ArraySlice<UInt8>) -> Int {
      let count = rest.prefix { $0 &- 48 < 10 }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let isZero = rest.first == UInt8(ascii: "0")
    let whole = digits(&rest)
    guard whole > 0, !(isZero && whole > 1) else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard digits(&rest) > 0 else { return false }
    }
    if let e = rest.first, e | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest.removeFirst() }
      guard digits(&rest) > 0 else { return false }
    }
    return rest.isEmpty
  }
}
