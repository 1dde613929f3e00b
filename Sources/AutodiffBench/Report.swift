import Platform

/// How measurements are shown.
protocol Report {
  func begin()
  func add(_ measurement: Measurement)
  func skip(_ benchmark: String, because reason: String)
  func end()
}

/// A line a measurement.
struct TextReport: Report {
  func begin() {
    print("\("measurement".padded(to: 34))\("ratio".aligned(to: 8))\("goal".aligned(to: 8))  to")
  }

  func add(_ measurement: Measurement) {
    let goal = measurement.goal.map { "≤ \($0.decimal)" } ?? ""
    let verdict = measurement.goal.map { measurement.ratio <= $0 ? "" : "  MISSED" } ?? ""
    let figure = "\(measurement.figure.value.decimal) \(measurement.figure.unit)"
    print(
      measurement.name.padded(to: 34) + measurement.ratio.decimal.aligned(to: 8) + goal.aligned(to: 8)
        + "  \(measurement.baseline)  (\(figure))\(verdict)")
    fflush(nil)
  }

  func skip(_ benchmark: String, because reason: String) { print("\(benchmark): skipped: \(reason)") }
  func end() {}
}

/// A JSON object a line.
struct JSONReport: Report {
  func begin() {}

  func add(_ measurement: Measurement) {
    let goal = measurement.goal.map { "\($0)" } ?? "null"
    print(
      """
      {"name":"\(measurement.name)","ratio":\(measurement.ratio),"goal":\(goal),\
      "baseline":"\(measurement.baseline)","figure":\(measurement.figure.value),\
      "unit":"\(measurement.figure.unit)"}
      """)
    fflush(nil)
  }

  func skip(_ benchmark: String, because reason: String) {
    let text = reason.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
    print("{\"name\":\"\(benchmark)\",\"skipped\":\"\(text)\"}")
  }

  func end() {}
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
  func aligned(to width: Int) -> String { String(repeating: " ", count: max(1, width - count)) + self }
}

extension Double {
  /// With two decimals.
  var decimal: String {
    let hundredths = Int((self * 100).rounded())
    let fraction = "\(hundredths % 100)"
    return "\(hundredths / 100).\(fraction.count < 2 ? "0" : "")\(fraction)"
  }
}
