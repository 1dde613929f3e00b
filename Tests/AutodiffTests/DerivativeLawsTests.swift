import Testing

@testable import Autodiff

/// The laws hold to 1e-13 of the sum of the absolute values of the terms that are added, in every case in which
/// all values and partials are finite and within 1e±30. How many are not is counted: 2 % at most, and as it is,
/// none but those where hypot(0, 0) has no second derivative, 8 of 10,000.
@Suite("Laws of derivatives, on 10,000 random graphs")
struct DerivativeLawsTests {
  private static let count = 10_000

  /// What became of the cases.
  private struct Tally {
    var checked = 0
    var skipped = 0
    var failures: [String] = []

    /// Counts a case as skipped in which hypot(0, 0), a kink, has no second derivative.
    mutating func isKink(_ columns: [[Double]]) -> Bool {
      if columns.allSatisfy({ $0.allSatisfy(\.isFinite) }) { return false }
      checked -= 1
      skipped += 1
      return true
    }
    mutating func expect(_ a: Double, _ b: Double, _ scale: Double, _ name: @autoclosure () -> String) {
      // A nan fails.
      if !((a - b).magnitude <= 1e-13 * scale) { failures.append("\(name()): \(a), \(b), of \(scale)") }
    }
    mutating func expectSame(_ a: Double, _ b: Double, _ name: @autoclosure () -> String) {
      if a.bitPattern != b.bitPattern && !(a == 0 && b == 0) { failures.append("\(name()): \(a), \(b)") }
    }

    var isSound: Bool { checked >= 9_800 && skipped * 50 <= checked && failures.isEmpty }
  }

  /// Runs a law on random graphs until enough have been checked.
  private func onGraphs(
    seed: UInt64, outputs: Int = 2,
    _ law: (Expression, [Double], AbsoluteTerms, inout RandomGraph, inout Tally) -> Void
  ) -> Tally {
    var random = RandomGraph(seed: seed)
    var tally = Tally()
    for _ in 0..<Self.count {
      let (f, inputs) = random.next(outputs: outputs)
      let terms = AbsoluteTerms(f, at: inputs)
      if terms.isTame {
        tally.checked += 1
        law(f, inputs, terms, &random, &tally)
      } else {
        tally.skipped += 1
      }
    }
    return tally
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
  private func size(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 * $1.1).magnitude }
  }

  @Test("⟨Jv, w⟩ = ⟨v, Jᵀw⟩")
  func adjointIdentity() {
    let tally = onGraphs(seed: 1) { f, inputs, terms, random, tally in
      let direction = inputs.map { _ in random.number() }
      let weights = (0..<f.outputCount).map { _ in random.number() }
      let forward = f.jvp(at: inputs, along: direction).products
      let reverse = f.vjp(at: inputs, weights: weights).products
      let scale = size(direction, terms.product(weights: weights))
      tally.expect(dot(forward, weights), dot(direction, reverse), scale, f.text)
    }
    #expect(tally.isSound, "\(tally)")
  }

  @Test("linear in the direction, and columns of the Jacobian")
  func linearity() {
    let tally = onGraphs(seed: 2) { f, inputs, terms, random, tally in
      let direction = inputs.map { _ in random.number() }
      let product = f.jvp(at: inputs, along: direction).products
      let double = f.jvp(at: inputs, along: direction.map { 2 * $0 }).products
      let rows = f.gradient(at: inputs).rows
      for output in rows.indices {
        // A factor of two changes no digit.
        tally.expectSame(2 * product[output], double[output], f.text)
        tally.expect(
          product[output], dot(rows[output], direction), size(terms.gradient(output), direction), f.text)
      }
    }
    #expect(tally.isSound, "\(tally)")
  }

  @Test("Hessian: symmetric to the bit; a column is a product")
  func hessian() {
    let tally = onGraphs(seed: 3, outputs: 1) { f, inputs, terms, _, tally in
      let rows = f.hessian(at: inputs).rows
      let scales = rows.indices.map(terms.hessianColumn)
      if tally.isKink(scales) { return }
      for i in rows.indices {
        let product = f.hvp(at: inputs, along: rows.indices.map { $0 == i ? 1.0 : 0 }).products
        for j in rows.indices {
          tally.expectSame(rows[i][j], rows[j][i], f.text)
          tally.expect(product[j], rows[i][j], scales[i][j], f.text)
        }
      }
    }
    #expect(tally.isSound, "\(tally)")
  }

  @Test("Taylor coefficients: the first is the gradient, the second half the Hessian's diagonal")
  func taylor() {
    let tally = onGraphs(seed: 5, outputs: 1) { f, inputs, terms, _, tally in
      let (_, gradient, rows) = f.hessian(at: inputs)
      let scale = terms.gradient(0)
      let scales = rows.indices.map(terms.hessianColumn)
      if tally.isKink(scales) { return }
      for i in rows.indices {
        let taylor = f.taylor(at: inputs, by: i, order: 2)[0]
        tally.expect(taylor[1], gradient[i], scale[i], f.text)
        tally.expect(2 * taylor[2], rows[i][i], scales[i][i], f.text)
      }
    }
    #expect(tally.isSound, "\(tally)")
  }

  @Test("sum, product and chain rule")
  func rules() {
    let tally = onGraphs(seed: 4) { f, inputs, terms, _, tally in
      var graph = f.graph
      let (u, v) = (f.outputs[0], f.outputs[1])
      let made = [graph.call(.add, u, v), graph.call(.multiply, u, v), graph.call(.sin, u)]
      let all = Expression(source: [], graph, [u, v] + made)
      let gradient = all.gradient(at: inputs)
      let (a, b) = (gradient.values[0], gradient.values[1])
      let (first, second) = (terms.gradient(0), terms.gradient(1))
      let cosine = Double.apply(.cos, a, a, a)
      for i in inputs.indices {
        let (da, db) = (gradient.rows[0][i], gradient.rows[1][i])
        tally.expect(gradient.rows[2][i], da + db, first[i] + second[i], f.text)
        tally.expect(
          gradient.rows[3][i], da * b + a * db, first[i] * b.magnitude + second[i] * a.magnitude, f.text)
        tally.expect(gradient.rows[4][i], cosine * da, first[i] * cosine.magnitude, f.text)
      }
    }
    #expect(tally.isSound, "\(tally)")
  }

  @Test("sharing changes no bit of a value or a tangent")
  func sharing() {
    var written = 0
    let tally = onGraphs(seed: 6, outputs: 1) { f, inputs, _, _, tally in
      guard let (tree, values) = unshared(f, inputs) else { return }
      written += 1
      tally.expectSame(f.values(at: inputs)[0], tree.values(at: values)[0], f.text)
      let direction = inputs.map { _ in 1.0 }
      tally.expectSame(
        f.jvp(at: inputs, along: direction).products[0],
        tree.jvp(at: values, along: values.map { _ in 1.0 }).products[0], f.text)
    }
    #expect(tally.isSound, "\(tally)")
    #expect(written > 9_000)
  }

  /// The expression as a tree: every occurrence of a part, and of a variable, is one of its own.
  private func unshared(_ f: Expression, _ inputs: [Double]) -> (Expression, [Double])? {
    var graph = Graph()
    var values: [Double] = []
    var result: [NodeID] = []
    // Operands on a stack of results, as in a calculator of reverse Polish notation.
    var todo: [(node: NodeID, isReady: Bool)] = [(f.outputs[0], false)]
    var size = 0
    while let (id, isReady) = todo.popLast() {
      let node = f.graph[id]
      size += 1
      if size > 2000 { return nil }
      switch node.kind {
      case .constant: result.append(graph.constant(node.constant))
      case .named: result.append(graph.named(node.namedConstant))
      case .variable:
        let place = f.variables.firstIndex(of: f.graph.variables[node.variable]) ?? 0
        result.append(graph.variable("v\(values.count)"))
        values.append(inputs[place])
      case .call where isReady:
        let operands = Array(result.suffix(node.function.arity))
        result.removeLast(operands.count)
        switch operands.count {
        case 1: result.append(graph.call(node.function, operands[0]))
        case 2: result.append(graph.call(node.function, operands[0], operands[1]))
        default: result.append(graph.call(node.function, operands[0], operands[1], operands[2]))
        }
      case .call:
        todo.append((id, true))
        for operand in Array(node.operands).reversed() { todo.append((operand, false)) }
      }
    }
    let tree = Expression(source: [], graph, [result[0]])
    return (tree, values)
  }
}
