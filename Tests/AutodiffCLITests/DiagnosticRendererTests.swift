import Testing

@testable import AutodiffCLI

@Suite("DiagnosticRenderer")
struct DiagnosticRendererTests {
  private func draw(
    _ source: [UInt8], _ range: Range<Int>, secondary: Range<Int>? = nil, file: String? = nil,
    help: String? = nil,
    message: String = "m", ascii: Bool = false
  ) -> String {
    let text = SourceText(bytes: source, origin: file.map { .file($0) } ?? .argument)
    let excerpt = Excerpt(source: text, range: range, secondary: secondary)
    return DiagnosticRenderer(ascii: ascii).text(Diagnostic(.error, message, at: excerpt, help: help))
  }

  private func draw(_ source: String, _ range: Range<Int>, secondary: Range<Int>? = nil) -> String {
    let text = draw(Array(source.utf8), range, secondary: secondary)
    #expect(text.hasPrefix("autodiff: error: "))
    return text.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n"
  }

  @Test("the transcripts of the command line's design")
  func transcripts() {
    #expect(
      draw(
        Array("ln(x1+".utf8), 6..<6, secondary: 2..<3, help: "then close the '(' opened at column 3",
        message: "expected an operand after '+', found end of expression") == """
          autodiff: error: expected an operand after '+', found end of expression
            ln(x1+
              ~   ^
            help: then close the '(' opened at column 3

          """)
    #expect(
      draw(Array("sine(x)".utf8), 0..<4, help: "did you mean 'sin'?", message: "unknown function 'sine'")
        == """
        autodiff: error: unknown function 'sine'
          sine(x)
          ^~~~
          help: did you mean 'sin'?

        """)
  }

  @Test("without an excerpt")
  func plain() {
    #expect(DiagnosticRenderer().text(Diagnostic(.warning, "w")) == "autodiff: warning: w\n")
    #expect(DiagnosticRenderer().text(Diagnostic(.note, "n", help: "h")) == "autodiff: note: n\n  help: h\n")
  }

  static let drawings: [(source: String, range: Range<Int>, secondary: Range<Int>?, drawing: String)] = [
    ("abc", 1..<2, nil, "  abc\n   ^\n"),
    ("abc", 3..<3, nil, "  abc\n     ^\n"),
    ("abc", 0..<0, nil, "  abc\n  ^\n"),
    ("", 0..<0, nil, ""), ("   ", 3..<3, nil, ""),
    ("a+b", 0..<3, 1..<2, "  a+b\n  ^~~\n"),
    ("abcdef", 4..<6, 0..<2, "  abcdef\n  ~~  ^~\n"),
    ("abcdef", 0..<1, 4..<6, "  abcdef\n  ^   ~~\n"),
    // Ranges out of bounds are cut, not trapped on.
    ("abc", 7..<9, nil, "  abc\n     ^\n"),
    ("abc", 2..<99, 50..<60, "  abc\n    ^\n"),
    // Greek letters have two bytes and one column, wide characters two columns, combining marks none.
    ("α+β", 3..<5, nil, "  α+β\n    ^\n"),
    ("日本x", 6..<7, nil, "  日本x\n      ^\n"),
    ("日本", 0..<6, nil, "  日本\n  ^~~~\n"),
    ("x\u{307}+y", 4..<5, nil, "  x\u{307}+y\n    ^\n"),
    ("x\u{307}+y", 1..<3, nil, "  x\u{307}+y\n  ^\n"),
    // A range that begins within a character.
    ("α+β", 1..<3, nil, "  α+β\n  ^~\n"),
    // Control characters and hidden ones are escaped, and the caret still fits.
    ("a\tb", 2..<3, nil, "  a\\tb\n     ^\n"),
    ("a\tb", 1..<2, nil, "  a\\tb\n   ^~\n"),
    ("a\u{0}b", 2..<3, nil, "  a\\x00b\n       ^\n"),
    ("a\u{1B}[2Jb", 5..<6, nil, "  a\\x1B[2Jb\n          ^\n"),
    ("a\u{202E}b", 4..<5, nil, "  a\\u{202E}b\n           ^\n"),
    ("a\rb", 2..<3, nil, "  a\\rb\n     ^\n"),
    ("a\u{7F}\u{85}\u{200B}\u{FEFF}", 0..<1, nil, "  a\\x7F\\u{85}\\u{200B}\\u{FEFF}\n  ^\n"),
  ]

  @Test("the caret is below its place", arguments: drawings)
  func caret(_ source: String, _ range: Range<Int>, _ secondary: Range<Int>?, _ drawing: String) {
    #expect(draw(source, range, secondary: secondary) == drawing)
  }

  @Test("invalid UTF-8 is shown byte by byte")
  func invalid() {
    #expect(draw([0x61, 0xFF, 0x62], 2..<3) == "autodiff: error: m\n  a\\xFFb\n       ^\n")
    // A surrogate, an overlong slash, a truncated character.
    #expect(draw([0xED, 0xA0, 0x80], 0..<1).hasSuffix("  \\xED\\xA0\\x80\n  ^~~~\n"))
    #expect(draw([0xC0, 0xAF], 1..<2).hasSuffix("  \\xC0\\xAF\n      ^~~~\n"))
    #expect(draw([0x61, 0xE2, 0x82], 3..<3).hasSuffix("  a\\xE2\\x82\n           ^\n"))
  }

  @Test("only the line concerned is shown, and its place")
  func lines() {
    let source = Array("a = 1\nb = 2 +\r\nc\n".utf8)
    #expect(draw(source, 13..<13) == "autodiff: error: line 2: m\n  b = 2 +\n         ^\n")
    #expect(
      draw(source, 10..<11, secondary: 0..<1, file: "model.txt")
        == "autodiff: error: model.txt:2:5: m\n  b = 2 +\n      ^\n")
    #expect(draw(source, 15..<16, file: "m\u{1B}") == "autodiff: error: m\\x1B:3:1: m\n  c\n  ^\n")
    #expect(draw(source, 17..<17, file: "m") == "autodiff: error: m:4:1: m\n")
    #expect(draw(Array("ab\n".utf8), 0..<1) == "autodiff: error: m\n  ab\n  ^\n")
    // A range over several lines ends with its first.
    #expect(draw(source, 0..<12) == "autodiff: error: line 1: m\n  a = 1\n  ^~~~~\n")
  }

  @Test("the message and the help are escaped")
  func escaping() {
    let text = DiagnosticRenderer().text(Diagnostic(.error, "a\u{1B}b\nc", help: "\u{202E}"))
    #expect(text == "autodiff: error: a\\x1Bb\\nc\n  help: \\u{202E}\n")
  }

  @Test("colour changes nothing but colour")
  func color() {
    let excerpt = Excerpt(source: SourceText(bytes: Array("abc".utf8)), range: 1..<2)
    let diagnostic = Diagnostic(.error, "m", at: excerpt, help: "h")
    let colored = DiagnosticRenderer(style: Style(isColored: true)).text(diagnostic)
    var plain = colored
    for code in ["1", "1;31", "1;32", "36", "0"] {
      while let start = plain.range(ofScalars: "\u{1B}[\(code)m") { plain.removeSubrange(start) }
    }
    #expect(plain == DiagnosticRenderer().text(diagnostic))
    #expect(colored.contains { $0 == "\u{1B}" })
  }

  @Test("long lines are cut around the caret, wherever it is", arguments: 0...300)
  func longLines(_ position: Int) {
    var source = [UInt8](repeating: UInt8(ascii: "a"), count: 300)
    if position < 300 { source[position] = UInt8(ascii: "X") }
    for ascii in [false, true] {
      let lines = draw(source, position..<min(position + 1, 300), ascii: ascii).split(separator: "\n").map(
        Array.init)
      #expect(lines[1].count <= 100)
      #expect(lines[2].count <= 100)
      let caret = lines[2].firstIndex(of: "^")!
      if position < 300 { #expect(lines[1][caret] == "X") } else { #expect(caret == lines[1].count) }
      let ellipsis = ascii ? "..." : "…"
      #expect(
        String(lines[1]).hasPrefix("  " + ellipsis) == (lines[1].count { $0 == "a" } < 299 && position > 49))
    }
  }

  @Test(
    "a line of wide characters and escapes is cut to width too",
    arguments: ["日", "\u{0}", "x\u{307}", "a日\t"])
  func longWideLines(_ unit: String) {
    let source = Array(String(repeating: unit, count: 2000).utf8)
    for position in stride(from: 0, through: source.count, by: 97) {
      let lines = draw(source, position..<min(position + 1, source.count)).split(separator: "\n")
      #expect(lines.count == 3)
      for line in lines.dropFirst() { #expect(DisplayText.width(String(line)) <= 100) }
      #expect(lines[2].utf8.count { $0 == UInt8(ascii: "^") } == 1)
    }
  }

  @Test("a huge line costs no more than reading it once")
  func hugeLine() {
    let source = [UInt8](repeating: 0x61, count: 2_000_000)
    let text = draw(source, 1_000_000..<2_000_000, secondary: 0..<1_000_000)
    #expect(text.utf8.count < 400)
  }

  @Test("random bytes and ranges never trap")
  func random() {
    var generator = SystemRandomNumberGenerator()
    let alphabet: [UInt8] = [0x00, 0x0A, 0x0D, 0x09, 0x20, 0x61, 0x80, 0xCC, 0x87, 0xE2, 0xF0, 0x9F, 0xFF]
    for _ in 0..<3000 {
      let count = Int.random(in: 0...220, using: &generator)
      let source = (0..<count).map { _ in alphabet.randomElement(using: &generator)! }
      let (a, b) = (Int.random(in: 0...230), Int.random(in: 0...230))
      let range = min(a, b)..<max(a, b)
      let text = draw(
        source, range, secondary: Bool.random() ? b..<(b + 3) : nil, file: Bool.random() ? "f" : nil)
      // An empty line is not drawn.
      #expect([1, 3].contains(text.utf8.count { $0 == UInt8(ascii: "\n") }), "\(source) \(range)")
      #expect(!text.utf8.contains { $0 < 0x20 && $0 != 0x0A })
    }
  }
}

extension String {
  /// The first place where the scalars of `text` stand in a row.
  fileprivate func range(ofScalars text: String) -> Range<String.Index>? {
    let wanted = Array(text.unicodeScalars)
    for start in unicodeScalars.indices where unicodeScalars[start...].starts(with: wanted) {
      return start..<unicodeScalars.index(start, offsetBy: wanted.count)
    }
    return nil
  }
}
