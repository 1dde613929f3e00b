import Platform

/// Input that failed: where, and why. Exit status 3.
struct InputError: Error, Equatable {
  enum Cause: Equatable {
    case system(SystemError)
    case tooLong(limit: Int)
  }

  /// The file as the user named it, or `standard input`.
  var name: String
  var cause: Cause

  var diagnostic: Diagnostic {
    switch cause {
    case .system(let error): Diagnostic(.error, "cannot read \(name): \(error)")
    case .tooLong(let limit): Diagnostic(.error, "\(name) is longer than the limit of \(limit) bytes")
    }
  }
}

/// Reads files and standard input as a whole.
enum InputReader {
  /// The bytes of the file; `-` is standard input. A directory is an error.
  ///
  /// - Parameter limit: The most bytes that are accepted. No more than these are held in memory, so an endless
  ///   input such as /dev/zero is an error, not an endless wait.
  static func read(_ path: Argument, limit: Int) throws(InputError) -> [UInt8] {
    if path.equals("-") { return try readStandardInput(limit: limit) }
    let name = DisplayText.quoted(path.bytes)
    let descriptor: Int32
    do throws(SystemError) {
      descriptor = try openFile(path.bytes, flags: O_RDONLY)
    } catch {
      throw InputError(name: name, cause: .system(error))
    }
    defer { close(descriptor) }
    return try read(descriptor: descriptor, name: name, limit: limit)
  }

  static func readStandardInput(limit: Int) throws(InputError) -> [UInt8] {
    try read(descriptor: 0, name: "standard input", limit: limit)
  }

  /// - Parameter call: The system's `read`, which tests replace.
  static func read(
    descriptor: Int32, name: String, limit: Int,
    call: (Int32, UnsafeMutableRawPointer, Int) -> Int = { Platform.read($0, $1, $2) }
  ) throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = try block.withUnsafeMutableBufferPointer { block throws(InputError) in
        try readBlock(
          descriptor: descriptor, name: name, into: UnsafeMutableRawBufferPointer(block), call: call)
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: block[..<count])
      if bytes.count > limit { throw InputError(name: name, cause: .tooLong(limit: limit)) }
    }
  }

  /// Reads what there is, waiting for it if there is nothing yet.
  /// - Returns: how many bytes; 0 at the end.
  static func readBlock(
    descriptor: Int32, name: String, into block: UnsafeMutableRawBufferPointer,
    call: (Int32, UnsafeMutableRawPointer, Int) -> Int = { Platform.read($0, $1, $2) }
  ) throws(InputError) -> Int {
    while true {
      let count = call(descriptor, block.baseAddress!, block.count)
      if count >= 0 { return count }
      if errno == EAGAIN {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&request, 1, -1)
      } else if errno != EINTR {
        throw InputError(name: name, cause: .system(.last))
      }
    }
  }
}
