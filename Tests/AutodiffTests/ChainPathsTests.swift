import Testing

@testable import Autodiff

@Suite("Paths of the chain rule")
struct ChainPathsTests {
  @Test("the survey's function: 0.5 + 5 = 5.5")
  func survey() throws {
    let f = try Expression(parsing: "ln(x1)+x1*x2-sin(x2)")
    let paths = f.chainPaths(at: [2, 5], limit: 10)
    #expect(paths.map(\.variable) == ["x1", "x2"])
    #expect(paths[0].paths.map(\.product) == [5, 0.5])
    #expect(paths[0].derivative == 5.5)
    #expect(paths[0].listedSum == 5.5)
    #expect(paths[0].isComplete)
    #expect(paths[0].paths[1].nodes == [.primal(5), .primal(4), .primal(1), .input("x1")])
  }

  @Test("the largest of very many paths, without listing the others")
  func dominant() throws {
    let lines = (1...200).map { "a\($0) = a\($0 - 1)*0.5 + sin(a\($0 - 1))" }
    let f = try Expression(parsing: (["a0 = x"] + lines + ["a200"]).joined(separator: "\n"))
    let paths = f.chainPaths(at: [0.3], limit: 5)[0]
    #expect(paths.count.exact == nil)
    #expect((paths.count.log10 - 200 * 0.3010299956639812).magnitude < 1e-6)
    #expect(paths.paths.count == 5)
    let products = paths.paths.map(\.product.magnitude)
    #expect(products == products.sorted(by: >))
    #expect(paths.derivative == f.gradient(at: [0.3]).partials[0])
  }

  @Test("very many equal paths", arguments: [1.0, 1.0000001])
  func equal(_ x: Double) throws {
    let lines = (1...20).map { "a\($0) = a\($0 - 1)*a\($0 - 1)" }
    let f = try Expression(parsing: (["a0 = x"] + lines + ["a20"]).joined(separator: "\n"))
    let paths = f.chainPaths(at: [x], limit: 7)[0]
    #expect(paths.count.exact == 1 << 20)
    #expect(paths.paths.count == 7)
    #expect((paths.paths[6].product * 0x1p20 / paths.derivative - 1).magnitude < 1e-12)
  }

  @Test(
    "few paths: their sum is the derivative, and a lower limit lists the first of them",
    arguments: [
      "x*x*x", "sin(x)*exp(x*y)/(x+y)", "a=x*y; b=a*a+x; b*b/a", "max(x, y)*x + abs(x-y)", "x", "3",
      "floor(x)*x",
      "hypot(x, y)^x",
    ])
  func sums(_ text: String) throws {
    let f = try Expression(parsing: text)
    let point = f.variables.map { $0 == "x" ? 1.25 : 0.75 }
    let gradient = f.gradient(at: point).partials
    let all = f.chainPaths(at: point, limit: 1000)
    #expect(all.map(\.derivative) == gradient)
    for (paths, few) in zip(all, f.chainPaths(at: point, limit: 2)) {
      #expect(paths.isComplete)
      #expect(
        (paths.listedSum - paths.derivative).magnitude <= 1e-13
          * paths.paths.reduce(1) { $0 + $1.product.magnitude })
      #expect(few.paths.map(\.product.magnitude) == Array(paths.paths.map(\.product.magnitude).prefix(2)))
    }
  }

  @Test("zeros, infinities and branches that were not taken")
  func special() throws {
    let branch = try Expression(parsing: "max(x, 2*x)").chainPaths(at: [1], limit: 9)[0]
    #expect(branch.count.exact == 1)
    #expect(branch.paths.map(\.product) == [2])
    let infinite = try Expression(parsing: "sqrt(x) + x*x").chainPaths(at: [0], limit: 9)[0]
    #expect(infinite.count.exact == 3)
    #expect(infinite.paths[0].product == .infinity)
    #expect(try Expression(parsing: "x*x").chainPaths(at: [1], limit: 0)[0].paths.isEmpty)
  }

  @Test("a chain of a hundred thousand operations")
  func deep() throws {
    let f = try Expression(
      parsing: String(repeating: "-(", count: 100_000) + "x" + String(repeating: ")", count: 100_000))
    let paths = f.chainPaths(at: [1], limit: 3)[0]
    #expect(paths.count.exact == 1)
    #expect(paths.paths[0].product == 1)
  }
}
