import Platform

@testable import AutodiffCLI

/// The built command, run as a process of its own.
enum Tool {
  /// What a run left behind.
  struct Result {
    var output: [UInt8]
    var errors: [UInt8]
    /// The exit status, or 128 and the number of the signal that ended the process.
    var status: Int32

    var outputText: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  /// The directory of the fixtures; every run has it as its working directory.
  static let fixtures = ancestor(1, of: #filePath) + "/Fixtures"

  /// The path without its last `count` components.
  private static func ancestor(_ count: Int, of path: String) -> String {
    path.split(separator: "/").dropLast(count).map { "/\($0)" }.joined()
  }

  /// The binary beside the running tests or, where these run inside a helper, the one of a debug build.
  static let path: String = {
    let own = CommandLine.arguments[0]
    let beside = own.lastIndex(of: "/").map { own[..<$0] + "/autodiff" }.map(String.init)
    if let beside, access(beside, X_OK) == 0 { return beside }
    return ancestor(3, of: #filePath) + "/.build/debug/autodiff"
  }()

  /// Nothing of the user's environment gets through but the place of the coverage profile.
  private static func environment(_ own: [String]) -> [String] {
    let names = own.map { $0.prefix { $0 != "=" } }
    // All runs share one profile, not one a process.
    let profile = getenv("LLVM_PROFILE_FILE").map { pattern in
      let parts = String(cString: pattern).split(separator: "%p", omittingEmptySubsequences: false)
      return ["LLVM_PROFILE_FILE=" + parts.joined(separator: "autodiff")]
    }
    let path = getenv("PATH").map { ["PATH=" + String(cString: $0)] } ?? []
    return (["LC_ALL=C.UTF-8"] + path + (profile ?? [])).filter { !names.contains($0.prefix { $0 != "=" }) }
      + own
  }

  /// Runs `autodiff` with the arguments, whatever bytes they consist of.
  ///
  /// - Parameters:
  ///   - environment: `NAME=VALUE` each; nothing but LC_ALL is set otherwise.
  ///   - shell: a line of /bin/sh that runs in the process first, such as `ulimit -t 10`.
  static func run(
    _ arguments: [Argument], input: [UInt8] = [], environment: [String] = [], shell: String = ":"
  ) -> Result {
    var template = Array("/tmp/autodiff-tests.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return Result(output: [], errors: [], status: -1) }
    let directory = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    let files = ["in", "out", "err"].map { "\(directory)/\($0)" }
    defer {
      for file in files { unlink(file) }
      rmdir(directory)
    }
    let script = """
      cd "$4" || exit 99; in=$1 out=$2 err=$3; shift 4; \(shell); exec "$@" <"$in" >"$out" 2>"$err"
      """
    do {
      var writer = try OutputWriter.file(Argument(files[0]))
      try writer.write(input)
      try writer.close()
      let words = ["sh", "-c", script, "sh"] + files + [fixtures, path]
      let status = spawn("/bin/sh", words.map { Argument($0) } + arguments, Self.environment(environment))
      return Result(
        output: try InputReader.read(Argument(files[1]), limit: 1 << 30),
        errors: try InputReader.read(Argument(files[2]), limit: 1 << 30), status: status)
    } catch {
      return Result(output: [], errors: Array("\(error)".utf8), status: -1)
    }
  }

  static func run(_ arguments: String..., input: String = "") -> Result {
    run(arguments.map { Argument($0) }, input: Array(input.utf8))
  }

  private static func spawn(_ path: String, _ arguments: [Argument], _ environment: [String]) -> Int32 {
    let allocated = arguments.map { cString($0.bytes) }
    let variables = environment.map { cString(Array($0.utf8)) }
    defer { for pointer in allocated + variables { pointer.deallocate() } }
    var process: pid_t = 0
    guard posix_spawn(&process, path, nil, nil, allocated + [nil], variables + [nil]) == 0 else { return -1 }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private static func cString(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar> {
    let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
    for (index, byte) in bytes.enumerated() { pointer[index] = CChar(bitPattern: byte) }
    pointer[bytes.count] = 0
    return pointer
  }
}
