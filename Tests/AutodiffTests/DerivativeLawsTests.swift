import Testing

@testable import Autodiff

@Suite("Laws of derivatives, on 10,000 random graphs")
struct DerivativeLawsTests {
  private static let count = 10_000

  /// Whether the numbers agree to rounding, relative to the largest number around.
  private func isClose(_ a: Double, _ b: Double, _ scale: Double, _ tolerance: Double = 1e-12) -> Bool {
    !(a.isFinite && b.isFinite) || (a - b).magnitude <= tolerance * max(scale, 1)
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
  private func size(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 * $1.1).magnitude }
  }

  @Test("⟨Jv, w⟩ = ⟨v, Jᵀw⟩")
  func adjointIdentity() {
    var random = RandomGraph(seed: 1)
    var failures = 0
    for _ in 0..<Self.count {
      let (f, inputs) = random.next()
      let direction = inputs.map { _ in random.number() }
      let weights = (0..<f.outputCount).map { _ in random.number() }
      let forward = f.jvp(at: inputs, along: direction).products
      let reverse = f.vjp(at: inputs, weights: weights).products
      let scale = size(forward, weights) + size(direction, reverse)
      if !isClose(dot(forward, weights), dot(direction, reverse), scale) { failures += 1 }
    }
    #expect(failures == 0)
  }

  @Test("linear in the direction, and columns of the Jacobian")
  func linearity() {
    var random = RandomGraph(seed: 2)
    var failures = 0
    for _ in 0..<Self.count {
      let (f, inputs) = random.next()
      let direction = inputs.map { _ in random.number() }
      let product = f.jvp(at: inputs, along: direction).products
      let double = f.jvp(at: inputs, along: direction.map { 2 * $0 }).products
      let rows = f.gradient(at: inputs).rows
      for (row, (one, two)) in zip(rows, zip(product, double)) {
        // A factor of two changes no digit.
        if one.isFinite && 2 * one != two { failures += 1 }
        if !isClose(one, dot(row, direction), size(row, direction)) { failures += 1 }
      }
    }
    #expect(failures == 0)
  }

  @Test("Hessian: symmetric to the bit, both triangles computed; a column is a product; Taylor agrees")
  func hessian() {
    var random = RandomGraph(seed: 3)
    var failures = 0
    for _ in 0..<Self.count {
      let (f, inputs) = random.next(outputs: 1)
      let (_, gradient, rows) = f.hessian(at: inputs)
      let scale = rows.flatMap { $0 }.map(\.magnitude).reduce(0, max)
      for i in rows.indices {
        let direction = rows.indices.map { $0 == i ? 1.0 : 0 }
        let product = f.hvp(at: inputs, along: direction).products
        for j in rows.indices {
          if rows[i][j].isFinite && rows[i][j].bitPattern != rows[j][i].bitPattern { failures += 1 }
          if !isClose(product[j], rows[i][j], scale) { failures += 1 }
        }
        let taylor = f.taylor(at: inputs, by: i, order: 2)[0]
        if !isClose(taylor[1], gradient[i], gradient.map(\.magnitude).reduce(0, max)) { failures += 1 }
        if !isClose(2 * taylor[2], rows[i][i], scale) { failures += 1 }
      }
    }
    #expect(failures == 0)
  }

  @Test("sum, product and chain rule")
  func rules() {
    var random = RandomGraph(seed: 4)
    var failures = 0
    for _ in 0..<Self.count {
      let (f, inputs) = random.next()
      guard f.outputCount == 2 else { continue }
      var graph = f.graph
      let (u, v) = (f.outputs[0], f.outputs[1])
      let made = [graph.call(.add, u, v), graph.call(.multiply, u, v), graph.call(.sin, u)]
      let all = Expression(source: [], graph, [u, v] + made)
      guard all.variables == f.variables else { continue }
      let gradient = all.gradient(at: inputs)
      let (a, b) = (gradient.values[0], gradient.values[1])
      for i in inputs.indices {
        let (da, db) = (gradient.rows[0][i], gradient.rows[1][i])
        // Shared nodes are summed in another order: relative to the largest term.
        let scale =
          gradient.rows[0].map(\.magnitude).reduce(0, max) + gradient.rows[1].map(\.magnitude).reduce(0, max)
        if !isClose(gradient.rows[2][i], da + db, scale) { failures += 1 }
        if !isClose(gradient.rows[3][i], da * b + a * db, scale * (1 + a.magnitude + b.magnitude)) {
          failures += 1
        }
        let cosine = Double.apply(.cos, a, a, a)
        if !isClose(gradient.rows[4][i], cosine * da, scale) { failures += 1 }
      }
    }
    #expect(failures == 0)
  }
}
