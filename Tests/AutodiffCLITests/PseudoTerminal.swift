import Platform

@testable import AutodiffCLI

// Glibc's headers hide these from Swift, since they belong to the XSI extension of POSIX.
@_silgen_name("posix_openpt") private func openTerminal(_ flags: Int32) -> Int32
@_silgen_name("grantpt") private func grantTerminal(_ descriptor: Int32) -> Int32
@_silgen_name("unlockpt") private func unlockTerminal(_ descriptor: Int32) -> Int32
@_silgen_name("ptsname") private func terminalName(_ descriptor: Int32) -> UnsafePointer<CChar>?

/// A terminal that only looks like one, so that tests can see what a person would.
enum PseudoTerminal {
  /// Runs a line of /bin/sh whose words `<$tty`, `>$tty` and `2>$tty` connect streams with a terminal.
  ///
  /// - Returns: what arrives at the terminal, line ends as the program wrote them, and the exit status; nil where
  ///   the system has no pseudo-terminal to give.
  static func run(_ line: String) -> (screen: String, status: Int32)? {
    let main = openTerminal(O_RDWR | O_NOCTTY)
    guard main >= 0 else { return nil }
    defer { close(main) }
    guard grantTerminal(main) == 0, unlockTerminal(main) == 0, let name = terminalName(main) else {
      return nil
    }
    let path = String(cString: name)
    // Keeps the terminal open after the program has ended, so that what it wrote can be read.
    let other = open(path, O_RDWR | O_NOCTTY)
    guard other >= 0 else { return nil }
    defer { close(other) }
    let result = shell("tty='\(path)'; \(line)")
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 4096)
    while true {
      var request = pollfd(fd: main, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, 50) > 0, request.revents & Int16(POLLIN) != 0 else { break }
      let count = read(main, &block, block.count)
      guard count > 0 else { break }
      bytes += block[..<count]
    }
    // The terminal turns each line end into a carriage return and a line end.
    return (String(decoding: bytes.filter { $0 != 0x0D }, as: UTF8.self), result.status)
  }
}
