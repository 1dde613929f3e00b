/// The vertical positions of the items of a layered drawing: as near to their neighbours as the order and the
/// gaps between them allow.
struct LayerPlacement {
  /// The middle of each item.
  private(set) var middles: [Double]

  private let graph: LayerGraph
  private static let rounds = 20

  init(_ graph: LayerGraph, _ order: [[Int]]) {
    self.graph = graph
    middles = [Double](repeating: 0, count: graph.items.count)
    var incoming = [[LayerGraph.Segment]](repeating: [], count: graph.items.count)
    var outgoing = incoming
    for segment in graph.segments {
      incoming[segment.target].append(segment)
      outgoing[segment.source].append(segment)
    }
    for level in order { place(level, at: level.map { _ in 0 }) }
    for round in 0..<LayerPlacement.rounds {
      let levels = round % 2 == 0 ? Array(order.indices) : order.indices.reversed()
      for level in levels {
        // At the end both sides count; before, the side that the sweep comes from.
        let both = round >= LayerPlacement.rounds - 4
        let wishes = order[level].map { item in
          let before = both || round % 2 == 0 ? incoming[item].map { middles[$0.source] - $0.port } : []
          let after = both || round % 2 == 1 ? outgoing[item].map { middles[$0.target] + $0.port } : []
          let all = before + after
          return all.isEmpty ? middles[item] : all.reduce(0, +) / Double(all.count)
        }
        place(order[level], at: wishes)
      }
    }
  }

  /// Places one level: the least squares of the distances from where the items would like to be.
  ///
  /// > Barlow et al., *Statistical inference under order restrictions* (1972): pooling adjacent violators.
  private mutating func place(_ level: [Int], at wishes: [Double]) {
    var offsets: [Double] = []
    var pools: [(sum: Double, weight: Double, count: Int)] = []
    var offset = 0.0
    for (place, item) in level.enumerated() {
      if place > 0 {
        let previous = graph.items[level[place - 1]]
        offset += (previous.height + graph.items[item].height) / 2 + LayeredLayout.gap
      }
      offsets.append(offset)
      // Long edges are straight before boxes are centred.
      let weight = graph.items[item].isWaypoint ? 4.0 : 1
      pools.append(((wishes[place] - offset) * weight, weight, 1))
      while pools.count > 1 {
        let (a, b) = (pools[pools.count - 2], pools[pools.count - 1])
        guard a.sum / a.weight > b.sum / b.weight else { break }
        pools.removeLast(2)
        pools.append((a.sum + b.sum, a.weight + b.weight, a.count + b.count))
      }
    }
    var place = 0
    for pool in pools {
      for _ in 0..<pool.count {
        middles[level[place]] = pool.sum / pool.weight + offsets[place]
        place += 1
      }
    }
  }
}
