import Autodiff

typealias Bytes = UnsafePointer<UInt8>

/// A row that has been read from a block: where it is, and what is wrong with it.
struct RowPlace {
  var start: Bytes
  /// Behind the last byte of the row, its line end left out.
  var end: Bytes
  /// Where the next row begins.
  var next: Bytes
  /// How many lines it takes.
  var lines = 1
  /// The line of the block at which it begins, from 0.
  var line = 0
  /// An empty line is no row.
  var isBlank = false
  /// Whether what is wrong with it has been told.
  var isFaulty = false

  var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: end - start) }
}

/// What is wrong with a row, before it is known at which line of the file its block begins.
struct RowFault {
  var cause: PointsError.Cause
  /// The line within the row, from 0.
  var line: Int
  var column: Int?

  /// - Parameters:
  ///   - place: the byte at fault.
  ///   - row: where the row begins.
  init(_ cause: PointsError.Cause, at place: Bytes, inRowFrom row: Bytes) {
    self.cause = cause
    line = UnsafeBufferPointer(start: row, count: place - row).count { $0 == newline }
    var lineStart = place
    while lineStart > row, lineStart[-1] != newline { lineStart -= 1 }
    // Every byte but a continuation byte (10xxxxxx) begins a character.
    let before = UnsafeBufferPointer(start: lineStart, count: place - lineStart)
    column = 1 + before.count { $0 & 0xC0 != 0x80 }
    if PointsError(cause: cause, file: "", line: 0, column: nil).isOfCell { column = nil }
  }
}

let carriageReturn = UInt8(ascii: "\r")
let quotationMark = UInt8(ascii: "\"")

/// The number that a cell consists of, blanks around it left out.
enum NumberCell {
  /// - Returns: what is wrong with the cell, if anything.
  static func read(_ text: UnsafeBufferPointer<UInt8>, name: String) -> Result<Double, PointsError.Cause> {
    var text = text[...]
    while let first = text.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
      text.removeFirst()
    }
    while let last = text.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") { text.removeLast() }
    if text.isEmpty { return .failure(.emptyCell(name: name)) }
    guard let value = NumberReader.read(UnsafeBufferPointer(rebasing: text)) else {
      return .failure(.notANumber(name: name, text: Array(text.prefix(80))))
    }
    // The words for infinity have no digits.
    if value.isInfinite, text.contains(where: { $0 &- 48 < 10 }) {
      return .failure(.outOfRange(name: name, text: Array(text.prefix(80))))
    }
    return .success(value)
  }
}
