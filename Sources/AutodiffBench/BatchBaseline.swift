import Platform

/// The C functions, compiled on the spot and loaded into this process. They are called point by point, as
/// an optimiser calls them: the compiler sees one point at a time.
struct BatchBaseline {
  typealias Function = @convention(c) (UnsafePointer<Double>, UnsafeMutablePointer<Double>, Int) -> Void

  private let library: UnsafeMutableRawPointer

  /// - Throws: `Skipped` where there is no C compiler.
  init(_ cases: [BatchCase]) throws {
    let folder = try Subprocess.temporaryFolder()
    let (source, object) = ("\(folder)/batch.c", "\(folder)/batch.so")
    defer {
      for file in [source, object] { unlink(file) }
      rmdir(folder)
    }
    let file = fopen(source, "w")
    fputs("#include <math.h>\n" + cases.map { $0.source + BatchBaseline.loop($0) }.joined(), file)
    fclose(file)
    // -fno-math-errno and the like would be no scalar C with libm.
    let options = ["-O3", "-march=native", "-shared", "-fPIC", "-o", object, source, "-lm"]
    guard Subprocess.run(["gcc"] + options) == 0 || Subprocess.run(["cc"] + options) == 0 else {
      throw Skipped(description: "no C compiler 'gcc' or 'cc'")
    }
    guard let library = dlopen(object, RTLD_NOW) else {
      throw Skipped(description: "\(object) cannot be loaded")
    }
    self.library = library
  }

  /// Point after point, the numbers of each together, the value before the gradient.
  private static func loop(_ example: BatchCase) -> String {
    let count = example.variableCount
    return """
      double (*volatile \(example.name)_point)(const double *, double *) = \(example.name);
      void \(example.name)_loop(const double *x, double *y, long n) {
        double (*f)(const double *, double *) = \(example.name)_point;
        for (long p = 0; p < n; p++, x += \(count), y += \(count + 1)) y[0] = f(x, y + 1);
      }

      """
  }

  func function(_ name: String) throws -> Function {
    guard let address = dlsym(library, name + "_loop") else {
      throw Skipped(description: "no symbol \(name)")
    }
    return unsafeBitCast(address, to: Function.self)
  }
}
