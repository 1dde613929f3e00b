/// Hexadecimal floats: `1.8p3` behind the `0x`.
enum HexadecimalFloat {
  typealias Bytes = NumberReader.Bytes

  /// - Returns: nil if there is no digit.
  static func read(_ start: Bytes, _ limit: Bytes) -> (value: Double, end: Bytes)? {
    var place = start
    // The first 15 digits that count, and in the lowest bit whether there is more.
    var significand: UInt64 = 0
    var (exponent, count, isFraction) = (0, 0, false)
    while place < limit {
      if let digit = digit(place.pointee) {
        if significand >> 60 == 0 {
          significand = significand << 4 | UInt64(digit)
          if isFraction { exponent -= 4 }
        } else {
          if digit != 0 { significand |= 1 }
          if !isFraction { exponent += 4 }
        }
        count += 1
      } else if place.pointee == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else {
        break
      }
      place += 1
    }
    guard count > 0 else { return nil }

    exponent += NumberReader.readExponent(&place, limit, after: UInt8(ascii: "p"))
    return (rounded(significand, exponent), place)
  }

  /// significand · 2^exponent, rounded once.
  private static func rounded(_ significand: UInt64, _ exponent: Int) -> Double {
    guard significand != 0 else { return 0 }
    // The highest bit of the significand has this power of two.
    let top = 63 - significand.leadingZeroBitCount + exponent
    if top > 1023 { return .infinity }
    if top < -1075 { return 0 }
    // The power of two of the result's last bit, and how many bits lie below it.
    let last = max(top - 52, -1074)
    let dropped = last - exponent
    guard dropped > 0 else {
      return Double(sign: .plus, exponent: exponent, significand: Double(significand))
    }
    guard dropped < 64 else {
      // Nothing but the rounding is left: half of the smallest number, or less.
      return dropped == 64 && significand > 1 << 63 ? .leastNonzeroMagnitude : 0
    }
    let kept = significand >> UInt64(dropped)
    let rest = significand & (1 << UInt64(dropped) - 1)
    let half: UInt64 = 1 << UInt64(dropped - 1)
    let roundsUp = rest > half || rest == half && kept & 1 == 1
    return Double(sign: .plus, exponent: last, significand: Double(kept + (roundsUp ? 1 : 0)))
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    if byte &- 48 < 10 { return byte - 48 }
    let letter = (byte | 0x20) &- 97
    return letter < 6 ? letter + 10 : nil
  }
}
