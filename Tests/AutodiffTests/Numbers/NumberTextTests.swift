import Platform
import Testing

@testable import Autodiff

/// Reading and writing numbers, against the standard library's.
@Suite struct NumberTextTests {
  /// How many random numbers; AUTODIFF_NUMBERS=10000000 takes minutes.
  private static let count = getenv("AUTODIFF_NUMBERS").flatMap { Int(String(cString: $0)) } ?? 20_000

  /// The standard library's shortest text without `.0`, and without zeros before an exponent.
  private func standardText(_ value: Double) -> String {
    var text = value.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    let parts = text.split(separator: "e")
    guard parts.count == 2 else { return text }
    let head = parts[0].hasSuffix(".0") ? parts[0].dropLast(2) : parts[0]
    return head + "e" + parts[1].prefix(1) + String(Int(parts[1].dropFirst())!)
  }

  private func expectRoundTrip(_ value: Double) {
    let text = NumberText.shortest(value)
    if text != standardText(value) { Issue.record("\(value) is written \(text)") }
    if NumberReader.read(text.utf8)?.bitPattern != value.bitPattern {
      Issue.record("\(text) is read wrongly")
    }
  }

  private func expectSame(_ text: String) {
    let (own, standard) = (NumberReader.read(text.utf8), Double(text))
    if own?.bitPattern != standard?.bitPattern {
      Issue.record("\(text): \(String(describing: own)), not \(String(describing: standard))")
    }
  }

  @Test("every pattern of bits is written as the standard library writes it, and read back")
  func randomBits() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<Self.count {
      let bits = random.next()
      if case let value = Double(bitPattern: bits), value.isFinite { expectRoundTrip(value) }
      // Below the normal range.
      expectRoundTrip(Double(bitPattern: bits & (1 << 52 - 1) >> (bits >> 58)))
    }
  }

  @Test("at both ends of every binade")
  func binades() {
    for field in UInt64(0)..<2047 {
      for fraction: UInt64 in [0, 1, 2, 1 << 51, 1 << 52 - 1] {
        expectRoundTrip(Double(bitPattern: field << 52 | fraction))
      }
    }
  }

  @Test("short numbers: integers, decimals, powers of ten")
  func short() {
    for number in 1..<5000 {
      for value in [Double(number), Double(number) * 1e13, Double(number) / 1000, 1 / Double(number)] {
        expectRoundTrip(value)
        expectRoundTrip(-value)
      }
    }
    for exponent in -323...308 {
      expectRoundTrip(Double("1e\(exponent)")!)
      for step in [-2, -1, 1, 2] { expectRoundTrip(0x1p53 + Double(step)) }
    }
  }

  @Test(
    "the convention",
    arguments: [
      (0, "0"), (-0.0, "-0"), (2, "2"), (-2.5, "-2.5"), (0.1, "0.1"), (0.0001, "0.0001"), (0.00001, "1e-5"),
      (1.5e-5, "1.5e-5"), (9007199254740992, "9007199254740992"), (9007199254740994, "9.007199254740994e+15"),
      (1e16, "1e+16"), (1e23, "1e+23"), (.leastNonzeroMagnitude, "5e-324"), (.nan, "nan"), (-.nan, "nan"),
      (.infinity, "inf"),
      (-.infinity, "-inf"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
      (123456.789, "123456.789"), (1.2345678901234567e-300, "1.2345678901234568e-300"),
    ] as [(Double, String)])
  func convention(_ value: Double, _ text: String) {
    #expect(NumberText.shortest(value) == text)
    #expect(text.utf8.count <= NumberText.capacity)
  }

  @Test("random decimals are read as the standard library reads them")
  func randomDecimals() {
    var random = SplitMix64(seed: 3)
    for index in 0..<Self.count {
      let exponent = random.below(720) - 370
      let digits = random.next() >> (random.next() % 64)
      expectSame("\(digits)e\(exponent)")
      if index % 8 == 0 { expectSame("\(digits).\(random.next())\(random.next())E\(exponent)") }
      if index % 8 == 1 { expectSame("0.000000000000000000000000\(digits)e\(exponent)") }
    }
  }

  @Test("random hexadecimal floats are read as the standard library reads them")
  func randomHexadecimals() {
    var random = SplitMix64(seed: 4)
    for _ in 0..<Self.count / 4 {
      let whole = String(random.next() >> (random.next() % 64), radix: 16)
      let fraction = String(random.next() >> (random.next() % 64), radix: 16, uppercase: true)
      expectSame("0x\(whole).\(fraction)p\(random.below(2400) - 1250)")
    }
  }

  @Test("the middle between two doubles goes to the even one, a digit more or less to its side")
  func middles() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<200 {
      // Below 2^117 the middle is an integer that a little arithmetic can write out.
      let significand = random.next() >> 11 | 1 << 52
      let shift = random.below(64) + 1
      let middle = decimal(significand, timesPowerOfTwo: shift, plusPowerOfTwo: shift - 1)
      let low = Double(significand) * Double(sign: .plus, exponent: shift, significand: 1)
      #expect(NumberReader.read(middle.utf8) == (significand & 1 == 0 ? low : low.nextUp))
      #expect(NumberReader.read((middle + "." + String(repeating: "0", count: 900) + "1").utf8) == low.nextUp)
      #expect(NumberReader.read((middle + "e0").utf8) == NumberReader.read((middle + "000e-3").utf8))
    }
  }

  /// The decimal digits of significand · 2^shift + 2^extra.
  private func decimal(_ significand: UInt64, timesPowerOfTwo shift: Int, plusPowerOfTwo extra: Int) -> String
  {
    var digits = String(significand).utf8.reversed().map { Int($0) - 48 }
    func double(_ digits: [Int], adding carry: Int = 0) -> [Int] {
      var (result, carry) = ([Int](), carry)
      for digit in digits {
        result.append((digit * 2 + carry) % 10)
        carry = (digit * 2 + carry) / 10
      }
      return carry > 0 ? result + [carry] : result
    }
    // (2s + 1) · 2^(shift - 1)
    precondition(extra == shift - 1)
    digits = double(digits, adding: 1)
    for _ in 0..<extra { digits = double(digits) }
    return digits.reversed().map(String.init).joined()
  }

  @Test(
    "known hard cases",
    arguments: [
      ("9007199254740993", 0x1p53), ("9007199254740993.0000000000000000000000000000000000001", 0x1p53 + 2),
      ("9007199254740992.9999999999999999999999", 0x1p53), ("5e-324", 0x1p-1074),
      ("2.4703282292062327e-324", 0),
      ("2.4703282292062328e-324", 0x1p-1074), ("2.2250738585072011e-308", Double(bitPattern: 1 << 52 - 1)),
      ("2.2250738585072012e-308", 0x1p-1022), ("1.7976931348623158e308", .greatestFiniteMagnitude),
      ("1.7976931348623159e308", .infinity), ("1e309", .infinity), ("1e-400", 0), ("0e999999999999999999", 0),
      ("1e999999999999999999999", .infinity), ("1e-999999999999999999999", 0),
      ("6.02214076e23", 6.02214076e23),
      ("0.500000000000000166533453693773481063544750213623046875", 0.5000000000000002),
      ("3.518437208883201171875e13", 0x1.0000000000002p45), ("62.5364939768271845828", 62.536493976827186),
      ("8.10109172351e-10", 8.10109172351e-10), ("1.50000000000000011102230246251565", 1.5),
      ("6250000000000000000000000000000000e-12", 625e19), ("1e23", 1e23), ("8.5e22", 8.5e22),
      ("00000000000000000000000000000000000000000000000000001.5", 1.5), ("0x1.8p3", 12), ("0x1p-1075", 0),
      ("0x1.8p-1075", 0x1p-1074), ("0x1.fffffffffffff8p1023", .infinity),
      ("0x10000000000000000000001p0", 0x1p88),
      ("0x1.00000000000008p0", 1), ("0x1.000000000000080000000000001p0", 0x1.0000000000001p0),
      ("inf", .infinity), ("-Infinity", -.infinity), ("+INF", .infinity), (".5", 0.5), ("5.", 5),
      ("-0", -0.0),
      ("+1", 1),
    ] as [(String, Double)])
  func hard(_ text: String, _ value: Double) {
    #expect(NumberReader.read(text.utf8)?.bitPattern == value.bitPattern)
  }

  @Test("digits without end")
  func long() {
    let (zeros, nines) = (String(repeating: "0", count: 100_000), String(repeating: "9", count: 100_000))
    #expect(NumberReader.read("0.\(zeros)1e100001".utf8) == 1)
    #expect(NumberReader.read("1\(zeros)e-100000".utf8) == 1)
    #expect(NumberReader.read("0.\(nines)".utf8) == 1)
    #expect(NumberReader.read("\(nines)e-99999".utf8) == 10)
    #expect(NumberReader.read("\(nines)".utf8) == .infinity)
    #expect(NumberReader.read("0x\(zeros)1p-4".utf8) == 0.0625)
    #expect(NumberReader.read("1\(zeros)\(zeros)1e-200001".utf8) == 1)
  }

  @Test(
    "what is no number",
    arguments: [
      "", "-", "+", ".", "abc", "e5", "-e5", "1 ", " 1", "1e", "1e+", "0x", "--1", "1,5", "1_000", "in", "na",
    ])
  func none(_ text: String) { #expect(NumberReader.read(text.utf8) == nil) }

  @Test(
    "a number ends where it can go on no longer",
    arguments: [("1e,2", 1), ("0x,", 1), ("-2.5;", 4), ("nano", 3)])
  func end(_ text: String, _ length: Int) {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      let start = bytes.baseAddress!
      #expect(NumberReader.read(start, start + bytes.count).map { $0.end - start } == length)
    }
  }

  @Test("nan reads as nan")
  func nan() { #expect(NumberReader.read("NaN".utf8)?.isNaN == true) }
}
