import Platform
import Testing

@testable import AutodiffCLI

@Suite("Completions")
struct CompletionsTests {
  /// A directory with the script of a shell and a stand-in for `autodiff`, which knows the variables x1 and
  /// x2 of any expression that has an x, and the functions sin and sinh.
  private func directory(for shellName: AutodiffCLI.Shell) throws -> String {
    let path = "/tmp/autodiff-completions-\(getpid())-\(shellName.rawValue)-\(UInt32.random(in: 0...(.max)))"
    mkdir(path, 0o700)
    for (name, text) in [("script", Completions.script(for: shellName)), ("autodiff", Self.standIn)] {
      var writer = try OutputWriter.file(Argument(path + "/" + name))
      try writer.write(text)
      try writer.close()
    }
    chmod(path + "/autodiff", 0o700)
    return path
  }

  private static let standIn = """
    #!/bin/sh
    case "$*" in
      *functions*) printf '%s\\n' sin sinh ;;
      '__complete variables grad 2*x'*|'__complete variables --color never grad 2*x'*) printf '%s\\n' x1 x2 ;;
    esac

    """

  /// Command lines, and what the Tab key offers at their end.
  static let lines: [(line: String, offered: [String])] = [
    ("autodiff gr", ["grad", "graph"]),
    ("autodiff comp", ["completions"]),
    ("autodiff help mo", ["modes"]),
    ("autodiff help gr", ["grad", "graph"]),
    ("autodiff completions ", ["bash", "fish", "zsh"]),
    ("autodiff functions si", ["sin", "sinh"]),
    ("autodiff grad x --mode fo", ["forward"]),
    ("autodiff grad x -m n", ["numeric"]),
    ("autodiff --color never gr", ["grad", "graph"]),
    ("autodiff grad '2*x' --at ", ["x1=", "x2="]),
    ("autodiff grad '2*x' --at x2", ["x2="]),
    ("autodiff grad 2*x -w x1,x", ["x1,x2"]),
    ("autodiff --color never grad '2*x' --wrt ", ["x1", "x2"]),
    ("autodiff grad x --file /dev/nul", ["/dev/null"]),
    ("autodiff eval 'y' --at ", []),
    ("autodiff diff x --ord", ["--order"]),
    ("autodiff swell x --it", ["--iterate"]),
    ("autodiff grad x --tr", ["--trace"]),
  ]

  @Test("bash offers what fits", .enabled(if: isInstalled("bash")), arguments: lines)
  func bash(_ line: String, _ offered: [String]) throws {
    #expect(try completeInBash(line) == offered)
  }

  @Test(
    "bash replaces only what follows a word break", .enabled(if: isInstalled("bash")),
    arguments: [
      ("autodiff grad x --mode=fo", ["forward"]),
      ("autodiff grad x --mode=", ["forward", "numeric", "reverse", "symbolic"]),
      ("autodiff grad 2*x --at x1=2,", ["2,x2="]), ("autodiff grad 2*x --at=", ["x1=", "x2="]),
      ("autodiff grad 2*x --at=x1=2,x", ["2,x2="]), ("autodiff grad 2*x --at x1=", []),
    ])
  func bashBreaks(_ line: String, _ offered: [String]) throws {
    #expect(try completeInBash(line) == offered)
  }

  /// Runs the script's function as bash does: the words broken at spaces and, unless quoted, at `=` and `:`.
  private func completeInBash(_ line: String) throws -> [String] {
    let directory = try directory(for: .bash)
    defer { _ = shell("rm -r \(directory)") }
    var words: [String] = [""]
    var isQuoted = false
    for character in line {
      if character == "'" { isQuoted.toggle() }
      if character == " ", !isQuoted {
        words.append("")
      } else if character == "=" || character == ":", !isQuoted {
        words += words.last == "" ? ["="] : ["="]
        words.append("")
      } else {
        words[words.count - 1].append(character)
      }
    }
    // The word that ends with the break itself is that break.
    if words.count > 1, words.last == "", line.hasSuffix("=") { words.removeLast() }
    words = words.enumerated().filter { $0.offset == words.count - 1 || $0.element != "" }.map(\.element)
    let quoted = words.map { "'" + $0.replacingScalars { $0 == "'" ? "'\\''" : nil } + "'" }
    let program = """
      export PATH=\(directory):$PATH
      source \(directory)/script
      COMP_LINE=\(shellQuoted(line)) COMP_POINT=\(line.utf8.count) COMP_CWORD=\(words.count - 1)
      COMP_WORDS=(\(quoted.joined(separator: " ")))
      _autodiff
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let result = shell("bash --norc -c \(shellQuoted(program))")
    return result.output.split(separator: "\n").map(String.init).sorted()
  }

  @Test("fish offers what fits", .enabled(if: isInstalled("fish")), arguments: lines)
  func fish(_ line: String, _ offered: [String]) throws {
    let directory = try directory(for: .fish)
    defer { _ = shell("rm -r \(directory)") }
    let program = "source \(directory)/script; complete -C \(shellQuoted(line))"
    let result = shell(
      "HOME=\(directory) PATH=\(directory):$PATH fish --no-config -c \(shellQuoted(program))")
    let words = result.output.split(separator: "\n").map { String($0.split(separator: "\t")[0]) }.sorted()
    #expect(words == offered)
  }

  @Test("zsh takes the script", .enabled(if: isInstalled("zsh")))
  func zsh() throws {
    let directory = try directory(for: .zsh)
    defer { _ = shell("rm -r \(directory)") }
    #expect(shell("zsh -fn \(directory)/script") == ("", 0))
    let program = "autoload -U compinit; compinit -D -u; source \(directory)/script; print $_comps[autodiff]"
    #expect(shell("zsh -fc \(shellQuoted(program))") == ("_autodiff\n", 0))
  }

  @Test("bash takes the script", .enabled(if: isInstalled("bash")))
  func bashSyntax() throws {
    let directory = try directory(for: .bash)
    defer { _ = shell("rm -r \(directory)") }
    #expect(shell("bash -n \(directory)/script") == ("", 0))
  }

  private func shellQuoted(_ text: String) -> String {
    "'" + text.replacingScalars { $0 == "'" ? "'\\''" : nil } + "'"
  }
}
