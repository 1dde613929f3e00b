import Platform
import Testing

@testable import AutodiffCLI

@Suite("Rows of points")
struct RowReaderTests {
  /// The rows of a file, each as it is written, from blocks of whole rows.
  private func rows(_ bytes: [UInt8], _ format: PointsFormat) throws -> [String] {
    try temporary(bytes) { path in
      let reader = try RowReader(Argument(path), format: format)
      let buffer = ByteBuffer(capacity: 16)
      var rows: [String] = []
      while case .rows = try reader.next(into: buffer) {
        let syntax = DelimitedRows(format)
        var place: Bytes = UnsafePointer(buffer.start)
        while place < UnsafePointer(buffer.end) {
          var faults: [RowFault] = []
          let (row, _) = syntax.split(place, UnsafePointer(buffer.end), faults: &faults)
          rows.append(String(decoding: row.text, as: UTF8.self))
          place = row.next
        }
      }
      return rows
    }
  }

  @Test("rows are whole, however many blocks they span", arguments: [1, 3, 100, 10_000])
  func blocks(_ length: Int) throws {
    let row = String(repeating: "1234567,", count: length) + "1"
    let all = Array(repeating: row, count: max(3, 800_000 / row.utf8.count))
    #expect(try rows(Array(all.joined(separator: "\n").utf8), .csv) == all)
    #expect(try rows(Array(all.joined(separator: "\r\n").utf8) + [0x0D, 0x0A], .tsv) == all)
  }

  @Test("line ends within quotes end no row")
  func quotes() throws {
    let row = "\"a\n\"\"b\"\"\n\",1,\"\n\""
    let all = Array(repeating: row, count: 60_000)
    #expect(try rows(Array(all.joined(separator: "\n").utf8), .csv) == all)
  }

  @Test("the limit of a row, at N and N + 1", arguments: PointsFormat.allCases, [0, 1])
  func limit(_ format: PointsFormat, _ excess: Int) throws {
    let limit = 600_000
    try temporary(Array(repeating: 0x31, count: limit + excess) + [newline, 0x32]) { path in
      let reader = try RowReader(Argument(path), format: format, rowLimit: limit)
      let block = try reader.next(into: ByteBuffer(capacity: 16))
      if case .rowTooLong = block { #expect(excess == 1) } else { #expect(excess == 0) }
    }
  }

  @Test("endless rows end at the limit")
  func endless() throws {
    let reader = try RowReader("/dev/zero", format: .csv, rowLimit: 1_000_000)
    guard case .rowTooLong = try reader.next(into: ByteBuffer(capacity: 16)) else {
      Issue.record("no limit")
      return
    }
  }

  @Test(
    "the format",
    arguments: [
      ("p.csv", "{", .csv), ("p.TSV", "a,b", .tsv), ("p.tab", "a", .tsv), ("p.jsonl", "a", .jsonl),
      ("p.ndjson", "a", .jsonl), ("p.json", "a", .jsonl), ("p", "a\tb", .tsv), ("p.txt", "a\tb,c", .csv),
      ("p", " {\"a\":1}", .jsonl), ("p", "a", .csv), ("p.d/x", "a,b", .csv),
    ] as [(String, String, PointsFormat)])
  func format(_ name: String, _ line: String, _ format: PointsFormat) {
    let found = Array(line.utf8).withUnsafeBufferPointer {
      PointsFormat(ending: Argument(name)) ?? PointsFormat(firstLine: $0)
    }
    #expect(found == format)
  }

  @Test("fields that are written as CSV and TSV are read back")
  func fields() {
    let parts = ["a", "\"", ",", "\n", "\t", "\r\n", "\\", "ä", " ", ""]
    var seed: UInt64 = 1
    func pick(_ count: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % count
    }
    for _ in 0..<2000 {
      let fields = (0...pick(4)).map { _ in (0..<pick(5)).map { _ in parts[pick(parts.count)] }.joined() }
      for (format, dialect) in [(PointsFormat.csv, DelimitedTable.Dialect.csv), (.tsv, .tsv)] {
        let text = Array(DelimitedTable(dialect, numbers: .shortest).record(fields).utf8)
        let syntax = DelimitedRows(format)
        text.withUnsafeBufferPointer { bytes in
          var faults: [RowFault] = []
          let start = bytes.baseAddress!
          let (row, found) = syntax.split(start, start + bytes.count, faults: &faults)
          #expect(faults.isEmpty)
          #expect(row.next == start + bytes.count)
          #expect(found.map { String(decoding: syntax.decoded($0), as: UTF8.self) } == fields)
        }
      }
    }
  }

  @Test(
    "numbers of JSON",
    arguments: [
      ("0", true), ("-1.5e+3", true), ("10", true), ("1E5", true), ("01", false), (".5", false),
      ("5.", false),
      ("+1", false), ("nan", false), ("1e", false), ("", false), ("-", false), ("0x1", false), ("1 ", false),
    ])
  func jsonNumber(_ text: String, _ isNumber: Bool) {
    #expect(RowOutput.isJSONNumber(Array(text.utf8)) == isNumber)
  }

  @Test(
    "strings of JSON",
    arguments: [
      ("a\\nb", "a\nb"), ("\\u00e4", "ä"), ("\\ud83d\\ude00", "😀"), ("\\\"\\\\\\/", "\"\\/"), ("ä", "ä"),
    ])
  func jsonString(_ text: String, _ decoded: String) {
    Array(text.utf8).withUnsafeBufferPointer { #expect(JSONScan.decoded($0) == decoded) }
  }

  @Test(
    "ranges",
    arguments: [
      (0, 1, 0.1, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]), (1, 2, 0.4, [1, 1.4, 1.8]),
      (1, 0, -0.5, [1, 0.5, 0]), (2, 2, 1, [2]), (-0.3, 0.3, 0.3, [-0.3, 0, 0.3]),
      (1e300, 3e300, 1e300, [1e300, 2e300, 3e300]), (0, 1e-17, 5e-18, [0, 5e-18, 1e-17]),
    ] as [(Double, Double, Double, [Double])])
  func ranges(_ low: Double, _ high: Double, _ step: Double, _ values: [Double]) throws {
    let range = try PointRange(from: low, through: high, by: step)
    #expect((0..<range.count).map { range[$0] } == values)
  }

  @Test("a number of values, both ends among them")
  func counts() throws {
    let range = try PointRange(from: 0, through: 1, count: 11)
    #expect((0..<range.count).map { range[$0] } == (0...10).map { Double($0) / 10 })
    #expect(try PointRange(from: 3, through: 5, count: 1)[0] == 3)
    let wide = try PointRange(from: -1e308, through: 1e308, count: 3)
    #expect((0..<3).map { wide[$0] } == [-1e308, 0, 1e308])
  }
}
