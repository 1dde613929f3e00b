extension rusage {
  /// The most memory that was in use at any time, in bytes: Linux counts kilobytes, Darwin bytes.
  public var peakMemory: Int {
    #if canImport(Darwin)
      Int(ru_maxrss)
    #else
      Int(ru_maxrss) * 1024
    #endif
  }
}
