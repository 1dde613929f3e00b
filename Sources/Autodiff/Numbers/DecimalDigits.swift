/// Natural numbers as decimal digits.
enum DecimalDigits {
  /// How many digits a number has; 1 for 0. No more than 19.
  @inline(__always)
  static func count(_ number: UInt64) -> Int {
    // 1233/4096 is just above log₁₀ 2.
    let guess = ((64 - (number | 1).leadingZeroBitCount) * 1233) >> 12
    return guess + (number >= powers[guess] ? 1 : 0)
  }

  private static let powers: [UInt64] = [
    0, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  /// Writes the digits of a number that has `count` of them.
  @inline(__always)
  static func write(_ number: UInt64, _ count: Int, to start: UnsafeMutablePointer<UInt8>) {
    var (number, place) = (number, count)
    while place > 8 {
      let (rest, low) = number.quotientAndRemainder(dividingBy: 100_000_000)
      place -= 8
      writeEight(UInt32(low), to: start + place)
      number = rest
    }
    var small = UInt32(truncatingIfNeeded: number)
    while place > 1 {
      place -= 2
      writePair(small % 100, to: start + place)
      small /= 100
    }
    if place == 1 { start[0] = UInt8(ascii: "0") + UInt8(small) }
  }

  @inline(__always)
  private static func writeEight(_ number: UInt32, to start: UnsafeMutablePointer<UInt8>) {
    let (upper, lower) = (number / 10_000, number % 10_000)
    writePair(upper / 100, to: start)
    writePair(upper % 100, to: start + 2)
    writePair(lower / 100, to: start + 4)
    writePair(lower % 100, to: start + 6)
  }

  @inline(__always)
  private static func writePair(_ number: UInt32, to start: UnsafeMutablePointer<UInt8>) {
    let pair = UnsafeRawPointer(pairs.utf8Start + Int(number) * 2).loadUnaligned(as: UInt16.self)
    UnsafeMutableRawPointer(start).storeBytes(of: pair, as: UInt16.self)
  }

  private static let pairs: StaticString = """
    0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
    5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
    """
}
