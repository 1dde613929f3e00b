/// The order of the items within each level: barycentres of the neighbours, the best of some sweeps.
struct LayerOrder {
  /// For each level, its items from top to bottom.
  private(set) var order: [[Int]]

  private let graph: LayerGraph
  private var position: [Double]
  private let incoming: [[Int]]
  private let outgoing: [[Int]]

  private static let sweeps = 16

  init(_ graph: LayerGraph) {
    self.graph = graph
    order = [[Int]](repeating: [], count: graph.levelCount)
    for (index, item) in graph.items.enumerated() { order[item.level].append(index) }
    position = [Double](repeating: 0, count: graph.items.count)
    var incoming = [[Int]](repeating: [], count: graph.items.count)
    var outgoing = incoming
    for (index, segment) in graph.segments.enumerated() {
      incoming[segment.target].append(index)
      outgoing[segment.source].append(index)
    }
    self.incoming = incoming
    self.outgoing = outgoing
    number()
    var best = (crossings: crossings(), order: order)
    for sweep in 0..<LayerOrder.sweeps where best.crossings > 0 {
      if sweep % 2 == 0 {
        for level in order.indices.dropFirst() { sort(level, towards: incoming) }
      } else {
        for level in order.indices.dropLast().reversed() { sort(level, towards: outgoing) }
      }
      let count = crossings()
      if count < best.crossings { best = (count, order) }
    }
    order = best.order
  }

  private mutating func number() {
    for level in order { for (place, item) in level.enumerated() { position[item] = Double(place) } }
  }

  private mutating func sort(_ level: Int, towards segments: [[Int]]) {
    let keyed = order[level].map { (item: $0, key: barycentre($0, segments), old: position[$0]) }
    order[level] = keyed.sorted { ($0.key, $0.old) < ($1.key, $1.old) }.map(\.item)
    for (place, item) in order[level].enumerated() { position[item] = Double(place) }
  }

  /// The mean place of the neighbours on one side, ports as fractions; its own place if it has none.
  private func barycentre(_ item: Int, _ segments: [[Int]]) -> Double {
    guard !segments[item].isEmpty else { return position[item] }
    let sum = segments[item].reduce(0.0) { sum, index in
      let segment = graph.segments[index]
      return sum + (segment.target == item ? position[segment.source] : position(ofEnd: segment))
    }
    return sum / Double(segments[item].count)
  }

  private func position(ofEnd segment: LayerGraph.Segment) -> Double {
    position[segment.target] + segment.port / (graph.items[segment.target].height + 1) / 2
  }

  /// How many pairs of segments cross, counted by inversions.
  ///
  /// > Barth, Jünger, Mutzel, *Simple and efficient bilayer cross counting*, Graph Drawing 2002.
  private func crossings() -> Int {
    var total = 0
    for level in order.indices.dropLast() {
      let segments = order[level].flatMap { outgoing[$0] }.map { graph.segments[$0] }
      let ends = segments.map { (from: position[$0.source], to: position(ofEnd: $0)) }
        .sorted { ($0.from, $0.to) < ($1.from, $1.to) }.map(\.to)
      var ranks: [Double: Int] = [:]
      for end in ends.sorted() where ranks[end] == nil { ranks[end] = ranks.count + 1 }
      // A binary indexed tree of the ends so far.
      var tree = [Int](repeating: 0, count: ranks.count + 1)
      for (seen, end) in ends.enumerated() {
        var (notAbove, place) = (0, ranks[end]!)
        while place > 0 {
          notAbove += tree[place]
          place &= place - 1
        }
        total += seen - notAbove
        place = ranks[end]!
        while place < tree.count {
          tree[place] += 1
          place += place & -place
        }
      }
    }
    return total
  }
}
