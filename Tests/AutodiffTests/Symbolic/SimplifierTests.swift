import Testing

@testable import Autodiff

@Suite struct SimplifierTests {
  @Test(arguments: [
    // Like terms.
    ("x+x", "2*x"), ("x+2*x-3*x", "0"), ("x-x", "0"), ("x+0", "x"), ("0+x", "x"), ("x-0", "x"), ("0-x", "-x"),
    ("x/2+x/3", "5*x/6"), ("0.1*x+0.2*x", "0.3*x"), ("1+x+1", "2 + x"), ("x+y+x", "2*x + y"),
    ("x*y+y*x", "2*x*y"),
    ("-x+y", "y - x"), ("-x-y", "-x - y"), ("x-(y-z)", "x - y + z"), ("x-(y+z)", "x - y - z"),
    ("-(x-y)", "y - x"),
    ("2*(x+y)", "2*(x + y)"), ("2*(x+y)-x", "x + 2*y"), ("4*(1-x)-4*x", "4 - 8*x"), ("1/3+1/6", "1/2"),
    ("2+3*4", "14"),
    // Like powers.
    ("x*x", "x^2"), ("x*x^2", "x^3"), ("x^2/x", "x"), ("x/x", "1"), ("x/x^2", "1/x"),
    ("x^a*x^b", "x^(a + b)"),
    ("x^a*x", "x^(a + 1)"), ("sqrt(x)*sqrt(x)", "x"), ("sqrt(x)*x", "x^(3/2)"), ("x^2*y*x", "x^3*y"),
    ("(x*y)^2", "x^2*y^2"),
    ("(x^2)^3", "x^6"), ("(2*x)^2", "4*x^2"), ("(x/y)^2", "x^2/y^2"), ("sqrt(x^2)", "sqrt(x^2)"),
    ("(x^a)^2", "x^(2*a)"),
    ("sqrt(4)", "2"), ("sqrt(8)", "sqrt(8)"), ("sqrt(x)/x", "1/sqrt(x)"), ("8^(1/3)", "2"),
    ("(-8)^(1/3)", "(-8)^(1/3)"),
    ("hypot(x, y)^2", "x^2 + y^2"), ("(x+1)*(x+1)", "(x + 1)^2"), ("2^x*2^x", "2^(2*x)"),
    ("(y+x)*(x+y)", "(y + x)^2"), ("hypot(x, y)*hypot(y, x)", "x^2 + y^2"), ("max(x, y) - max(y, x)", "0"),
    ("hypot(1, x)^2*(1+x^2)", "(1 + x^2)^2"), ("x^0", "1"), ("x^1", "x"),
    ("1^x", "1"), ("2^3", "8"), ("2^-1", "1/2"), ("2^0.5", "2^0.5"), ("0^x", "0^x"),
    // Factors without effect.
    ("1*x", "x"), ("0*x", "0"), ("x*0", "0"), ("0/x", "0"), ("x/1", "x"), ("-1*x", "-x"), ("x*-1", "-x"),
    ("--x", "x"),
    ("-(-x)", "x"), ("-x*-y", "x*y"), ("x/-y", "-x/y"), ("2*x/2", "x"), ("x/2*4", "2*x"), ("6*x/4", "3*x/2"),
    ("x*2", "2*x"),
    ("1/(1/x)", "x"), ("x/(y/z)", "x*z/y"), ("1/(2*x)*4", "2/x"), ("pi*2*x", "2*pi*x"), ("x*y*2*3", "6*x*y"),
    // Values that are whole.
    ("sin(0)", "0"), ("cos(0)", "1"), ("exp(0)", "1"), ("ln(1)", "0"), ("ln(e)", "1"), ("exp(1)", "exp(1)"),
    ("e^x", "e^x"),
    ("atan2(0, 1)", "0"), ("max(0, 1)", "1"), ("clamp(0, 1, 1)", "1"), ("sin(1)", "sin(1)"),
    ("ln(2)", "ln(2)"),
    // Exactness ends where numbers grow too large.
    ("1e300*1e300*x", "inf*x"), ("3*1e16*x", "3e+16*x"), ("x/0", "x/0"), ("0/0", "nan"), ("1/0", "1/0"),
    ("-inf*x*1", "-inf*x"), ("inf*x", "inf*x"),
    ("9007199254740993*x", "9007199254740992*x"),
  ])
  func text(_ source: String, _ simplified: String) throws {
    #expect(try Expression(parsing: source).simplified().text == simplified)
  }

  @Test("the value stays, to rounding, wherever both are defined")
  func value() {
    var random = SplitMix64(seed: 60)
    var compared = 0
    for _ in 0..<4000 {
      let f = random.expression(operations: 3 + random.below(10))
      let simplified = f.simplified()
      let point = random.point(f.variables.count)
      let byName = Dictionary(uniqueKeysWithValues: zip(f.variables, point))
      let (before, after) = (
        f.values(at: point)[0], simplified.values(at: simplified.variables.map { byName[$0]! })[0]
      )
      compared += 1
      let scale = nodeScale(f, at: point)
      if !before.isFinite || !after.isFinite || !scale.isFinite || isUndefined(f, at: point) { continue }
      #expect(
        (before - after).magnitude <= 1e-12 * scale, "\(f.text) -> \(simplified.text) at \(point)")
    }
    #expect(compared > 2000)
  }

  /// Whether a part of the expression is nan: a comparison with it has a value nevertheless.
  private func isUndefined(_ f: Expression, at point: [Double]) -> Bool {
    let mark = f.graph.reachable(from: f.outputs)
    let nodes = mark.indices.filter { mark[$0] }.map { NodeID($0) }
    return Expression(source: [], f.graph, nodes).values(at: point).contains(where: \.isNaN)
  }

  /// What a relative error of one in every node could do to the output: Σ |v·v̄| over all nodes.
  private func nodeScale(_ f: Expression, at point: [Double]) -> Double {
    let tape = f.tape
    let activity = Activity(tape, choosing: Array(f.variables.indices))
    let linear = Linearization(tape, activity, constants: tape.constants.map(\.value), inputs: point)
    let adjoints = reverseSweep(
      tape, activity, partials: linear.partials.map(\.magnitude), seeds: [(tape.outputs[0], 1)])
    return zip(linear.values, adjoints).reduce(0) { $0 + ($1.1.isAbsent ? 0 : ($1.0 * $1.1).magnitude) }
  }

  @Test("simplifying again never makes it longer")
  func idempotent() {
    var random = SplitMix64(seed: 61)
    for _ in 0..<3000 {
      let once = random.expression(operations: 3 + random.below(10)).simplified()
      let twice = once.simplified()
      #expect(twice.treeCounts[0] <= once.treeCounts[0], "\(once.text) -> \(twice.text)")
    }
  }

  @Test("one pass is linear: nodes out for nodes in, whatever is shared", arguments: [100, 200, 400])
  func linear(_ n: Int) throws {
    let families = [
      (1...n).map { "x\($0)" }.joined(separator: "+"),
      (1...n).map { "x\($0)" }.joined(separator: "*"),
      "v0 = x\n" + (1...n).map { "v\($0) = v\($0 - 1)*v\($0 - 1)" }.joined(separator: "\n") + "\nv\(n)",
      "v0 = x\n" + (1...n).map { "v\($0) = v\($0 - 1)+v\($0 - 1)*y" }.joined(separator: "\n") + "\nv\(n)",
      "v0 = x\n" + (1...n).map { "v\($0) = sin(v\($0 - 1))" }.joined(separator: "\n") + "\nv\(n)",
      "v0 = x\n" + (1...n).map { "v\($0) = 4*v\($0 - 1)*(1-v\($0 - 1))" }.joined(separator: "\n") + "\nv\(n)",
      "v0 = x; w0 = y\n"
        + (1...n).map { "v\($0) = v\($0 - 1)+w\($0 - 1)\nw\($0) = v\($0 - 1)*w\($0 - 1)" }.joined(
          separator: "\n") + "\nv\(n)",
    ]
    for source in families {
      let f = try Expression(parsing: source)
      let nodes = f.sharedCounts[0]
      let derivative = try f.derivatives(by: [f.variables[0]])
      #expect(f.simplified().sharedCounts[0] <= 5 * nodes)
      #expect(derivative.sharedCounts[0] <= 3 * nodes)
      #expect(derivative.simplified().sharedCounts[0] <= 6 * nodes)
      // Trees of up to 20,000 nodes are written out.
      #expect(derivative.simplified().text.utf8.count <= 100_000 + 100 * nodes)
    }
  }
}
