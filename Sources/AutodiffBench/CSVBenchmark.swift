import Platform

/// A file of points to values and gradients, against C++ and C programs with the formulas written out.
enum CSVBenchmark: Benchmark {
  static let name = "csv"
  static let about =
    "a CSV file of 1e6 points to values and gradients, to from_chars/to_chars and strtod/printf"

  private static let rows = 1_000_000
  private static let expression = "ln(x1)+x1*x2-sin(x2)"

  static func run(_ add: (Measurement) -> Void) throws {
    let tool = Subprocess.sibling("autodiff")
    guard access(tool, X_OK) == 0 else { throw Skipped(description: "no command at \(tool)") }
    let folder = try Subprocess.temporaryFolder()
    let points = "\(folder)/points.csv"
    let charconv = "\(folder)/charconv"
    let printf = "\(folder)/printf"
    defer {
      for file in [points, charconv, charconv + ".cpp", printf, printf + ".c"] { unlink(file) }
      rmdir(folder)
    }
    try writePoints(to: points)
    try write(CSVBaselines.charconv, to: charconv + ".cpp")
    try write(CSVBaselines.printf, to: printf + ".c")
    let compilers = [
      ["c++", "-std=c++17", "-O3", "-march=native", "-o", charconv, charconv + ".cpp"],
      ["cc", "-O3", "-march=native", "-o", printf, printf + ".c", "-lm"],
    ]
    for compiler in compilers where Subprocess.run(compiler) != 0 {
      throw Skipped(description: "'\(compiler.joined(separator: " "))' fails")
    }
    func command(_ jobs: Int) -> [String] {
      [tool, "grad", expression, "--points", points, "--value", "--jobs", "\(jobs)"]
    }
    let programs = [[charconv, points], [printf, points], command(1), command(2)]
    for program in programs where Subprocess.run(program) != 0 {
      throw Skipped(description: "'\(program.joined(separator: " "))' fails")
    }
    let race = Race(rounds: 7, programs.map { program in { _ = Subprocess.run(program) } })
    func measure(_ what: String, _ lane: Int, to other: Int, _ baseline: String, goal: Double) {
      add(
        Measurement(
          name: "csv.\(what)", baseline: baseline, ratio: race.ratio(lane, to: other), goal: goal,
          figure: (race.time(lane) / 1e6, "ms")))
    }
    measure("gradients", 2, to: 0, "C++17 from_chars/to_chars", goal: 1)
    measure("gradients-printf", 2, to: 1, "C strtod/printf", goal: 0.2)
    measure("gradients-two-threads", 3, to: 2, "one thread", goal: 1 / 1.7)
    let memory = Subprocess.peakMemory(command(2))
    add(
      Measurement(
        name: "csv.memory", baseline: "40 MB", ratio: memory / 40e6, goal: 1, figure: (memory / 1e6, "MB")))
  }

  /// Points of 17 digits, line by line: a program that we start counts our own memory as its peak too.
  private static func writePoints(to path: String) throws {
    var state: UInt64 = 1
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    guard let file = fopen(path, "w") else { throw Skipped(description: "cannot write \(path)") }
    fputs("x1,x2\n", file)
    for _ in 0..<rows { fputs("\(1 + random() * 8),\(random() * 10 - 5)\n", file) }
    guard fclose(file) == 0 else { throw Skipped(description: "cannot write \(path)") }
  }

  private static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw Skipped(description: "cannot write \(path)") }
    fputs(text, file)
    guard fclose(file) == 0 else { throw Skipped(description: "cannot write \(path)") }
  }
}
