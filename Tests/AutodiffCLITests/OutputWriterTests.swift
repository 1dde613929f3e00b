import Platform
import Testing

@testable import AutodiffCLI

@Suite("OutputWriter")
struct OutputWriterTests {
  /// A descriptor that keeps what is written to it, and whose calls fail as they are told.
  final class Recorder {
    var bytes: [UInt8] = []
    var writes = 0
    var closes = 0
    /// The outcome of the n-th write, from 1: a number of bytes at most, or an error.
    var outcome: (Int) -> (limit: Int, error: Int32?) = { _ in (.max, nil) }
    var closeError: Int32?

    var calls: OutputWriter.Calls {
      OutputWriter.Calls(
        write: { _, bytes, count in
          self.writes += 1
          let (limit, error) = self.outcome(self.writes)
          if let error {
            errno = error
            return -1
          }
          let accepted = min(limit, count)
          self.bytes += UnsafeRawBufferPointer(start: bytes, count: accepted)
          return accepted
        },
        close: { _ in
          self.closes += 1
          errno = self.closeError ?? 0
          return self.closeError == nil ? 0 : -1
        })
    }
  }

  private static let text = (0..<40_000).map { "line \($0)\n" }.joined()

  /// Writes about seven buffers in small pieces and closes.
  private func writeAll(_ recorder: Recorder) throws(OutputError) {
    var writer = OutputWriter(descriptor: -1, name: "out", calls: recorder.calls)
    for number in 0..<40_000 {
      try writer.write("line ")
      try writer.write(String(number))
      try writer.write([0x0A])
    }
    try writer.close()
  }

  @Test("everything arrives, in few writes")
  func complete() throws {
    let recorder = Recorder()
    try writeAll(recorder)
    #expect(recorder.bytes == Array(Self.text.utf8))
    #expect(recorder.writes <= Self.text.utf8.count / OutputWriter.capacity + 1)
    #expect(recorder.closes == 1)
  }

  @Test("interrupted and short writes are continued", arguments: [1, 7, 4096])
  func shortWrites(_ limit: Int) throws {
    let recorder = Recorder()
    recorder.outcome = { $0 % 3 == 0 ? (0, EINTR) : (limit, nil) }
    var writer = OutputWriter(descriptor: -1, name: "out", calls: recorder.calls)
    try writer.write("hello, ")
    try writer.write(Array(repeating: UInt8(ascii: "x"), count: 10_000))
    try writer.close()
    #expect(recorder.bytes.count == 10_007)
    #expect(recorder.bytes.starts(with: "hello, x".utf8))
  }

  @Test("a failure at every write is reported", arguments: 1...8)
  func everyWrite(_ k: Int) throws {
    let good = Recorder()
    try writeAll(good)
    let recorder = Recorder()
    recorder.outcome = { $0 == k ? (0, ENOSPC) : (.max, nil) }
    let error = OutputError(name: "out", cause: SystemError(code: ENOSPC))
    if k <= good.writes {
      #expect(throws: error) { try self.writeAll(recorder) }
      #expect(recorder.writes == k)
      #expect(good.bytes.starts(with: recorder.bytes))
    } else {
      #expect(throws: Never.self) { try self.writeAll(recorder) }
    }
    #expect(error.diagnostic.message == "cannot write to out: No space left on device")
  }

  @Test("after a failure every call fails, writes nothing, and the descriptor is closed once")
  func sticky() {
    let recorder = Recorder()
    recorder.outcome = { $0 == 1 ? (0, EIO) : (.max, nil) }
    var writer = OutputWriter(descriptor: -1, name: "out", flushesRecords: true, calls: recorder.calls)
    let error = OutputError(name: "out", cause: SystemError(code: EIO))
    func failure(_ body: () throws -> Void) -> OutputError? {
      do { try body() } catch { return error as? OutputError }
      return nil
    }
    #expect(
      failure {
        try writer.write("a"); try writer.endRecord()
      } == error)
    #expect(failure { try writer.write("b") } == error)
    #expect(failure { try writer.write([1]) } == error)
    #expect(failure { try writer.flush() } == error)
    #expect(failure { try writer.close() } == error)
    #expect(failure { try writer.close() } == nil)
    #expect(recorder.writes == 1)
    #expect(recorder.closes == 1)
    #expect(recorder.bytes.isEmpty)
  }

  @Test("a write of nothing is an error, not an endless loop")
  func zeroWrite() {
    let recorder = Recorder()
    recorder.outcome = { _ in (0, nil) }
    #expect(throws: OutputError(name: "out", cause: SystemError(code: EIO))) { try self.writeAll(recorder) }
  }

  @Test("a failed close is reported")
  func closeFails() {
    let recorder = Recorder()
    recorder.closeError = EDQUOT
    #expect(throws: OutputError(name: "out", cause: SystemError(code: EDQUOT))) {
      try self.writeAll(recorder)
    }
    recorder.closeError = EINTR
    #expect(throws: Never.self) { try self.writeAll(recorder) }
  }

  @Test("records appear at once only where somebody watches", arguments: [true, false])
  func records(_ watched: Bool) throws {
    let recorder = Recorder()
    var writer = OutputWriter(descriptor: -1, name: "out", flushesRecords: watched, calls: recorder.calls)
    try writer.write("a")
    try writer.endRecord()
    #expect(recorder.bytes == (watched ? [0x61] : []))
    try writer.close()
    #expect(recorder.bytes == [0x61])
  }

  @Test("a full disk")
  func full() throws {
    var writer = try OutputWriter.file("/dev/full")
    try writer.write("x")
    var thrown: OutputError?
    do { try writer.close() } catch { thrown = error }
    #expect(thrown == OutputError(name: "'/dev/full'", cause: SystemError(code: ENOSPC)))
  }

  @Test("a closed descriptor is an error if there is something to write")
  func closedDescriptor() throws {
    // Not one that was just closed: another test might open it again.
    let closed: Int32 = 999
    var silent = OutputWriter(descriptor: closed, name: "out")
    try silent.close()
    var writer = OutputWriter(descriptor: closed, name: "out")
    try writer.write("x")
    var thrown: OutputError?
    do { try writer.close() } catch { thrown = error }
    #expect(thrown?.cause.code == EBADF)
  }

  @Test(
    "files that cannot be opened",
    arguments: [
      ("/", EISDIR), ("/nonexistent/file", ENOENT), ("", ENOENT), ("/dev/null/x", ENOTDIR), ("a\0b", EINVAL),
    ]
      as [(String, Int32)])
  func unopenable(_ path: String, _ code: Int32) {
    do {
      var writer = try OutputWriter.file(Argument(path))
      try writer.close()
      Issue.record("opened \(path)")
    } catch {
      #expect(error.cause.code == code)
    }
  }

  @Test("a file is emptied, written and read back, whatever the bytes of its name")
  func file() throws {
    let path = Argument(Array("/tmp/autodiff-test-\(getpid())-".utf8) + [0xFF, 0x20, 0x27])
    defer { _ = unlink(path.bytes.map { CChar(bitPattern: $0) } + [0]) }
    for text in ["a longer first text", "short"] {
      var writer = try OutputWriter.file(path)
      try writer.write(text)
      try writer.close()
      #expect(try InputReader.read(path, limit: 100) == Array(text.utf8))
    }
  }
}
