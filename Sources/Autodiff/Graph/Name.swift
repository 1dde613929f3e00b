/// A name to look up: its bytes with their hash, which is computed once however many tables are asked.
///
/// Names are hashed and compared eight bytes at a time, so zeros must follow the bytes, or at least be
/// readable: `SourceBytes.padding` bytes.
struct Name {
  private let base: UnsafePointer<UInt8>
  let count: Int
  let hash: UInt32
  let firstWord: UInt64

  init(_ source: SourceBytes, _ range: Range<Int>) {
    base = source.base + range.lowerBound
    count = range.count
    hash = Name.hash(base, count)
    firstWord = Name.word(base, count, 0)
  }

  /// Hands a name made of a string or of bytes to `body`.
  static func with<R>(_ bytes: some Collection<UInt8>, _ body: (Name) -> R) -> R {
    let padded = Array(bytes) + [UInt8](repeating: 0, count: SourceBytes.padding)
    return padded.withUnsafeBufferPointer {
      body(Name(SourceBytes(base: $0.baseAddress!, count: $0.count), 0..<$0.count - SourceBytes.padding))
    }
  }

  var text: String {
    String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
  }

  var wordCount: Int { (count + 7) / 8 }

  /// Eight bytes, the first in the lowest place; zeros beyond the end.
  @inline(__always)
  func word(_ index: Int) -> UInt64 { Name.word(base, count, index) }

  @inline(__always)
  private static func word(_ base: UnsafePointer<UInt8>, _ count: Int, _ index: Int) -> UInt64 {
    let raw = UnsafeRawPointer(base + 8 &* index).loadUnaligned(as: UInt64.self)
    let rest = count &- 8 &* index
    let word = UInt64(littleEndian: raw)
    return rest >= 8 ? word : word & (1 &<< UInt64(truncatingIfNeeded: 8 &* rest) &- 1)
  }

  // One multiplication a word, both halves of the product mixed.
  // > Wang Yi, wyhash, https://github.com/wangyi-fudan/wyhash
  //
  // The lowest two bits are those of the last byte, and nothing else depends on them: of x100 … x999 four
  // neighbours are neighbours in a table, and a long sum x1 + x2 + … waits for memory a fourth as often.
  private static func hash(_ base: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
    guard count > 0 else { return 0 }
    var hash = UInt64(truncatingIfNeeded: count)
    var index = 0
    let last = (count &- 1) / 8
    while index < last {
      hash = mix(hash ^ word(base, count, index))
      index &+= 1
    }
    let neighbour = base[count &- 1] & 3
    let rest = UInt64(truncatingIfNeeded: 8 &* ((count &- 1) & 7))
    hash = mix(hash ^ word(base, count, last) ^ UInt64(neighbour) &<< rest)
    return UInt32(truncatingIfNeeded: hash) & ~3 | UInt32(neighbour)
  }

  @inline(__always)
  private static func mix(_ word: UInt64) -> UInt64 {
    let product = (word ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }
}
