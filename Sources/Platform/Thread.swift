/// A thread of the C library: cheaper to begin with than Dispatch or a task group.
public struct Thread {
  #if canImport(Darwin)
    private var handle: pthread_t?
  #else
    private var handle = pthread_t()
  #endif

  private final class Body {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
  }

  /// Begins a thread.
  /// - Returns: nil where the system has none left.
  public init?(_ body: @escaping () -> Void) {
    let argument = Unmanaged.passRetained(Body(body))
    let status = pthread_create(
      &handle, nil,
      { argument in
        #if canImport(Darwin)
          Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        #else
          Unmanaged<Body>.fromOpaque(argument!).takeRetainedValue().run()
        #endif
        return nil
      }, argument.toOpaque())
    if status != 0 {
      argument.release()
      return nil
    }
  }

  /// Waits for its end.
  public func join() {
    #if canImport(Darwin)
      pthread_join(handle!, nil)
    #else
      pthread_join(handle, nil)
    #endif
  }
}
