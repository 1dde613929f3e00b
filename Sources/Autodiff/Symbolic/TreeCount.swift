import Platform

/// How many nodes the tree of an expression would have. Trees grow exponentially, so the count is
/// exact as long as it fits 64 bits and a logarithm beyond: it never wraps and never becomes infinite.
public struct TreeCount: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The count, where it is exact.
  public let exact: UInt64?
  /// The logarithm of the count to base 10.
  public let log10: Double

  init(_ count: UInt64) {
    exact = count
    log10 = Platform.log10(Double(count))
  }

  private init(log10: Double) {
    exact = nil
    self.log10 = log10
  }

  static func + (a: TreeCount, b: TreeCount) -> TreeCount {
    if let x = a.exact, let y = b.exact {
      let (sum, overflow) = x.addingReportingOverflow(y)
      if !overflow { return TreeCount(sum) }
    }
    let (small, large) = a.log10 < b.log10 ? (a.log10, b.log10) : (b.log10, a.log10)
    return TreeCount(log10: large + Platform.log10(1 + Platform.pow(10, small - large)))
  }

  public static func < (a: TreeCount, b: TreeCount) -> Bool {
    if let x = a.exact, let y = b.exact { return x < y }
    return a.log10 < b.log10
  }

  /// The count; beyond 64 bits three digits and the power of ten, as `1.27e+30`.
  public var description: String {
    if let exact { return "\(exact)" }
    var exponent = log10.rounded(.down)
    var hundredths = Platform.pow(10, log10 - exponent + 2).rounded()
    if hundredths >= 1000 {
      hundredths /= 10
      exponent += 1
    }
    let digits = Int(hundredths)
    let fraction = digits % 100
    return "\(digits / 100).\(fraction < 10 ? "0" : "")\(fraction)e+\(Int(exponent))"
  }
}

extension Graph {
  /// The sizes of the trees below the given nodes, counted without expanding them. O(n).
  func treeCounts(of roots: [NodeID]) -> [TreeCount] {
    let mark = reachable(from: roots)
    var counts = [TreeCount](repeating: TreeCount(1), count: count)
    for index in mark.indices where mark[index] {
      var sum = TreeCount(1)
      for operand in nodes[index].operands { sum = sum + counts[operand.index] }
      counts[index] = sum
    }
    return roots.map { counts[$0.index] }
  }

  /// How many nodes the given nodes are made of, each counted once. O(n).
  func sharedCount(of roots: [NodeID]) -> Int {
    reachable(from: roots).count { $0 }
  }
}
