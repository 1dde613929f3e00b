/// The bytes of a text while it is read, with zeros behind the end: a look ahead needs no check of the end,
/// and names can be taken eight bytes at a time.
///
/// Valid only within `read`. Reading through an array cost a fifth of the parser's time in checks.
struct SourceBytes {
  let base: UnsafePointer<UInt8>
  /// Without the zeros.
  let count: Int

  /// How many zeros there are behind the end.
  static let padding = 8

  /// Hands the bytes to `body`. O(n): they are copied.
  static func read<R>(
    _ source: some Collection<UInt8>, _ body: (SourceBytes) throws(SyntaxError) -> R
  ) throws(SyntaxError) -> R {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count + padding)
    bytes.append(contentsOf: source)
    bytes.append(contentsOf: repeatElement(0, count: padding))
    return try bytes.withUnsafeBufferPointer { buffer throws(SyntaxError) in
      try body(SourceBytes(base: buffer.baseAddress!, count: buffer.count - padding))
    }
  }

  /// The byte at a place, 0 at the end and up to `padding` bytes beyond.
  @inline(__always)
  subscript(place: Int) -> UInt8 { base[place] }

  subscript(range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }
}
