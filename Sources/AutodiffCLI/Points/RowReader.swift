import Platform

/// A table of points, read as blocks of whole rows.
///
/// Memory is bounded by the longest row, whatever the number of rows.
final class RowReader {
  /// The most bytes that a row may have.
  static let rowLimit = 256 << 20
  /// The bytes that are asked for at once.
  static let blockSize = 256 << 10

  /// The file as the user named it, or `standard input`.
  let name: String
  /// The size of a regular file.
  let size: Int?
  private(set) var format: PointsFormat = .csv
  private(set) var isAtEnd = false
  /// How many bytes have been handed out.
  private(set) var position = 0

  private let descriptor: Int32
  private let rowLimit: Int
  /// The two ends of a pipe that nothing is written to: where the second is closed, nobody waits for input any more.
  private var interruption: (read: Int32, write: Int32) = (-1, -1)
  /// What follows the last whole row that was handed out.
  private let rest = ByteBuffer(capacity: 4096)
  /// Whether the rest may have whole rows.
  private var hasUnread = true

  /// What `next` found.
  enum Block {
    case rows
    case end
    /// A row that is longer than the limit begins here.
    case rowTooLong
  }

  /// Opens the file, skips a byte order mark, and finds out the format where it is not given.
  init(_ path: Argument, format: PointsFormat?, rowLimit: Int = RowReader.rowLimit) throws(InputError) {
    self.rowLimit = rowLimit
    if path.equals("-") {
      (descriptor, name) = (0, "standard input")
    } else {
      name = DisplayText.escaped(path.text)
      do throws(SystemError) {
        descriptor = try openFile(path.bytes, flags: O_RDONLY)
      } catch {
        throw InputError(name: DisplayText.quoted(path.bytes), cause: .system(error))
      }
    }
    var status = stat()
    let isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    size = isRegular ? Int(status.st_size) : nil
    if !isRegular {
      var ends: [Int32] = [-1, -1]
      if pipe(&ends) == 0 { interruption = (ends[0], ends[1]) }
    }

    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    while rest.count < mark.count, try fill() {}
    if rest.bytes.starts(with: mark) { rest.removeFirst(mark.count) }
    if let known = format ?? PointsFormat(ending: path) {
      self.format = known
    } else {
      while !hasLine, rest.count < rowLimit, try fill() {}
      self.format = PointsFormat(
        firstLine: UnsafeBufferPointer(rebasing: rest.bytes.prefix { $0 != UInt8(ascii: "\n") }))
    }
  }

  deinit {
    interrupt()
    if interruption.read >= 0 { close(interruption.read) }
    if descriptor > 2 { close(descriptor) }
  }

  /// Ends the input for a thread that waits for more of it. To be called by one thread only.
  func interrupt() {
    if interruption.write >= 0 { close(interruption.write) }
    interruption.write = -1
  }

  /// Waits for input, and says whether it is still wanted.
  private func waitForInput() -> Bool {
    guard interruption.read >= 0 else { return true }
    var requests = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: interruption.read, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&requests, 2, -1) < 0 && errno == EINTR {}
    return requests[1].revents == 0
  }

  private var hasLine: Bool { rest.bytes.contains(UInt8(ascii: "\n")) }

  /// Reads a little more behind the rest.
  private func fill() throws(InputError) -> Bool { try read(into: rest, RowReader.blockSize) }

  private func read(into buffer: ByteBuffer, _ wanted: Int) throws(InputError) -> Bool {
    if isAtEnd { return false }
    guard waitForInput() else {
      isAtEnd = true
      return false
    }
    buffer.reserve(wanted)
    let count = try InputReader.readBlock(
      descriptor: descriptor, name: name,
      into: UnsafeMutableRawBufferPointer(start: buffer.end, count: wanted))
    buffer.count += count
    isAtEnd = count == 0
    return count > 0
  }

  /// Fills the buffer with whole rows: as many as one call of the system yields, or one row that takes several.
  func next(into buffer: ByteBuffer) throws(InputError) -> Block {
    buffer.count = 0
    buffer.append(rest.bytes)
    rest.count = 0
    var wanted = RowReader.blockSize
    var scanned = 0
    while true {
      // Rows that are there already do not wait for others.
      let more = hasUnread && buffer.count > 0 ? true : try read(into: buffer, wanted)
      hasUnread = false
      if buffer.count > rowLimit, lengthOfFirstRow(buffer.bytes) > rowLimit { return .rowTooLong }
      if !more {
        position += buffer.count
        return buffer.count > 0 ? .rows : .end
      }
      if let end = endOfLastRow(buffer.bytes, from: scanned) {
        rest.append(UnsafeBufferPointer(rebasing: buffer.bytes[end...]))
        buffer.count = end
        position += end
        return .rows
      }
      // Quotes are followed from the start of the row; line ends need not be looked for twice.
      if format != .csv { scanned = buffer.count }
      wanted = max(wanted, buffer.count)
    }
  }

  /// Gives back what has been handed out too early.
  func unread(_ bytes: UnsafeBufferPointer<UInt8>) {
    hasUnread = true
    let tail = Array(rest.bytes)
    rest.count = 0
    rest.append(bytes)
    rest.append(tail)
    position -= bytes.count
  }

  /// The bytes of the row that the block begins with, its line end left out. Where blocks are put together from
  /// several reads, no other can be too long.
  private func lengthOfFirstRow(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let end =
      format == .csv ? QuotedRows.endOfFirst(bytes) : bytes.firstIndex(of: newline).map { $0 + 1 }
    return end.map { $0 - 1 } ?? bytes.count
  }

  /// The place behind the last line end that ends a row.
  private func endOfLastRow(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let first = bytes.baseAddress else { return nil }
    if format == .csv, memchr(first, Int32(UInt8(ascii: "\"")), bytes.count) != nil {
      return QuotedRows.endOfLast(bytes)
    }
    var index = bytes.count
    while index > start {
      index -= 1
      if bytes[index] == UInt8(ascii: "\n") { return index + 1 }
    }
    return nil
  }
}

/// Rows of CSV in which line ends may be part of quoted fields.
/// > RFC 4180, section 2.
enum QuotedRows {
  private enum State { case fieldStart, plain, quoted, quoteInQuoted }

  /// The place behind the last line end outside quotes.
  static func endOfLast(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var end: Int?
    forEachEnd(bytes) { place in
      end = place
      return true
    }
    return end
  }

  /// The place behind the first line end outside quotes.
  static func endOfFirst(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var end: Int?
    forEachEnd(bytes) { place in
      end = place
      return false
    }
    return end
  }

  /// Hands over the place behind each line end outside quotes, as long as more are wanted. A quotation mark within a
  /// field that does not begin with one quotes nothing: whoever reads the row complains of it.
  @inline(__always)
  private static func forEachEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Bool) {
    var state = State.fieldStart
    for (index, byte) in bytes.enumerated() {
      switch (state, byte) {
      case (.quoted, UInt8(ascii: "\"")): state = .quoteInQuoted
      case (.quoted, _): break
      case (.quoteInQuoted, UInt8(ascii: "\"")): state = .quoted
      case (_, UInt8(ascii: "\n")):
        state = .fieldStart
        if !body(index + 1) { return }
      case (_, UInt8(ascii: ",")): state = .fieldStart
      case (.fieldStart, UInt8(ascii: "\"")): state = .quoted
      default: state = .plain
      }
    }
  }
}
