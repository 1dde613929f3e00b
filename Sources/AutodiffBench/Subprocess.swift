import Platform

/// Programs run to their end, with their output thrown away.
enum Subprocess {
  /// The path of a program beside this one.
  static func sibling(_ name: String) -> String {
    let own = CommandLine.arguments[0]
    guard let slash = own.lastIndex(of: "/") else { return name }
    return own[...slash] + name
  }

  /// A new folder of our own.
  static func temporaryFolder() throws -> String {
    var pattern = Array("/tmp/autodiff-bench.XXXXXX".utf8CString)
    guard mkdtemp(&pattern) != nil else { throw Skipped(description: "no temporary folder") }
    return String(decoding: pattern.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The exit status, or -1 where the program could not be started or was killed.
  static func run(_ arguments: [String]) -> Int32 {
    var usage = rusage()
    return run(arguments, &usage)
  }

  /// The most memory that a program has at any time, in bytes.
  static func peakMemory(_ arguments: [String]) -> Double {
    var usage = rusage()
    _ = run(arguments, &usage)
    return Double(usage.peakMemory)
  }

  private static func run(_ arguments: [String], _ usage: inout rusage) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in [1, 2] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }

    let words = arguments.map { strdup($0) }
    // The search path alone, for the compiler: an environment takes time to copy.
    let path = strdup("PATH=" + (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"))
    defer { for word in words + [path] { free(word) } }
    var process = pid_t()
    guard posix_spawnp(&process, words[0]!, &actions, nil, words + [nil], [path, nil]) == 0 else { return -1 }
    var status: Int32 = 0
    guard wait4(process, &status, 0, &usage) == process, status & 0x7F == 0 else { return -1 }
    return status >> 8 & 0xFF
  }
}
