import Testing

@testable import AutodiffCLI

@Suite("DisplayText")
struct DisplayTextTests {
  @Test(
    "display width",
    arguments: [
      ("", 0), ("abc", 3), ("v₋₁", 3), ("v̇₋₁", 3), ("x̄1", 2), ("ẋ1", 2), ("∂x1", 3), ("────", 4), ("日本", 4),
      ("한", 2),
      ("Ａ", 2), ("é", 1), ("e\u{301}", 1), ("\t", 2), ("\u{0}", 4), ("√", 1), ("→", 1), ("\u{1F600}", 2),
    ])
  func width(_ text: String, _ columns: Int) {
    #expect(DisplayText.width(text) == columns)
  }

  @Test("every byte is either a character of its own width or escaped")
  func everyByte() {
    for byte in UInt8.min...UInt8.max {
      let cells = DisplayText.cells([byte])
      #expect(cells.count == 1)
      #expect(cells[0].bytes == 0..<1)
      let isPlain = (0x20..<0x7F).contains(byte)
      #expect((cells[0].width == 1) == isPlain)
      #expect(cells[0].text.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
    }
  }

  @Test("well-formed UTF-8 is what the standard library takes for it")
  func wellFormed() {
    let edges: [UInt8] =
      [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xED, 0xEF]
      + [0xF0, 0xF4, 0xF5, 0xFF]
    for a in edges {
      for b in edges {
        for c in edges {
          for d in edges {
            let bytes = [a, b, c, d]
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            let cells = DisplayText.cells(bytes[...])
            let hasRawBytes = cells.contains { $0.bytes.count == 1 && bytes[$0.bytes.lowerBound] >= 0x80 }
            #expect(isValid == !hasRawBytes, "\(bytes)")
            #expect(cells.map(\.bytes.count).reduce(0, +) == 4)
          }
        }
      }
    }
  }

  @Test("quoted words are short")
  func quoted() {
    #expect(DisplayText.quoted(Array("abc".utf8)) == "'abc'")
    #expect(DisplayText.quoted([]) == "''")
    #expect(DisplayText.quoted(Array(repeating: 0x61, count: 64)).utf8.count == 66)
    let long = DisplayText.quoted(Array(repeating: 0x61, count: 65))
    #expect(long == "'" + String(repeating: "a", count: 32) + "..." + String(repeating: "a", count: 16) + "'")
  }
}
