import Autodiff

/// Parsing against reading every byte once.
enum ParseBenchmark: Benchmark {
  static let name = "parse"
  static let about = "parsing of sums of sin(x_i)*x_{i+1}, to a hash of the bytes"

  static func run(_ add: (Measurement) -> Void) throws {
    for (terms, label) in [(1_000, "1e3"), (10_000, "1e4"), (100_000, "1e5"), (1_000_000, "1e6")] {
      let text = sum(terms)
      keep(try Expression(parsing: text))
      let repeats = max(1, 30_000 / terms)
      let race = Race(
        rounds: terms > 100_000 ? 7 : 25,
        [
          { keep((0..<repeats).reduce(0) { start, _ in hash(text, from: start) }) },
          { for _ in 0..<repeats { keep(try? Expression(parsing: text)) } },
        ])
      let megabytes = Double(text.count * repeats) / race.time(1) * 1e3
      add(
        Measurement(
          name: "parse.terms-\(label)", baseline: "hash of the bytes", ratio: race.ratio(1, to: 0), goal: nil,
          figure: (megabytes, "MB/s")))
    }
  }

  private static func sum(_ terms: Int) -> [UInt8] {
    Array((1...terms).map { "sin(x\($0))*x\($0 + 1)" }.joined(separator: "+").utf8)
  }

  // A byte waits for the one before, as in a tokenizer: this is no vectorised sum.
  @inline(never)
  private static func hash(_ text: [UInt8], from start: UInt64) -> UInt64 {
    var hash = start ^ 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
