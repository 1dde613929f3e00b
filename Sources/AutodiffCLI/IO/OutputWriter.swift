import Platform

/// A buffered writer over a file descriptor that reports every failure.
///
/// Swift's own `print` loses output silently when a disk is full. Here every `write` and the last `close` are
/// checked; an interrupted call is repeated and a short write continued. Once something has failed, the rest
/// of the output is dropped and every further call throws the same error. The writer cannot be copied, so
/// nothing is written twice; call `close()` in the end, since what is still buffered is lost otherwise.
///
/// SIGPIPE is left alone: in `autodiff … | head -1` it ends the process quietly.
struct OutputWriter: ~Copyable {
  /// The system's calls, which tests replace to make the k-th one fail.
  struct Calls {
    var write: (Int32, UnsafeRawPointer, Int) -> Int
    var close: (Int32) -> Int32

    static var system: Calls {
      Calls(write: { Platform.write($0, $1, $2) }, close: { Platform.close($0) })
    }
  }

  static let capacity = 64 * 1024

  private let descriptor: Int32
  private let name: String
  private let calls: Calls
  private var buffer: [UInt8] = []
  private var failure: OutputError?
  private var isClosed = false
  private var hasWritten = false
  /// Whether `endRecord()` flushes: on a terminal, so that results appear as they are computed.
  private let flushesRecords: Bool

  init(
    descriptor: Int32, name: String, flushesRecords: Bool = false, calls: Calls = .system
  ) {
    self.descriptor = descriptor
    self.name = name
    self.flushesRecords = flushesRecords
    self.calls = calls
  }

  static func standardOutput(flushesRecords: Bool) -> OutputWriter {
    OutputWriter(descriptor: 1, name: "standard output", flushesRecords: flushesRecords)
  }

  static func standardError() -> OutputWriter { OutputWriter(descriptor: 2, name: "standard error") }

  /// A writer into the file, which is made or emptied. A directory or a full disk is an error here or later.
  static func file(_ path: Argument, flushesRecords: Bool = false) throws(OutputError) -> OutputWriter {
    let name = DisplayText.quoted(path.bytes)
    do throws(SystemError) {
      let descriptor = try openFile(path.bytes, flags: O_WRONLY | O_CREAT | O_TRUNC)
      return OutputWriter(descriptor: descriptor, name: name, flushesRecords: flushesRecords)
    } catch {
      throw OutputError(name: name, cause: error)
    }
  }

  mutating func write(_ text: String) throws(OutputError) {
    if let failure { throw failure }
    buffer.append(contentsOf: text.utf8)
    try flushIfFull()
  }

  mutating func write(_ text: StaticString) throws(OutputError) {
    if let failure { throw failure }
    buffer.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    try flushIfFull()
  }

  mutating func write(_ bytes: some Collection<UInt8>) throws(OutputError) {
    if let failure { throw failure }
    buffer.append(contentsOf: bytes)
    try flushIfFull()
  }

  /// Writes many bytes without copying them first.
  mutating func write(block: UnsafeBufferPointer<UInt8>) throws(OutputError) {
    if let failure { throw failure }
    if block.count < OutputWriter.capacity / 2 {
      buffer.append(contentsOf: block)
      return try flushIfFull()
    }
    try flush()
    try send(UnsafeRawBufferPointer(block))
  }

  /// Marks the end of a record, which becomes visible at once where somebody watches.
  mutating func endRecord() throws(OutputError) {
    if flushesRecords { try flush() }
  }

  /// Hands everything buffered to the system.
  mutating func flush() throws(OutputError) {
    if let failure { throw failure }
    // Taken out, so that it can be sent while the writer changes.
    var bytes: [UInt8] = []
    swap(&bytes, &buffer)
    try bytes.withUnsafeBufferPointer { bytes throws(OutputError) in try send(UnsafeRawBufferPointer(bytes)) }
    bytes.removeAll(keepingCapacity: true)
    swap(&bytes, &buffer)
  }

  /// Hands bytes to the system, all of them.
  private mutating func send(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    var written = 0
    while written < bytes.count {
      let count = calls.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
      if count > 0 {
        written += count
        hasWritten = true
      } else if count < 0, errno == EINTR {
        continue
      } else if count < 0, errno == EAGAIN {
        waitUntilWritable()
      } else {
        // A write of nothing that is no error would be repeated for ever.
        throw fail(count < 0 ? .last : SystemError(code: EIO))
      }
    }
  }

  /// Flushes and closes. Some file systems report a failed write only here.
  mutating func close() throws(OutputError) {
    guard !isClosed else { return }
    isClosed = true
    do throws(OutputError) {
      try flush()
    } catch {
      _ = calls.close(descriptor)
      throw error
    }
    // After EINTR the descriptor is gone all the same. A descriptor that was closed from the start is no
    // loss if nothing had to be written.
    if calls.close(descriptor) != 0, errno != EINTR, hasWritten || errno != EBADF { throw fail(.last) }
  }

  private mutating func flushIfFull() throws(OutputError) {
    if buffer.count >= OutputWriter.capacity { try flush() }
  }

  private mutating func fail(_ cause: SystemError) -> OutputError {
    let error = OutputError(name: name, cause: cause)
    failure = error
    buffer = []
    return error
  }

  /// Standard output may be a pipe that another process has made non-blocking.
  private func waitUntilWritable() {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&request, 1, -1)
  }
}
