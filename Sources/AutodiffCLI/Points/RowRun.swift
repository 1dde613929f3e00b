import Platform

/// Lets several threads work through blocks, and hands on what comes out in the order of the blocks.
///
/// A thread takes the next block, works on it beside the others, and waits until those before it have been handed
/// on. So the result is the same for any number of threads, and no more blocks are in memory than there are threads.
final class RowRun {
  /// A thread's part: what it does with a block.
  struct Lane {
    /// Takes the next block; called by one thread at a time. False at the end.
    var take: () -> Bool
    var work: () -> Void
    /// Hands on what the work has come to; called by one thread at a time, in the order of the blocks. False if
    /// nothing more is wanted.
    var deliver: () -> Bool
  }

  private let inputLock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let turnLock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let turnChanged = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  /// Blocks taken, and blocks handed on.
  private var taken = 0
  private var turn = 0
  /// Whether there are no more blocks.
  private var isOver = false
  /// Whether no more are wanted.
  private var isStopped = false

  private init() {
    pthread_mutex_init(inputLock, nil)
    pthread_mutex_init(turnLock, nil)
    pthread_cond_init(turnChanged, nil)
  }

  deinit {
    pthread_mutex_destroy(inputLock)
    pthread_mutex_destroy(turnLock)
    pthread_cond_destroy(turnChanged)
    inputLock.deallocate()
    turnLock.deallocate()
    turnChanged.deallocate()
  }

  /// Works until there are no more blocks.
  ///
  /// - Parameters:
  ///   - threads: this one and others, which begin once there is a second block.
  ///   - makeLane: called by this thread alone, once for each thread.
  static func run(threads: Int, makeLane: () -> Lane) {
    let run = RowRun()
    var others: [Thread] = []
    run.work(makeLane()) {
      for _ in 1..<max(1, threads) {
        let lane = makeLane()
        // Fewer threads do as well.
        guard let thread = Thread({ run.work(lane) {} }) else { return }
        others.append(thread)
      }
    }
    for thread in others { thread.join() }
  }

  /// - Parameter hasSecond: called when there is a second block at the latest.
  private func work(_ lane: Lane, hasSecond: () -> Void) {
    while true {
      pthread_mutex_lock(inputLock)
      let ticket = taken
      let hasBlock = !isOver && lane.take()
      if hasBlock { taken += 1 } else { isOver = true }
      pthread_mutex_unlock(inputLock)
      guard hasBlock else { return }
      if ticket == 1 { hasSecond() }
      lane.work()

      pthread_mutex_lock(turnLock)
      while turn != ticket { pthread_cond_wait(turnChanged, turnLock) }
      if !isStopped { isStopped = !lane.deliver() }
      let isStopped = isStopped
      turn += 1
      pthread_cond_broadcast(turnChanged)
      pthread_mutex_unlock(turnLock)
      if isStopped { return }
    }
  }
}
