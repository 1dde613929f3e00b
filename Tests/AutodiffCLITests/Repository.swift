import Platform
import Testing

@testable import AutodiffCLI

/// The files of this package that readers see, and the built command that they speak of.
enum Repository {
  /// The top of the package.
  static let root = directory(of: directory(of: directory(of: #filePath)))

  /// Where the built `autodiff` lies: beside the running tests or, where a helper runs these, in `.build`.
  static let products: String = {
    let beside = directory(of: CommandLine.arguments[0])
    return access(beside + "/autodiff", X_OK) == 0 ? beside : root + "/.build/debug"
  }()

  /// Whether golden files are to be written anew.
  static let updatesGoldens = getenv("UPDATE_GOLDEN") != nil

  static func read(_ path: String) throws -> String {
    String(decoding: try InputReader.read(Argument(root + "/" + path), limit: 1 << 24), as: UTF8.self)
  }

  /// The names of the files in a directory, sorted.
  static func files(in path: String, suffix: String) -> [String] {
    guard let directory = opendir(root + "/" + path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(suffix) { names.append(name) }
    }
    return names.sorted()
  }

  /// Compares the whole text of a file with what it must be; with `UPDATE_GOLDEN=1`, makes it so.
  static func expect(_ path: String, toBe text: String) throws {
    let found = try read(path)
    if updatesGoldens && found != text {
      var writer = try OutputWriter.file(Argument(root + "/" + path))
      try writer.write(text)
      try writer.close()
    } else {
      #expect(found == text, "\(path) is not what it must be; UPDATE_GOLDEN=1 swift test rewrites it")
    }
  }

  private static func directory(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}
