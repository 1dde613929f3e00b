import Autodiff

/// The rows of a table in CSV or TSV.
///
/// > RFC 4180. A line end is LF or CRLF; the last one may be missing; empty lines are no rows. In TSV nothing is
/// > quoted, and `\t`, `\n`, `\r`, `\\` stand for what a field cannot hold.
struct DelimitedRows {
  let format: PointsFormat
  /// The names of the columns.
  let names: [String]
  /// For each column, the variable that it is the value of; -1 where it is none.
  var slots: [Int32]

  private let separator: UInt8
  private let isQuoting: Bool

  init(_ format: PointsFormat, names: [String] = []) {
    self.format = format
    self.names = names
    slots = Array(repeating: -1, count: names.count)
    separator = format.separator
    isQuoting = format == .csv
  }

  // MARK: Values

  /// Reads the row that begins at `start`: its numbers go to `values`, that of variable *i* at *i* · `stride`.
  ///
  /// - Parameter faults: gets what is wrong. After a cell that is no number the row is read on, its value nan.
  @inline(__always)
  func read(
    _ start: Bytes, _ limit: Bytes, into values: UnsafeMutablePointer<Double>, stride: Int,
    faults: inout [RowFault]
  ) -> RowPlace {
    var row = RowPlace(start: start, end: start, next: start)
    if isLineEnd(start, limit) {
      row.isBlank = true
      row.next = afterLineEnd(start, limit)
      return row
    }
    var place = start
    var column = 0
    while true {
      let slot = column < slots.count ? slots[column] : -1
      if slot >= 0 {
        if let (value, end) = NumberReader.read(place, limit), isFieldEnd(end, limit), !value.isInfinite {
          values[Int(slot) * stride] = value
          place = end
        } else {
          place = readSlowly(
            place, limit, column, into: &values[Int(slot) * stride], &row, faults: &faults)
        }
      } else {
        place = fieldEnd(place, limit, &row, faults: &faults)
      }
      column += 1
      guard place < limit, place.pointee == separator else { break }
      if column == slots.count {
        return ragged(row, at: place, limit, faults: &faults)
      }
      place += 1
    }
    row.end = place
    row.next = afterLineEnd(place, limit)
    if column < slots.count { return ragged(row, at: place, limit, faults: &faults) }
    return row
  }

  /// The fields of the row that begins at `start`, however many there are.
  func split(
    _ start: Bytes, _ limit: Bytes, faults: inout [RowFault]
  ) -> (row: RowPlace, fields: [UnsafeBufferPointer<UInt8>]) {
    var row = RowPlace(start: start, end: start, next: start)
    var fields: [UnsafeBufferPointer<UInt8>] = []
    var place = start
    while true {
      let end = fieldEnd(place, limit, &row, faults: &faults)
      fields.append(UnsafeBufferPointer(start: place, count: end - place))
      guard faults.isEmpty, end < limit, end.pointee == separator else {
        (row.end, row.next) = (end, afterLineEnd(end, limit))
        return (row, fields)
      }
      place = end + 1
    }
  }

  @inline(never)
  private func readSlowly(
    _ place: Bytes, _ limit: Bytes, _ column: Int, into value: inout Double, _ row: inout RowPlace,
    faults: inout [RowFault]
  ) -> Bytes {
    let end = fieldEnd(place, limit, &row, faults: &faults)
    let text = decoded(UnsafeBufferPointer(start: place, count: end - place))
    switch text.withUnsafeBufferPointer({ NumberCell.read($0, name: names[column]) }) {
    case .success(let number): value = number
    case .failure(let cause):
      value = .nan
      faults.append(RowFault(cause, at: place, inRowFrom: row.start))
    }
    return end
  }

  /// Counts the fields of a row that has too many or too few.
  @inline(never)
  private func ragged(_ row: RowPlace, at place: Bytes, _ limit: Bytes, faults: inout [RowFault]) -> RowPlace
  {
    var ignored: [RowFault] = []
    let (whole, fields) = split(row.start, limit, faults: &ignored)
    let cause = PointsError.Cause.fieldCount(found: fields.count, expected: slots.count)
    faults.append(RowFault(cause, at: place, inRowFrom: row.start))
    return whole
  }

  // MARK: Places

  @inline(__always)
  private func isFieldEnd(_ place: Bytes, _ limit: Bytes) -> Bool {
    place == limit || place.pointee == separator || isLineEnd(place, limit)
  }

  @inline(__always)
  private func isLineEnd(_ place: Bytes, _ limit: Bytes) -> Bool {
    if place == limit || place.pointee == newline { return true }
    return place.pointee == carriageReturn && (place + 1 == limit || place[1] == newline)
  }

  @inline(__always)
  private func afterLineEnd(_ place: Bytes, _ limit: Bytes) -> Bytes {
    var place = place
    if place < limit, place.pointee == carriageReturn { place += 1 }
    if place < limit, place.pointee == newline { place += 1 }
    return place
  }

  /// The separator or line end behind the field that begins at `start`.
  private func fieldEnd(
    _ start: Bytes, _ limit: Bytes, _ row: inout RowPlace, faults: inout [RowFault]
  ) -> Bytes {
    if isQuoting, start < limit, start.pointee == quotationMark {
      return quotedFieldEnd(start, limit, &row, faults: &faults)
    }
    var place = start
    while place < limit, place.pointee != separator, place.pointee != newline {
      if place.pointee == carriageReturn, isLineEnd(place, limit) { return place }
      if isQuoting, place.pointee == quotationMark {
        faults.append(RowFault(.strayQuote, at: place, inRowFrom: row.start))
        return limit
      }
      place += 1
    }
    return place
  }

  private func quotedFieldEnd(
    _ start: Bytes, _ limit: Bytes, _ row: inout RowPlace, faults: inout [RowFault]
  ) -> Bytes {
    var place = start + 1
    while place < limit {
      if place.pointee == newline { row.lines += 1 }
      if place.pointee == quotationMark {
        if place + 1 < limit, place[1] == quotationMark {
          place += 1
        } else {
          if isFieldEnd(place + 1, limit) { return place + 1 }
          faults.append(RowFault(.textAfterQuote, at: place + 1, inRowFrom: row.start))
          return limit
        }
      }
      place += 1
    }
    faults.append(RowFault(.unclosedQuote, at: start, inRowFrom: row.start))
    return limit
  }

  // MARK: Texts

  /// The fields of a row that has been read, as they are written.
  func forEachField(of row: RowPlace, _ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
    var ignored: [RowFault] = []
    var copy = row
    var place = row.start
    var column = 0
    while true {
      let end = fieldEnd(place, row.end, &copy, faults: &ignored)
      body(column, UnsafeBufferPointer(start: place, count: end - place))
      column += 1
      guard end < row.end else { return }
      place = end + 1
    }
  }

  /// What a field says: without quotes and escapes.
  func decoded(_ field: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    if isQuoting {
      guard field.count >= 2, field.first == quotationMark else { return Array(field) }
      var text: [UInt8] = []
      var isSecond = false
      for byte in field[1..<field.count - 1] {
        isSecond = byte == quotationMark && !isSecond
        if !isSecond { text.append(byte) }
      }
      return text
    }
    return field.contains(UInt8(ascii: "\\")) ? TabEscapes.decoded(field) : Array(field)
  }
}

/// The escapes of fields in TSV.
enum TabEscapes {
  static func decoded(_ field: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var rest = field[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let letter = rest.first else {
        text.append(byte)
        continue
      }
      switch letter {
      case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "n"): text.append(newline)
      case UInt8(ascii: "r"): text.append(carriageReturn)
      case UInt8(ascii: "\\"): text.append(letter)
      default:
        // No escape of ours: both stay.
        text.append(byte)
        continue
      }
      rest.removeFirst()
    }
    return text
  }
}
