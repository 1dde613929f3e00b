import Platform

/// What the system said when a call failed.
struct SystemError: Error, Equatable, CustomStringConvertible {
  /// The value of `errno`.
  var code: Int32

  /// The error of the call that failed just now.
  static var last: SystemError { SystemError(code: errno) }

  /// The system's own words: "No space left on device".
  var description: String { strerror(code).map { String(cString: $0) } ?? "error \(code)" }
}

/// Opens the file with these flags, at a descriptor above the standard three.
///
/// If the process was started with standard output or standard error closed, a plain `open` would return its
/// number, and messages would end up in the file.
func openFile(_ path: [UInt8], flags: Int32) throws(SystemError) -> Int32 {
  guard !path.contains(0) else { throw SystemError(code: EINVAL) }
  let name = path.map { CChar(bitPattern: $0) } + [0]
  var descriptor: Int32
  repeat { descriptor = open(name, flags | O_CLOEXEC, 0o666) } while descriptor < 0 && errno == EINTR
  guard descriptor >= 0 else { throw .last }
  guard descriptor <= 2 else { return descriptor }
  let higher = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
  let error = SystemError.last
  close(descriptor)
  guard higher >= 0 else { throw error }
  return higher
}
