import Platform
import Testing

@testable import AutodiffCLI

@Suite("InputReader")
struct InputReaderTests {
  /// A source of `count` bytes, at most `step` at a time, whose k-th call fails.
  private func source(_ count: Int, step: Int, failing k: Int = 0, with code: Int32 = 0)
    -> (Int32, UnsafeMutableRawPointer, Int) -> Int
  {
    var left = count
    var calls = 0
    return { _, buffer, capacity in
      calls += 1
      if calls == k {
        errno = code
        return -1
      }
      let part = min(left, step, capacity)
      memset(buffer, 0x61, part)
      left -= part
      return part
    }
  }

  @Test("short and interrupted reads are continued", arguments: [1, 100, 65_536, 1_000_000])
  func reads(_ step: Int) throws {
    for k in [0, 1, 2, 3] {
      let call = source(70_000, step: step, failing: k, with: EINTR)
      #expect(try InputReader.read(descriptor: -1, name: "n", limit: 70_000, call: call).count == 70_000)
    }
  }

  @Test("every failed read is reported", arguments: 1...4)
  func failures(_ k: Int) {
    let call = source(70_000, step: 30_000, failing: k, with: EIO)
    #expect(throws: InputError(name: "n", cause: .system(SystemError(code: EIO)))) {
      try InputReader.read(descriptor: -1, name: "n", limit: 100_000, call: call)
    }
  }

  @Test("the limit, at N and N + 1", arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
  func limit(_ limit: Int) throws {
    #expect(
      try InputReader.read(descriptor: -1, name: "n", limit: limit, call: source(limit, step: .max)).count
        == limit)
    let error = InputError(name: "n", cause: .tooLong(limit: limit))
    #expect(throws: error) {
      try InputReader.read(descriptor: -1, name: "n", limit: limit, call: source(limit + 1, step: .max))
    }
    #expect(error.diagnostic.message == "n is longer than the limit of \(limit) bytes")
  }

  @Test("endless input ends at the limit")
  func endless() {
    #expect(throws: InputError(name: "'/dev/zero'", cause: .tooLong(limit: 1_000_000))) {
      try InputReader.read("/dev/zero", limit: 1_000_000)
    }
  }

  @Test(
    "files that cannot be read",
    arguments: [
      ("/", EISDIR), ("/nonexistent", ENOENT), ("/dev/null/x", ENOTDIR), ("a\0b", EINVAL), ("", ENOENT),
    ]
      as [(String, Int32)])
  func unreadable(_ path: String, _ code: Int32) {
    #expect(
      throws: InputError(name: DisplayText.quoted(Array(path.utf8)), cause: .system(SystemError(code: code)))
    ) {
      try InputReader.read(Argument(path), limit: 10)
    }
  }

  @Test("what the message says")
  func message() {
    let error = InputError(name: "'m.txt'", cause: .system(SystemError(code: ENOENT)))
    #expect(error.diagnostic.message == "cannot read 'm.txt': No such file or directory")
  }

  @Test("an empty file is no error")
  func empty() throws {
    #expect(try InputReader.read("/dev/null", limit: 0) == [])
  }
}
