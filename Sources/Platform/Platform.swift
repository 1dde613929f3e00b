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
