import Testing

@testable import Autodiff

@Suite struct TreeCountTests {
  @Test(
    "the tree of an expression is counted, and its graph",
    arguments: [
      ("x", "1", 1), ("x+x", "3", 2), ("ln(x1)+x1*x2-sin(x2)", "9", 7), ("a=x*x; b=a*a; b*b", "15", 4),
      ("clamp(x, 0, x)", "4", 3), ("3", "1", 1),
    ])
  func counts(_ source: String, _ tree: String, _ shared: Int) throws {
    let f = try Expression(parsing: source)
    #expect(f.treeCounts.map(\.description) == [tree])
    #expect(f.sharedCounts == [shared])
  }

  @Test(
    "beyond 64 bits",
    arguments: [
      (62, "9223372036854775807"), (63, "18446744073709551615"), (64, "3.69e+19"), (100, "2.54e+30"),
      (200, "3.21e+60"), (2000, "2.30e+602"),
    ])
  func large(_ levels: Int, _ count: String) throws {
    let lines = (1...levels).map { "v\($0) = v\($0 - 1)*v\($0 - 1)" }
    let f = try Expression(parsing: (["v0 = x"] + lines + ["v\(levels)"]).joined(separator: "\n"))
    // 2^(levels + 1) - 1 nodes.
    #expect(f.treeCounts.map(\.description) == [count])
    #expect(f.sharedCounts == [levels + 1])
  }

  @Test func comparison() {
    let (small, large) = (TreeCount(3), TreeCount(.max))
    let larger = large + large
    #expect(small < large && large < larger && !(larger < large) && larger.exact == nil)
    #expect((larger + small).description == "3.69e+19")
    #expect((small + larger).log10 >= larger.log10)
    #expect((TreeCount(0) + small) == small)
    #expect(large.description == "18446744073709551615")
  }

  @Test("the digits round up into the next power of ten")
  func rounding() {
    var count = TreeCount(.max)
    for _ in 0..<3000 {
      count = count + count
      #expect(!count.description.hasPrefix("10"))
      #expect(count.description.wholeMatch(of: /\d\.\d\de\+\d+/) != nil)
    }
  }
}
