/// A decimal of any number of digits, compared with the middles between doubles in exact arithmetic.
struct ExactDecimal {
  /// The significant digits as an integer.
  private let digits: BigInteger
  private let exponent: Int

  /// Enough to tell any two middles between doubles apart: these have up to 767 significant digits.
  private static let limit = 800

  /// - Parameters:
  ///   - text: the digits, a point among them.
  ///   - exponent: the power of ten of the 19th significant digit, of which there are more.
  init(_ text: UnsafeBufferPointer<UInt8>, exponent: Int) {
    var digits = BigInteger(0)
    var (count, hasMore) = (0, false)
    for byte in text where byte != UInt8(ascii: ".") && (count > 0 || byte != UInt8(ascii: "0")) {
      if count < ExactDecimal.limit {
        digits.multiply(by: 10, adding: UInt32(byte &- 48))
        count += 1
      } else if byte != UInt8(ascii: "0") {
        hasMore = true
        break
      }
    }
    // What lies beyond the limit only says on which side of a shorter number this one is.
    if hasMore {
      digits.multiply(by: 10, adding: 1)
      count += 1
    }
    self.digits = digits
    self.exponent = exponent + 19 - count
  }

  /// The nearest double, starting from one that is a few doubles off at most.
  func nearest(to estimate: Double) -> Double {
    var bits = estimate.bitPattern
    while bits < Double.infinity.bitPattern, isAbove(middleAbove: bits, orAt: bits & 1 == 1) { bits += 1 }
    while bits > 0, !isAbove(middleAbove: bits - 1, orAt: bits & 1 == 0) { bits -= 1 }
    return Double(bitPattern: bits)
  }

  /// Whether the decimal is greater than the middle between a double and the next; with `orAt`, or equal to it.
  ///
  /// A double m · 2^e has the middle (2m + 1) · 2^(e - 1) above it, also where the exponent changes.
  private func isAbove(middleAbove bits: UInt64, orAt: Bool) -> Bool {
    let field = Int(bits >> 52)
    let significand = bits & (1 << 52 - 1) | (field == 0 ? 0 : 1 << 52)
    var (left, right) = (digits, BigInteger(2 * significand + 1))
    left.multiply(byPowerOfFive: max(exponent, 0))
    right.multiply(byPowerOfFive: max(-exponent, 0))
    let shift = exponent - (max(field, 1) - 1075 - 1)
    if shift > 0 { left.shiftLeft(by: shift) } else { right.shiftLeft(by: -shift) }
    return right < left || orAt && right == left
  }
}

/// A natural number of any size: just what an exact comparison needs.
struct BigInteger: Equatable {
  /// From the lowest; none of the highest are 0.
  private var limbs: [UInt32] = []

  init(_ value: UInt64) {
    for limb in [UInt32(truncatingIfNeeded: value), UInt32(value >> 32)] { limbs.append(limb) }
    while limbs.last == 0 { limbs.removeLast() }
  }

  mutating func multiply(by factor: UInt32, adding addend: UInt32 = 0) {
    var carry = UInt64(addend)
    for index in limbs.indices {
      let product = UInt64(limbs[index]) * UInt64(factor) + carry
      limbs[index] = UInt32(truncatingIfNeeded: product)
      carry = product >> 32
    }
    if carry > 0 { limbs.append(UInt32(carry)) }
  }

  mutating func multiply(byPowerOfFive exponent: Int) {
    for _ in 0..<exponent / 13 { multiply(by: 1_220_703_125) }
    for _ in 0..<exponent % 13 { multiply(by: 5) }
  }

  mutating func shiftLeft(by bits: Int) {
    guard !limbs.isEmpty else { return }
    multiply(by: 1 << UInt32(bits % 32))
    limbs.insert(contentsOf: repeatElement(0, count: bits / 32), at: 0)
  }

  static func < (a: BigInteger, b: BigInteger) -> Bool {
    guard a.limbs.count == b.limbs.count else { return a.limbs.count < b.limbs.count }
    return a.limbs.reversed().lexicographicallyPrecedes(b.limbs.reversed())
  }
}
