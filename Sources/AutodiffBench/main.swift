import Platform

// autodiff-bench: how fast the library and the command are, as ratios to baselines measured in the same run.
//
//     autodiff-bench [--json] [--list] [NAME…]
//     autodiff-bench batch FUNCTION POINTS           prints the points and the seconds they took

let usage = "usage: autodiff-bench [--json] [--list] [NAME…]\n       autodiff-bench batch FUNCTION POINTS"
let benchmarks: [any Benchmark.Type] = [
  SweepBenchmark.self, BatchBenchmark.self, ParseBenchmark.self, StartupBenchmark.self,
  NumbersBenchmark.self, CSVBenchmark.self,
]

let arguments = CommandLine.arguments.dropFirst()
let options = Set(arguments.filter { $0.hasPrefix("-") })
let names = arguments.filter { !$0.hasPrefix("-") }

/// Ends the process over a mistake in the arguments.
func stop(_ message: String) -> Never {
  let text = "autodiff-bench: \(message)\n\(usage)\n"
  _ = write(2, text, text.utf8.count)
  exit(2)
}

if names.count == 3 && names[0] == BatchBenchmark.name {
  guard let points = Int(names[2]), points > 0 else { stop("'\(names[2])' is not a number of points") }
  do {
    try BatchBenchmark.time(names[1], points: points)
  } catch {
    stop("\(error)")
  }
  exit(0)
}

if let unknown = options.subtracting(["--json", "--list"]).first { stop("unknown option '\(unknown)'") }
for name in names where !benchmarks.contains(where: { $0.name == name }) {
  stop("unknown benchmark '\(name)'; --list shows them")
}

if options.contains("--list") {
  for benchmark in benchmarks { print("\(benchmark.name.padded(to: 10))\(benchmark.about)") }
  exit(0)
}

keepFreedMemory()
let report: any Report = options.contains("--json") ? JSONReport() : TextReport()
report.begin()
for benchmark in benchmarks where names.isEmpty || names.contains(benchmark.name) {
  do {
    try benchmark.run { report.add($0) }
  } catch {
    report.skip(benchmark.name, because: "\(error)")
  }
}
report.end()
