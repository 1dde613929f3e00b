import Kernels
import Platform
import Testing

@testable import Autodiff

@Suite struct KernelTests {
  // MARK: Accuracy

  private struct Point {
    var function: String
    var operand: Double
    var exact: (high: Double, low: Double)
  }

  private static let points = referenceLines("kernels.txt").map { line in
    let fields = line.split(separator: " ")
    return Point(
      function: "\(fields[0])", operand: Double(fields[1])!, exact: (Double(fields[2])!, Double(fields[3])!))
  }

  /// The bounds are those of two million points a range, against quadruple precision.
  @Test(
    "errors in units of the last place, against 400 bits",
    arguments: [
      (Function.exp, 0.65), (.ln, 0.64), (.log1p, 0.66), (.sin, 0.74), (.cos, 0.74),
    ])
  func accuracy(_ function: Function, _ bound: Double) {
    let name = "\(function)"
    let points = KernelTests.points.filter { $0.function == name }
    #expect(points.count >= 600)
    for point in points {
      let result = Double.apply(function, point.operand, 0, 0)
      let error = ((result - point.exact.high) - point.exact.low) / point.exact.high.ulp
      #expect(error.magnitude <= bound, "\(name)(\(point.operand)): \(error) ulp")
    }
  }

  /// Zeros of both signs, the ends of the range, what is out of it, and multiples of pi/2.
  private static let special: [Double] =
    [
      0, 1, 0x1p-1074, 0x1p-1022, 0x1p-54, 0x1p-27, 0x1p-14, 0x1p19, 0x1p20, 1e22, 0x1.fffffffffffffp1023,
      .infinity, .nan, 709.78, 709.79, 745.1, 745.2, 1e3, 0.5, 2, .pi, .pi / 2, 3 * .pi, 355, 103993,
    ].flatMap { [$0, -$0] }

  @Test("special operands have the C library's results, to 1 ulp")
  func specialOperands() {
    for x in KernelTests.special {
      #expect(ulps(kernel_exp(x), exp(x)) <= 1, "exp(\(x))")
      #expect(ulps(kernel_ln(x), log(x)) <= 1, "ln(\(x))")
      #expect(ulps(kernel_log1p(x), log1p(x)) <= 1, "log1p(\(x))")
      #expect(ulps(kernel_sin(x), sin(x)) <= 1, "sin(\(x))")
      #expect(ulps(kernel_cos(x), cos(x)) <= 1, "cos(\(x))")
      #expect(kernel_sigmoid(x) >= 0 || x.isNaN)
      #expect(kernel_sigmoid(x).isNaN == x.isNaN)
      #expect(kernel_softplus(x).isNaN == x.isNaN)
    }
    #expect(kernel_sin(-0.0).sign == .minus && kernel_log1p(-0.0).sign == .minus)
    #expect(kernel_softplus(.infinity) == .infinity && kernel_softplus(-.infinity) == 0)
    #expect(kernel_sigmoid(.infinity) == 1 && kernel_sigmoid(-.infinity) == 0)
  }

  // MARK: Blocks

  /// Blocks of random operands, and blocks in which special ones are among them.
  private static func block(_ random: inout SplitMix64, among special: [Double]) -> [Double] {
    (0..<Program.blockSize).map { _ in
      if !special.isEmpty && random.below(6) == 0 { return random.pick(special) }
      return random.below(2) == 0 ? random.real(-3, 3) : random.real(-800, 800)
    }
  }

  private static func results(
    _ loop: block_loop, _ a: [Double], _ b: [Double], _ c: [Double]
  ) -> (first: [Double], second: [Double]) {
    var first = [Double](repeating: 0, count: Program.blockSize)
    var second = first
    loop(a, b, c, &first, &second)
    return (first, second)
  }

  private static func sameBits(_ a: [Double], _ b: [Double]) -> Bool {
    zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
  }

  @Test("a block has the bits of each number alone, on any processor")
  func blocks() throws {
    let functions = Function.allCases.filter { block_loop_of($0.block) != nil }
    #expect(functions.count >= 13)
    var random = SplitMix64(seed: 1)
    for function in functions {
      for round in 0..<40 {
        let special = round % 2 == 0 ? [] : KernelTests.special
        let a = KernelTests.block(&random, among: special)
        let b =
          round % 4 < 2
          ? KernelTests.block(&random, among: special) : [Double](repeating: 2, count: Program.blockSize)
        let alone = a.indices.map { Double.apply(function, a[$0], b[$0], b[$0]) }
        for loop in [block_loop_of(function.block), block_loop_plain(function.block)] {
          #expect(KernelTests.sameBits(KernelTests.results(try #require(loop), a, b, b).first, alone))
        }
      }
    }
  }

  @Test("two functions in one loop have the bits of each alone")
  func pairsAndFusions() {
    let functions = Function.allCases.filter { $0.block != BLOCK_NONE }
    var random = SplitMix64(seed: 2)
    var (pairs, fusions) = (0, 0)
    for f in functions {
      for g in functions {
        let operands = (0..<3).map { _ in KernelTests.block(&random, among: KernelTests.special) }
        let (a, b, c) = (operands[0], operands[1], operands[2])
        if let loop = block_pair_loop_of(f.block, g.block) {
          pairs += 1
          let (first, second) = KernelTests.results(loop, a, b, c)
          #expect(KernelTests.sameBits(first, a.map { Double.apply(f, $0, $0, $0) }))
          #expect(KernelTests.sameBits(second, a.map { Double.apply(g, $0, $0, $0) }))
        }
        for isSecond in [false, true] {
          guard let loop = block_fused_loop_of(f.block, g.block, isSecond) else { continue }
          fusions += 1
          let alone = a.indices.map { row in
            let inner = Double.apply(f, a[row], b[row], b[row])
            return isSecond
              ? Double.apply(g, c[row], inner, inner) : Double.apply(g, inner, c[row], c[row])
          }
          #expect(KernelTests.sameBits(KernelTests.results(loop, a, b, c).first, alone))
        }
      }
    }
    #expect(pairs == 1 && fusions == 18)
  }

  @Test("a sum has the bits of its additions from left to right, on any processor")
  func sums() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<200 {
      let count = 1 + random.below(20)
      let special = random.below(2) == 0 ? [] : KernelTests.special
      let blocks = (0..<2 * count).map { _ in KernelTests.block(&random, among: special) }
      let kinds = (0..<count).map { _ in random.pick([TERM_BLOCK, TERM_PRODUCT, TERM_MULTIPLE]) }
      let signs = (0..<count).map { $0 > 0 && random.below(2) == 0 }
      let alone = (0..<Program.blockSize).map { row in
        (0..<count).reduce(0.0) { sum, term in
          let (a, b) = (blocks[2 * term], blocks[2 * term + 1])
          let value =
            kinds[term] == TERM_BLOCK ? a[row] : a[row] * b[kinds[term] == TERM_PRODUCT ? row : 0]
          return term == 0 ? value : signs[term] ? sum - value : sum + value
        }
      }
      let memory = UnsafeMutablePointer<Double>.allocate(capacity: (2 * count + 1) * Program.blockSize)
      defer { memory.deallocate() }
      for (index, block) in blocks.enumerated() {
        (memory + index * Program.blockSize).update(from: block, count: Program.blockSize)
      }
      let terms = (0..<count).map { term in
        block_term(
          a: memory + 2 * term * Program.blockSize, b: memory + (2 * term + 1) * Program.blockSize,
          kind: kinds[term], isNegative: signs[term])
      }
      for loop in [block_sum_loop_best(), block_sum_loop_plain()] {
        var sums = [Double](repeating: 0, count: Program.blockSize)
        loop?(terms, count, &sums)
        #expect(KernelTests.sameBits(sums, alone))
      }
    }
  }
}
