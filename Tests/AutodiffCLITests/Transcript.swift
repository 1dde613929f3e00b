import Platform

@testable import AutodiffCLI

/// A file of command lines with all that they print:
///
///     # why this is here
///     $ autodiff eval 'ln(x)' --at x=-1
///     nan
///     --- stderr
///     autodiff: warning: ln(x) is undefined at x = -1 (needs x > 0)
///       ln(x)
///       ^~~~~
///     --- exit 1
///
/// Words are quoted as in a shell: '…', "…", and $'…' with \n, \t, \\ and \xNN for any byte. Variables of the
/// environment may stand before `autodiff`. Lines `< …` after the command are its standard input, with the same
/// escapes; `\c` at the end leaves out the line end. The working directory is the one of the fixtures.
struct Transcript {
  struct Block {
    /// Comments, the command line and its input, as written.
    var head: [String]
    var command: String
    var input: [UInt8]
  }

  var blocks: [Block] = []

  init(_ text: String) {
    var head: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("# ") {
        head.append(line)
      } else if line.hasPrefix("$ ") {
        blocks.append(Block(head: head + [line], command: String(line.dropFirst(2)), input: []))
        head = []
      } else if line.hasPrefix("< "), !blocks.isEmpty {
        let last = blocks.count - 1
        blocks[last].head.append(line)
        blocks[last].input += Words.unescaped(Array(line.utf8.dropFirst(2)), lineEnd: true)
      }
    }
  }

  /// The whole file as it must be, from running each command.
  func text() -> String { blocks.map(\.text).joined() }
}

extension Transcript.Block {
  func run() -> Tool.Result {
    var words = Words.split(Array(command.utf8))
    var environment: [String] = []
    while let word = words.first, !word.equals("autodiff") {
      environment.append(words.removeFirst().text)
    }
    return Tool.run(Array(words.dropFirst()), input: input, environment: environment)
  }

  fileprivate var text: String {
    let result = run()
    var text = head.map { $0 + "\n" }.joined() + result.outputText
    if !result.errors.isEmpty { text += "--- stderr\n" + result.errorText }
    if result.status != 0 { text += "--- exit \(result.status)\n" }
    return text
  }
}

/// The words of a command line.
enum Words {
  static func split(_ line: [UInt8]) -> [Argument] {
    var words: [Argument] = []
    var word: [UInt8]?
    var rest = line[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: " "):
        if let word { words.append(Argument(word)) }
        word = nil
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        word = (word ?? []) + rest.prefix { $0 != byte }
        rest = rest.drop { $0 != byte }.dropFirst()
      case UInt8(ascii: "$") where rest.first == UInt8(ascii: "'"):
        let quoted = rest.dropFirst().prefix { $0 != UInt8(ascii: "'") }
        word = (word ?? []) + unescaped(Array(quoted))
        rest = rest[quoted.endIndex...].dropFirst()
      default: word = (word ?? []) + [byte]
      }
    }
    if let word { words.append(Argument(word)) }
    return words
  }

  /// The bytes with their escapes replaced: \n, \t, \r, \\, \' as \x27, and \xNN.
  static func unescaped(_ bytes: [UInt8], lineEnd: Bool = false) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let letter = rest.popFirst() else {
        result.append(byte)
        continue
      }
      switch letter {
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "c"): return result
      case UInt8(ascii: "x"):
        result.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
      default: result.append(letter)
      }
    }
    return lineEnd ? result + [0x0A] : result
  }
}
