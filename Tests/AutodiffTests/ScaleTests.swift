import Testing

@testable import Autodiff

/// Depth and width have no limit but memory: no stage recurses, in debug builds too.
@Suite struct ScaleTests {
  private static let million = 1_000_000

  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var text: @Sendable () -> [UInt8]
    var value: Double
    var derivative: Double
    var printed: Int
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "nested parentheses",
      text: { repeated("(", million) + Array("x".utf8) + repeated(")", million) },
      value: 0.5, derivative: 1, printed: 1),
    Case(
      name: "unary minuses", text: { repeated("-", million) + Array("x".utf8) },
      value: 0.5, derivative: 1, printed: 3 * million - 1),
    Case(
      name: "terms", text: { repeated("x+", million - 1) + Array("x".utf8) },
      value: 500_000, derivative: 1e6, printed: 4 * million - 3),
  ]

  static func repeated(_ text: String, _ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * count)
    for _ in 0..<count { bytes.append(contentsOf: text.utf8) }
    return bytes
  }

  @Test(
    "a million levels or terms, parsed, printed, differentiated in every mode, and freed", arguments: cases)
  func million(_ example: Case) throws {
    let f = try Expression(parsing: example.text())
    #expect(f.text.utf8.count == example.printed)
    for mode in Mode.allCases {
      let gradient = f.gradient(at: [0.5], mode: mode)
      #expect(gradient.values == [example.value])
      let tolerance = mode == .numeric ? 1e-6 : 0
      #expect(abs(gradient.partials[0] - example.derivative) <= tolerance * example.derivative, "\(mode)")
    }
    let expected = NumberText.shortest(example.derivative)
    #expect(try f.derivative(by: "x").text == expected)
  }

  @Test(
    "a product of 5,000 variables at 1 has a gradient of ones",
    arguments: [Mode.forward, .reverse, .symbolic])
  func product(_ mode: Mode) throws {
    // Forward mode takes a sweep a variable.
    let count = mode == .forward ? 500 : 5000
    let f = try Expression(parsing: "prod(i, 1, \(count), x[i])")
    #expect(f.variables.count == count)
    let gradient = f.gradient(at: [Double](repeating: 1, count: count), mode: mode)
    #expect(gradient.partials == [Double](repeating: 1, count: count))
  }

  @Test("the Hessian of Rosenbrock's function of 100 variables at 1: three diagonals")
  func rosenbrock() throws {
    let f = try Expression(parsing: "sum(i, 1, 99, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)")
    let rows = f.hessian(at: [Double](repeating: 1, count: 100)).rows
    // The variables in order of first appearance: x2, x1, x3, x4, …
    let places = f.variables.map { Int($0.dropFirst()) ?? 0 }
    for (i, row) in zip(places, rows) {
      for (j, entry) in zip(places, row) {
        let diagonal = i == 1 ? 802.0 : i == 100 ? 200 : 1002
        #expect(entry == (i == j ? diagonal : abs(i - j) == 1 ? -400 : 0), "\(i), \(j)")
      }
    }
  }

  @Test("definitions that double stay linear")
  func doubling() throws {
    let text = "a0 = x\n" + (1...200).map { "a\($0) = a\($0 - 1)*a\($0 - 1)\n" }.joined() + "a200"
    let f = try Expression(parsing: text)
    #expect(try f.value(at: ["x": 1]) == 1)
    for mode in [Mode.forward, .reverse, .symbolic] {
      let derivative = try f.gradient(at: ["x": 1], mode: mode).partials[0]
      #expect(derivative == 0x1p200, "\(mode)")
    }
    #expect(f.text.utf8.count < 10_000)
    #expect(try Expression(parsing: f.text).value(at: ["x": 1]) == 1)
    #expect(f.treeCounts[0].exact == nil)
  }
}
