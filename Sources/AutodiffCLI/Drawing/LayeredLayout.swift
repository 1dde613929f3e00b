/// A layered layout of a directed graph: levels from left to right, and edges that never run through a node.
///
/// An edge over several levels passes each level between at a place of its own, a *waypoint*; edges from one
/// node share their waypoints. The order within a level reduces crossings, the positions shorten the edges.
///
/// - Complexity: O(*w*·log *w*) for *w* nodes and waypoints.
/// > Sugiyama, Tagawa, Toda, *Methods for visual understanding of hierarchical system structures*,
/// > IEEE Trans. SMC 11 (1981).
struct LayeredLayout {
  struct Box {
    var level: Int
    var width: Double
    var height: Double
  }

  /// An edge. The edges into a box arrive at ports on its left side, in the order in which they are given.
  struct Link {
    var source: Int
    var target: Int
    /// The room that its label needs before the target.
    var labelWidth: Double
  }

  /// A stretch of an edge: a curve from `start` to `end`, then a straight line to `stop`.
  struct Stretch: Equatable {
    var start: Double
    var from: Double
    var end: Double
    var to: Double
    var stop: Double
    /// Where the straight line before the curve begins.
    var begin: Double
  }

  /// The distance of two ports.
  static let portGap = 19.0
  static let gap = 16.0
  static let curveWidth = 56.0

  private(set) var width = 0.0
  private(set) var height = 0.0
  /// The left and the middle of each box.
  private(set) var places: [(left: Double, middle: Double)] = []
  private(set) var routes: [[Stretch]] = []

  init(_ boxes: [Box], _ links: [Link]) {
    let layers = LayerGraph(boxes, links)
    let order = LayerOrder(layers).order
    let middles = LayerPlacement(layers, order).middles

    var columnWidths = [Double](repeating: 0, count: order.count)
    for box in boxes { columnWidths[box.level] = max(columnWidths[box.level], box.width) }
    var labelWidths = [Double](repeating: 0, count: order.count)
    for link in links {
      let level = boxes[link.target].level
      labelWidths[level] = max(labelWidths[level], link.labelWidth + 16)
    }
    var lefts: [Double] = []
    var x = 0.0
    for level in order.indices {
      if level > 0 { x += LayeredLayout.curveWidth + labelWidths[level] }
      lefts.append(x)
      x += columnWidths[level]
    }
    width = x
    let tops = layers.items.indices.map { middles[$0] - layers.items[$0].height / 2 }
    let bottoms = layers.items.indices.map { middles[$0] + layers.items[$0].height / 2 }
    let top = tops.min() ?? 0
    height = (bottoms.max() ?? 0) - top
    places = boxes.indices.map { (lefts[boxes[$0].level], middles[$0] - top) }
    routes = links.indices.map { link in
      layers.routes[link].map { segment in
        let level = layers.items[segment.source].level
        let isBox = segment.source < boxes.count
        return Stretch(
          start: lefts[level] + columnWidths[level], from: middles[segment.source] - top,
          end: lefts[level + 1] - labelWidths[level + 1], to: middles[segment.target] + segment.port - top,
          stop: lefts[level + 1], begin: lefts[level] + (isBox ? boxes[segment.source].width : 0))
      }
    }
  }
}

/// The graph with waypoints: every segment leads from one level to the next.
struct LayerGraph {
  struct Item {
    var level: Int
    var height: Double
    var isWaypoint: Bool
  }
  struct Segment: Hashable {
    var source: Int
    var target: Int
    /// Where it arrives, from the middle of the target.
    var port: Double
  }

  /// The boxes, then the waypoints.
  private(set) var items: [Item]
  private(set) var segments: [Segment] = []
  /// The segments of each link.
  private(set) var routes: [[Segment]] = []
  let levelCount: Int

  init(_ boxes: [LayeredLayout.Box], _ links: [LayeredLayout.Link]) {
    items = boxes.map { Item(level: $0.level, height: $0.height, isWaypoint: false) }
    levelCount = (boxes.map(\.level).max() ?? -1) + 1
    var waypoints = [[Int]](repeating: [], count: boxes.count)
    var ports = [Int](repeating: 0, count: boxes.count)
    for link in links { ports[link.target] += 1 }
    var used = [Int](repeating: 0, count: boxes.count)
    for link in links {
      let first = boxes[link.source].level + 1
      var route: [Segment] = []
      var place = link.source
      for level in first..<boxes[link.target].level {
        if waypoints[link.source].count <= level - first {
          waypoints[link.source].append(items.count)
          items.append(Item(level: level, height: 4, isWaypoint: true))
          segments.append(Segment(source: place, target: items.count - 1, port: 0))
        }
        let next = waypoints[link.source][level - first]
        route.append(Segment(source: place, target: next, port: 0))
        place = next
      }
      let port = (Double(used[link.target]) - Double(ports[link.target] - 1) / 2) * LayeredLayout.portGap
      used[link.target] += 1
      route.append(Segment(source: place, target: link.target, port: port))
      segments.append(route[route.count - 1])
      routes.append(route)
    }
  }
}
