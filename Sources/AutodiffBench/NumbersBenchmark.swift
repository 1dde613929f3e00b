import Autodiff

/// Reading and writing numbers against the standard library, which also checks every one of them.
enum NumbersBenchmark: Benchmark {
  static let name = "numbers"
  static let about =
    "reading and writing 1e7 random doubles, to the standard library, with which all must agree"

  private static let count = 10_000_000
  private static let blockSize = 100_000

  static func run(_ add: (Measurement) -> Void) throws {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: blockSize * NumberText.capacity)
    defer { memory.deallocate() }
    var state: UInt64 = 0
    var times = (read: 0.0, write: 0.0, standardRead: 0.0, standardWrite: 0.0)
    var disagreements = 0
    for _ in 0..<count / blockSize {
      let numbers = (0..<blockSize).map { _ in random(&state) }
      var (texts, ends) = ([String](), [Int]())
      texts.reserveCapacity(blockSize)
      ends.reserveCapacity(blockSize)
      times.standardWrite += Race.seconds { for number in numbers { texts.append(number.description) } }
      times.write += Race.seconds {
        var end = 0
        for number in numbers {
          end += NumberText.write(number, to: memory + end)
          ends.append(end)
        }
      }
      var standard: [Double] = []
      standard.reserveCapacity(blockSize)
      times.standardRead += Race.seconds { for text in texts { standard.append(Double(text)!) } }
      var own: [Double] = []
      own.reserveCapacity(blockSize)
      times.read += Race.seconds {
        var start = UnsafePointer(memory)
        for end in ends {
          own.append(NumberReader.read(start, UnsafePointer(memory + end))!.value)
          start = UnsafePointer(memory + end)
        }
      }
      var start = 0
      for index in numbers.indices {
        let text = String(
          decoding: UnsafeBufferPointer(start: memory + start, count: ends[index] - start), as: UTF8.self)
        start = ends[index]
        let isSame = own[index].bitPattern == standard[index].bitPattern && own[index] == numbers[index]
        if !isSame || text != inOurConvention(texts[index]) { disagreements += 1 }
      }
    }
    func measure(_ what: String, _ own: Double, _ standard: Double, _ baseline: String) {
      add(
        Measurement(
          name: "numbers.\(what)", baseline: baseline, ratio: own / standard, goal: nil,
          figure: (own / Double(count) * 1e9, "ns a number")))
    }
    measure("read", times.read, times.standardRead, "Double(String)")
    measure("write", times.write, times.standardWrite, "description")
    add(
      Measurement(
        name: "numbers.disagreements", baseline: "one", ratio: Double(disagreements), goal: 0,
        figure: (Double(count), "numbers")))
  }

  /// Any finite double, every pattern of bits as likely as any other.
  private static func random(_ state: inout UInt64) -> Double {
    while true {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      if case let number = Double(bitPattern: z ^ (z >> 31)), number.isFinite { return number }
    }
  }

  /// The standard library's text without `.0`, and without zeros before an exponent.
  private static func inOurConvention(_ text: String) -> String {
    var text = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    if let e = text.utf8.firstIndex(of: UInt8(ascii: "e")) {
      let (head, exponent) = (text[..<e], Int(text[e...].dropFirst(2))!)
      let sign = text[e...].dropFirst().prefix(1)
      text = (head.hasSuffix(".0") ? head.dropLast(2) : head) + "e" + sign + "\(exponent)"
    }
    return text
  }
}
