import Autodiff

/// The README's "As a library", compiled and run: between the markers stands what the README shows after its
/// `import Autodiff`. A test compares the two, and what is printed with what the README says is printed.
func readmeSnippet(_ print: (Any) -> Void) throws {
  // README begins
  let f = try Expression(parsing: "ln(x1)+x1*x2-sin(x2)")
  let point = ["x1": 2.0, "x2": 5.0]

  print(try f.value(at: point))
  print(try f.gradient(at: point).partials)
  print(try f.gradient(at: point, by: ["x2"], mode: .forward).partials)
  print(try f.derivative(by: "x1").text)

  do {
    _ = try Expression(parsing: "2x")
  } catch {
    print("\(error.range): \(error)")
  }

  let trace = try f.trace(.reverse, at: point)
  for row in trace.operations {
    print("\(trace.text(of: row.expression, in: .unicode)) = \(row.primal), adjoint \(row.adjoints[0])")
  }
  // README ends
}
