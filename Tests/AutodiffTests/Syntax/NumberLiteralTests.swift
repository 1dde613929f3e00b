import Testing

@testable import Autodiff

@Suite struct NumberLiteralTests {
  @Test(
    arguments: [
      ("1", 1), ("2.5", 2.5), (".5", 0.5), ("5.", 5), ("0", 0), ("007", 7), ("1e3", 1000), ("1E3", 1000),
      ("1e+3", 1000), ("1e-3", 0.001), ("5.e3", 5000), (".5e1", 5), ("1_000", 1000), ("1_0.0_1", 10.01),
      ("1e1_0", 1e10), ("0.1", 0.1), ("3.141592653589793", Double.pi),
      ("9007199254740993", 9007199254740992),
      ("123456789012345678901234567890", 0x1.8ee90ff6c373ep96),
      ("0.1000000000000000055511151231257827021181583404541015625", 0.1),
      ("1.7976931348623157e308", Double.greatestFiniteMagnitude), ("5e-324", .leastNonzeroMagnitude),
      ("2e-324", 0),
      ("2.2250738585072011e-308", Double(bitPattern: 0x000F_FFFF_FFFF_FFFF)), ("1e-400", 0), ("0e999", 0),
      ("0x1.8p3", 12), ("0X1.8P3", 12), ("0x10", 16), ("0x1p-1074", .leastNonzeroMagnitude), ("0xA.8", 10.5),
      ("0x.8p1", 1),
      ("0x5.p3", 40), ("0x1.ep0", 1.875), ("0x5.ep1", 11.75), ("0x1_0p0", 16), ("0x1p+2", 4), ("0xep0", 14),
      ("0x.ep0", 0.875),
    ] as [(String, Double)])
  func value(_ text: String, _ value: Double) throws {
    let literal = try NumberLiteral(Array(text.utf8), at: 0)
    #expect(literal.value.bitPattern == value.bitPattern)
    #expect(literal.end == text.utf8.count)
  }

  @Test(
    "a number ends where it can go on no longer",
    arguments: [("1+2", 1), ("2x", 1), ("1e3x", 3), ("0x1g", 3)])
  func end(_ text: String, _ end: Int) throws {
    #expect(try NumberLiteral(Array(text.utf8), at: 0).end == end)
  }

  @Test(
    arguments: [
      (".", .malformedNumber(.noDigits), 0..<1),
      ("..", .malformedNumber(.twoPoints), 0..<2),
      ("1.2.3", .malformedNumber(.twoPoints), 0..<4),
      ("1..2", .malformedNumber(.twoPoints), 0..<3),
      ("1e", .malformedNumber(.noExponentDigits), 0..<2),
      ("1e+", .malformedNumber(.noExponentDigits), 0..<3),
      ("1ex", .malformedNumber(.noExponentDigits), 0..<2),
      ("0x", .malformedNumber(.noDigits), 0..<2),
      ("0x.", .malformedNumber(.noDigits), 0..<3),
      ("0xp3", .malformedNumber(.noDigits), 0..<2),
      ("0x1p", .malformedNumber(.noExponentDigits), 0..<4),
      ("1__0", .malformedNumber(.misplacedUnderscore), 1..<2),
      ("1_", .malformedNumber(.misplacedUnderscore), 1..<2),
      ("1_.5", .malformedNumber(.misplacedUnderscore), 1..<2),
      ("1._5", .malformedNumber(.misplacedUnderscore), 2..<3),
      ("1e_5", .malformedNumber(.misplacedUnderscore), 2..<3),
      ("0x_1", .malformedNumber(.misplacedUnderscore), 2..<3),
      ("1e309", .numberOutOfRange, 0..<5),
      ("0x1p1024", .numberOutOfRange, 0..<8),
      ("1e99999999999999999999", .numberOutOfRange, 0..<22),
    ] as [(String, SyntaxError.Kind, Range<Int>)])
  func fault(_ text: String, _ kind: SyntaxError.Kind, _ range: Range<Int>) {
    #expect(throws: SyntaxError(kind, range)) { try NumberLiteral(Array(text.utf8), at: 0) }
  }

  @Test("the shortest text of a double reads back as its bits")
  func roundTrip() throws {
    var random = SplitMix64(seed: 2)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next()).magnitude
      if !value.isFinite { continue }
      let text = NumberText.shortest(value)
      #expect(try NumberLiteral(Array(text.utf8), at: 0).value == value)
    }
    // Short decimals take the exact path.
    for _ in 0..<20_000 {
      let text = "\(random.below(100_000_000)).\(random.below(1_000_000))"
      #expect(try NumberLiteral(Array(text.utf8), at: 0).value == Double(text))
    }
  }
}
