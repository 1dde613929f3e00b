import Platform
import Testing

@testable import AutodiffCLI

/// Runs the command lines of every fixture and compares all that they print, byte for byte.
///
/// `UPDATE_GOLDEN=1 swift test` writes what is printed now into the fixtures; read the difference.
@Suite("Transcripts")
struct TranscriptTests {
  static let errors = files(in: "errors")
  static let outputs = files(in: "transcripts")

  static func files(in folder: String) -> [String] {
    shell("cd '\(Tool.fixtures)' && ls \(folder)/*.txt").output.split(separator: "\n").map(String.init)
      .filter { $0.hasSuffix(".txt") && !$0.contains("*") }
  }

  @Test("there are fixtures")
  func fixtures() {
    #expect(Self.errors.count >= 60)
    #expect(Self.outputs.count >= 20)
  }

  @Test("what is wrong is said, where it is, and what helps", arguments: errors)
  func error(_ name: String) throws {
    let text = try compare(name)
    let transcript = Transcript(text)
    #expect(transcript.blocks.count == 1, "one file an error")
    for block in transcript.blocks {
      let result = block.run()
      // An error leaves no result; after a warning there is one.
      #expect(result.output.isEmpty == (result.status >= 2))
      #expect(result.errorText.hasPrefix(name == "errors/no-arguments.txt" ? "usage: " : "autodiff: "))
      #expect(result.errorText.hasSuffix("\n"))
      let scalars = result.errorText.unicodeScalars
      #expect(scalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
    }
  }

  @Test("what is printed", arguments: outputs)
  func output(_ name: String) throws { _ = try compare(name) }

  /// Compares a file with what its commands print, and returns its text.
  private func compare(_ name: String) throws -> String {
    let path = Argument(Tool.fixtures + "/" + name)
    let expected = String(decoding: try InputReader.read(path, limit: 1 << 24), as: UTF8.self)
    let transcript = Transcript(expected)
    #expect(!transcript.blocks.isEmpty)
    let actual = transcript.text()
    if getenv("UPDATE_GOLDEN") != nil {
      if actual != expected {
        var writer = try OutputWriter.file(path)
        try writer.write(actual)
        try writer.close()
      }
      return actual
    }
    #expect(actual == expected)
    return expected
  }
}
