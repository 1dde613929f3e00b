import Platform

/// Several pieces of work, timed in turn, round after round, so that whatever disturbs the machine disturbs
/// all of them.
struct Race {
  /// The time of each round of each piece of work, in nanoseconds.
  private var times: [[Double]]

  /// - Parameters:
  ///   - rounds: how often each is timed, after one round that is not counted.
  ///   - work: the pieces of work.
  init(rounds: Int, _ work: [() -> Void]) {
    times = work.map { _ in [] }
    for round in 0...rounds {
      for (lane, body) in work.enumerated() {
        let start = Race.now()
        body()
        let time = Race.now() - start
        if round > 0 { times[lane].append(time) }
      }
    }
  }

  /// The median time of a piece of work, in nanoseconds.
  func time(_ lane: Int) -> Double { Race.median(times[lane]) }

  /// The median, over the rounds, of the time of one piece of work to that of another.
  func ratio(_ lane: Int, to other: Int) -> Double {
    Race.median(zip(times[lane], times[other]).map { $0 / $1 })
  }

  /// How long some work takes.
  static func seconds(_ body: () -> Void) -> Double {
    let start = now()
    body()
    return (now() - start) / 1e9
  }

  private static func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}

/// Uses a result, so that the work for it is not left out by the optimiser.
@inline(never)
func keep<T>(_ result: T) {}
