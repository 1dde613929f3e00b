import Platform

/// Runs a command line in /bin/sh and returns what it prints on either stream, and its exit status.
func shell(_ line: String) -> (output: String, status: Int32) {
  guard let pipe = popen("{ \(line)\n} 2>&1", "r") else { return ("popen failed", -1) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 4096)
  while true {
    let count = fread(&block, 1, block.count, pipe)
    if count == 0 { break }
    bytes += block[..<count]
  }
  let status = pclose(pipe)
  return (String(decoding: bytes, as: UTF8.self), (status >> 8) & 0xFF)
}

/// Whether a program is installed: a test of it is skipped where it is not.
func isInstalled(_ program: String) -> Bool { shell("command -v \(program) >/dev/null").status == 0 }
