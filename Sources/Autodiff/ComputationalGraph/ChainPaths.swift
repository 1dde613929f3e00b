import Platform

/// The chain rule written out: the derivative of one output by one variable as a sum over paths.
///
/// > Bauer, *Computational graphs and rounding error*, SIAM J. Numer. Anal. 11 (1974).
public struct ChainPaths: Sendable {
  public struct Path: Sendable {
    /// The nodes from the output's operation down to the variable.
    public let nodes: [Trace.Quantity]
    /// The partial derivative on each edge, one fewer than nodes.
    public let partials: [Double]
    /// The product of the partials, 1 if there are none.
    public let product: Double
  }

  /// The output by its number from 1; 0 for the only one.
  public let output: Int
  public let variable: String
  /// The sum over all paths, found by a reverse sweep.
  public let derivative: Double
  /// How many paths there are. A path through a branch that was not taken, as in `max`, is none.
  public let count: TreeCount
  /// The paths with the largest products, the largest first.
  public let paths: [Path]

  /// The sum of the listed paths.
  public var listedSum: Double { paths.reduce(0) { $0 + $1.product } }
  /// Whether every path is listed.
  public var isComplete: Bool { count.exact == UInt64(paths.count) }
}

extension Expression {
  /// The paths from every output to each of the variables.
  ///
  /// - Parameters:
  ///   - inputs: a value for each variable, in order.
  ///   - indices: the variables; all unless given.
  ///   - limit: how many paths are listed for each output and variable.
  /// - Returns: for each output in turn, one a variable.
  /// - Complexity: O(*n*·*m*·*v*) in nodes, outputs and variables to count and sum; to list *k* paths of
  ///   length *l*, O(*k*·*l*·log(*k*·*l*)), however many there are.
  public func chainPaths(at inputs: [Double], by indices: [Int]? = nil, limit: Int) -> [ChainPaths] {
    let indices = indices ?? Array(variables.indices)
    let searches = indices.map { PathSearch(self, inputs, variable: $0) }
    return tape.outputs.enumerated().flatMap { position, slot in
      zip(indices, searches).map { index, search in
        ChainPaths(
          output: outputs.count == 1 ? 0 : position + 1, variable: variables[index],
          derivative: search.derivative(of: slot), count: search.counts[slot],
          paths: search.largest(limit, from: slot))
      }
    }
  }
}

/// Finds the paths to one variable with the largest products, by best-first search.
///
/// The largest product from a node on is known for every node beforehand, and so is what each edge *loses*
/// against the best edge there: nothing, exactly, if it is the best. A path so far is as good as what it has
/// lost, so the search never goes astray: each path costs its length. Products are compared by their
/// logarithms, because they may overflow.
private struct PathSearch {
  private let tape: Tape
  private let variable: String
  private let activity: Activity
  private let target: Int
  private let values: [Double]
  private let partials: [Double]
  /// Where the partials of each instruction begin.
  private let starts: [Int]
  /// How many paths lead from each slot to the variable.
  let counts: [TreeCount]
  /// The logarithm of the largest product on the way to the variable.
  private let reach: [Double]

  // Stand for a factor 0, and for one that is infinite or no number: such paths come last, or first.
  private static let never = -1e9
  private static let always = 1e9

  init(_ expression: Expression, _ inputs: [Double], variable index: Int) {
    tape = expression.tape
    variable = expression.variables[index]
    activity = Activity(tape, choosing: [index])
    target = tape.firstInput + index
    let linear = Linearization(tape, activity, constants: tape.constants.map(\.value), inputs: inputs)
    values = linear.values
    partials = linear.partials

    var starts: [Int] = []
    var next = 0
    var counts = [TreeCount](repeating: TreeCount(0), count: tape.slotCount)
    var reach = [Double](repeating: PathSearch.never, count: tape.slotCount)
    counts[target] = TreeCount(1)
    reach[target] = 0
    for (index, instruction) in tape.instructions.enumerated() {
      starts.append(next)
      let slot = tape.firstResult + index
      for place in 0..<Int(instruction.arity) where activity.isActive(instruction: index, operand: place) {
        let partial = partials[next]
        next += 1
        let operand = instruction.operand(place)
        if counts[operand].exact == 0 || instruction.function.isSelecting && partial == 0 { continue }
        let isFirst = counts[slot].exact == 0
        counts[slot] = counts[slot] + counts[operand]
        let weight = PathSearch.weight(partial) + reach[operand]
        reach[slot] = isFirst ? weight : max(reach[slot], weight)
      }
    }
    (self.starts, self.counts, self.reach) = (starts, counts, reach)
  }

  private static func weight(_ partial: Double) -> Double {
    partial == 0 ? never : partial.isFinite ? Platform.log2(partial.magnitude) : always
  }

  func derivative(of slot: Int) -> Double {
    if values[slot].isNaN { return .nan }
    return reverseSweep(tape, activity, partials: partials, seeds: [(slot, 1)])[target].orZero
  }

  /// A path so far, as a chain back to its beginning.
  private struct Step {
    var previous: Int
    var slot: Int
    var partial: Double
    /// How far the logarithm of the best continuation is below that of the best path.
    var loss: Double
  }

  func largest(_ limit: Int, from output: Int) -> [ChainPaths.Path] {
    guard counts[output].exact != 0, limit > 0 else { return [] }
    var steps = [Step(previous: -1, slot: output, partial: 1, loss: 0)]
    var queue = StepQueue()
    queue.insert(0, loss: 0)
    var found: [ChainPaths.Path] = []
    while found.count < limit, let step = queue.removeFirst() {
      let (slot, loss) = (steps[step].slot, steps[step].loss)
      if slot == target {
        found.append(path(endingAt: step, steps))
        continue
      }
      let index = slot - tape.firstResult
      let instruction = tape.instructions[index]
      // Backwards, so that of equal paths the first as written is the newest, and found first.
      var place = starts[index] + activity.steps[index].count
      for operand in (0..<Int(instruction.arity)).reversed()
      where activity.isActive(instruction: index, operand: operand) {
        place -= 1
        let partial = partials[place]
        let next = instruction.operand(operand)
        if counts[next].exact == 0 || instruction.function.isSelecting && partial == 0 { continue }
        let lost = reach[slot] - (PathSearch.weight(partial) + reach[next])
        steps.append(Step(previous: step, slot: next, partial: partial, loss: loss + lost))
        queue.insert(steps.count - 1, loss: loss + lost)
      }
    }
    // Logarithms are rounded; what is listed is sorted by the products themselves.
    return found.enumerated().sorted {
      let (a, b) = ($0.element.product.magnitude, $1.element.product.magnitude)
      return a == b || a.isNaN || b.isNaN ? $0.offset < $1.offset : a > b
    }.map(\.element)
  }

  private func path(endingAt last: Int, _ steps: [Step]) -> ChainPaths.Path {
    var nodes: [Trace.Quantity] = []
    var partials: [Double] = []
    var step = last
    while step >= 0 {
      let slot = steps[step].slot
      nodes.append(slot == target ? .input(variable) : .primal(tape.row(ofSlot: slot)))
      if steps[step].previous >= 0 { partials.append(steps[step].partial) }
      step = steps[step].previous
    }
    partials.reverse()
    return ChainPaths.Path(nodes: nodes.reversed(), partials: partials, product: partials.reduce(1, *))
  }
}

/// A binary heap of steps: the smallest loss first, of equal ones the newest, so that a path is followed to its
/// end before another one of the same product is begun.
private struct StepQueue {
  private var heap: [(loss: Double, step: Int)] = []

  private static func precedes(_ a: (loss: Double, step: Int), _ b: (loss: Double, step: Int)) -> Bool {
    a.loss != b.loss ? a.loss < b.loss : a.step > b.step
  }

  mutating func insert(_ step: Int, loss: Double) {
    heap.append((loss, step))
    var child = heap.count - 1
    while child > 0, StepQueue.precedes(heap[child], heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() -> Int? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first.step }
    heap[0] = last
    var parent = 0
    while true {
      var best = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if StepQueue.precedes(heap[child], heap[best]) { best = child }
      }
      if best == parent { return first.step }
      heap.swapAt(parent, best)
      parent = best
    }
  }
}
