import Platform

/// The whole process of a first gradient against a C program that has it written out.
enum StartupBenchmark: Benchmark {
  static let name = "startup"
  static let about = "a process of the command for one gradient, to a C program that has it written out"

  static func run(_ add: (Measurement) -> Void) throws {
    let tool = Subprocess.sibling("autodiff")
    guard access(tool, X_OK) == 0 else { throw Skipped(description: "no command at \(tool)") }
    let folder = try Subprocess.temporaryFolder()
    let (source, program) = ("\(folder)/first.c", "\(folder)/first")
    defer {
      for file in [source, program] { unlink(file) }
      rmdir(folder)
    }
    let file = fopen(source, "w")
    fputs(text, file)
    fclose(file)
    guard Subprocess.run(["cc", "-O2", "-o", program, source, "-lm"]) == 0 else {
      throw Skipped(description: "no C compiler 'cc'")
    }

    let command = [tool, "grad", "ln(x1)+x1*x2-sin(x2)", "--at", "x1=2,x2=5"]
    let baseline = [program, "2", "5"]
    for arguments in [baseline, command] where Subprocess.run(arguments) != 0 {
      throw Skipped(description: "\(arguments[0]) fails")
    }
    let race = Race(
      rounds: 301, [{ _ = Subprocess.run(baseline) }, { _ = Subprocess.run(command) }])
    add(
      Measurement(
        name: "startup.first-gradient", baseline: "C, dynamic", ratio: race.ratio(1, to: 0), goal: 2,
        figure: (race.time(1) / 1e6, "ms")))
  }

  private static let text = """
    #include <math.h>
    #include <stdio.h>
    #include <stdlib.h>

    int main(int count, char **arguments) {
      if (count < 3) return 2;
      double x1 = strtod(arguments[1], 0), x2 = strtod(arguments[2], 0);
      printf("f = %.17g\\n", log(x1) + x1 * x2 - sin(x2));
      printf("df/dx1 = %.17g\\n", 1 / x1 + x2);
      printf("df/dx2 = %.17g\\n", x1 - cos(x2));
      return 0;
    }

    """
}
