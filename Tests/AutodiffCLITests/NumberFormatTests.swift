import Testing

@testable import AutodiffCLI

@Suite("NumberFormat")
struct NumberFormatTests {
  @Test(
    "the shortest text, without .0",
    arguments: [
      (5.5, "5.5"), (2, "2"), (0, "0"), (-0.0, "-0"), (-88, "-88"),
      (1.7163378145367738, "1.7163378145367738"),
      (1e-5, "1e-5"), (1.5e-7, "1.5e-7"), (1e16, "1e+16"), (1e100, "1e+100"), (1.25e100, "1.25e+100"),
      (9007199254740992, "9007199254740992"), (0x1p-1074, "5e-324"), (1e-10, "1e-10"), (0.0001, "0.0001"),
      (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (.nan, "nan"), (-.nan, "nan"),
      (.signalingNaN, "nan"), (.infinity, "inf"), (-.infinity, "-inf"), (100, "100"),
      (1e15, "1000000000000000"),
    ] as [(Double, String)])
  func shortest(_ number: Double, _ text: String) {
    #expect(NumberFormat.shortest.text(number) == text)
  }

  @Test(
    "rounded to digits as by %g",
    arguments: [
      (0.6931471805599453, 6, "0.693147"), (10.693147180559945, 6, "10.6931"), (10, 6, "10"),
      (1e-5, 6, "1e-5"),
      (1e16, 3, "1e+16"), (123456, 3, "1.23e+5"), (0, 6, "0"), (-0.0, 1, "-0"),
      (0.1, 17, "0.10000000000000001"),
      (1e100, 1, "1e+100"), (-1.5e-300, 2, "-1.5e-300"), (.nan, 3, "nan"), (-.infinity, 3, "-inf"),
      (9.9999, 2, "10"), (100000, 6, "100000"), (1000000, 6, "1e+6"),
    ] as [(Double, Int, String)])
  func digits(_ number: Double, _ count: Int, _ text: String) {
    #expect(NumberFormat.digits(count).text(number) == text)
  }

  @Test(
    "every bit as by %a",
    arguments: [
      (5.5, "0x1.6p+2"), (0.1, "0x1.999999999999ap-4"), (1, "0x1p+0"), (-2, "-0x1p+1"), (0, "0x0p+0"),
      (.nan, "nan"), (.infinity, "inf"), (.greatestFiniteMagnitude, "0x1.fffffffffffffp+1023"),
    ] as [(Double, String)])
  func hex(_ number: Double, _ text: String) {
    #expect(NumberFormat.hex.text(number) == text)
  }

  @Test("JSON has strings for what is no JSON number")
  func json() {
    for format in [NumberFormat.shortest, .digits(3), .hex] {
      #expect(format.json(.nan) == "\"NaN\"")
      #expect(format.json(.infinity) == "\"Infinity\"")
      #expect(format.json(-.infinity) == "\"-Infinity\"")
    }
    #expect(NumberFormat.shortest.json(1e-5) == "1e-5")
    #expect(NumberFormat.digits(3).json(1234) == "1.23e+3")
    #expect(NumberFormat.hex.json(5.5) == "\"0x1.6p+2\"")
  }

  @Test("random doubles read back to the same bits, and 17 digits always suffice")
  func roundTrip() {
    for _ in 0..<20_000 {
      let number = Double(bitPattern: .random(in: 0...(.max)))
      guard number.isFinite else { continue }
      for format in [NumberFormat.shortest, .digits(17), .hex] {
        let text = format.text(number)
        #expect(Double(text)?.bitPattern == number.bitPattern, "\(text)")
        #expect(!text.utf8.contains(UInt8(ascii: ",")))
      }
    }
  }
}
