import Testing

@testable import Autodiff

@Suite("Suggestion")
struct SuggestionTests {
  private static let words = [
    "sin", "cos", "sinh", "sqrt", "log10", "log1p", "completions", "functions", "a",
  ]

  @Test(
    "the nearest word within the cut-off",
    arguments: [
      ("sine", "sin"), ("sni", "sin"), ("SIN", "sin"), ("coss", "cos"), ("sqr", "sqrt"), ("log11", "log10"),
      ("comp", "completions"), ("fucntions", "functions"), ("complettionss", "completions"), ("sin", "sin"),
      ("x", nil), ("", nil), ("tan", nil), ("abcdef", nil), ("si", "sin"), ("fu", nil),
    ] as [(String, String?)])
  func nearestWord(_ word: String, _ expected: String?) {
    #expect(nearest(word, among: Self.words) == expected)
  }

  @Test("of equally near words the first wins")
  func ties() {
    #expect(nearest("bat", among: ["cat", "hat"]) == "cat")
    #expect(nearest("bat", among: ["hat", "cat"]) == "hat")
  }

  @Test("very long words cost nothing", arguments: [65, 257, 1_000_000])
  func longWords(_ count: Int) {
    #expect(nearest(String(repeating: "a", count: count), among: Self.words) == nil)
  }

  @Test("letters are compared, not bytes")
  func unicode() {
    #expect(nearest("αβγ", among: ["αβδ"]) == "αβδ")
    #expect(nearest("x", among: []) == nil)
  }
}
