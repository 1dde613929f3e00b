// The C library, under one name. No other file of the package asks which platform it is on.
#if canImport(Glibc)
  @_exported import Glibc
#elseif canImport(Musl)
  @_exported import Musl
#elseif canImport(Darwin)
  @_exported import Darwin
#else
  #error("autodiff needs the C library of Linux (glibc or musl) or of Darwin")
#endif

/// Keeps freed memory in the process, for what is allocated next.
///
/// A process that computes at one point after another frees and takes the same large arrays again and again.
/// glibc gives them back to the system each time, and fresh pages cost more than the sweep over them. For the
/// `main` of a program, before its first large array.
public func keepFreedMemory() {
  #if canImport(Glibc)
    let (trimThreshold, mapThreshold): (Int32, Int32) = (-1, -3)
    _ = mallopt(trimThreshold, 1 << 30)
    _ = mallopt(mapThreshold, 1 << 30)
  #endif
}

#if canImport(Glibc)
  // Swift's module of glibc leaves <malloc.h> out.
  @_silgen_name("mallopt")
  private func mallopt(_ parameter: Int32, _ value: Int32) -> Int32
#endif
