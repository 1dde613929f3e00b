import Kernels
import Platform

/// Functions of doubles that the C library lacks, or has less accurate than a derivative needs.
///
/// Each is finite and accurate to a few ulp wherever the exact result is a normal double.
enum Real {
  /// a^(b − c) for a whole c, without the rounding of b − c: there the power's error would be the
  /// exponent's times ln a, up to hundreds of ulp.
  @inline(__always)
  static func powerShifted(_ a: Double, _ b: Double, _ c: Double) -> Double {
    if b == 2 && c == 1 { return a }  // the derivative of a square
    return generalPowerShifted(a, b, c)
  }

  private static func generalPowerShifted(_ a: Double, _ b: Double, _ c: Double) -> Double {
    if b.magnitude >= 0.5 && isExact(b, minus: c) || a == 0 || !a.isFinite {
      return a == 0 && b >= 0 && b < c && b == b.rounded() ? 0 : kernel_power(a, b - c)
    }
    let z = Platform.pow(a, b)
    guard z.isNormal else { return Platform.pow(a, b - c) }
    return c == 1 ? z / a : z / Platform.pow(a, c)
  }

  private static func isExact(_ b: Double, minus c: Double) -> Bool { (b - c) + c == b }

  /// a^b·ln a; at a = 0 it is 0 for b > 0, else nan.
  static func powerLog(_ a: Double, _ b: Double) -> Double {
    if a == 0 { return b > 0 ? 0 : .nan }
    return Platform.pow(a, b) * Platform.log(a)
  }

  /// The C library's cube root, improved by one Newton step with an exact residual.
  static func cbrt(_ x: Double) -> Double {
    let y = Platform.cbrt(x)
    guard y != 0 && y.isFinite && y.magnitude > 1e-90 && y.magnitude < 1e90 else { return y }
    let square = y * y
    let squareError = (-square).addingProduct(y, y)
    let cube = square * y
    let cubeError = (-cube).addingProduct(square, y) + squareError * y
    return y - ((cube - x) + cubeError) / (3 * square)
  }

  static func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x }

  static func step(_ x: Double) -> Double { x > 0 ? 1 : x.isNaN ? x : 0 }

  /// The remainder with the sign of `b`.
  static func mod(_ a: Double, _ b: Double) -> Double {
    let r = Platform.fmod(a, b)
    return r != 0 && (r < 0) != (b < 0) ? r + b : r
  }

  // Unlike IEEE minNum, nan wins.
  @inline(__always)
  static func min(_ a: Double, _ b: Double) -> Double { a < b || a.isNaN ? a : b }
  @inline(__always)
  static func max(_ a: Double, _ b: Double) -> Double { a > b || a.isNaN ? a : b }

  static func prefers(_ a: Double, _ b: Double) -> Double {
    a > b ? 1 : a < b ? 0 : a == b ? 0.5 : .nan
  }

  static func sech(_ x: Double) -> Double {
    let t = kernel_exp(-x.magnitude)
    return 2 * t / (1 + t * t)
  }

  static func csch(_ x: Double) -> Double {
    if x.magnitude < 1 { return 1 / Platform.sinh(x) }
    let t = kernel_exp(-x.magnitude)
    return (x < 0 ? -2 : 2) * t / ((1 - t) * (1 + t))
  }

  /// sigmoid(a − b), with what rounding took from the difference put back: it is worth up to hundreds
  /// of ulp, as the function is an exponential there.
  /// > Knuth, *The Art of Computer Programming*, vol. 2, §4.2.2, theorem B.
  static func share(_ a: Double, _ b: Double) -> Double {
    let difference = a - b
    guard difference.isFinite else { return kernel_sigmoid(difference) }
    let subtracted = a - difference
    let lost = (a - (difference + subtracted)) + (subtracted - b)
    return kernel_sigmoid(difference) * (1 + kernel_sigmoid(-difference) * lost)
  }

  static func logAddExp(_ a: Double, _ b: Double) -> Double {
    if a == b { return a + 0.6931471805599453 }
    return max(a, b) + kernel_log1p(kernel_exp(-(a - b).magnitude))
  }

  /// a/hypot(a, b), which is 0 at (0, 0). Scaling by a power of two keeps the quotient's digits where
  /// the hypotenuse overflows or is denormal.
  static func direction(_ a: Double, _ b: Double) -> Double {
    let (p, q) = scaled(a, b).pair
    let h = Platform.hypot(p, q)
    return h == 0 ? 0 : p / h
  }

  /// a/(a² + b²), which is nan at (0, 0).
  static func inversion(_ a: Double, _ b: Double) -> Double {
    let ((p, q), scale) = scaled(a, b)
    let h = Platform.hypot(p, q)
    return h == 0 ? .nan : p / h / h * scale
  }

  private static func scaled(_ a: Double, _ b: Double) -> (pair: (Double, Double), scale: Double) {
    let largest = max(a.magnitude, b.magnitude)
    let scale = largest > 0x1p1000 ? 0x1p-600 : largest < 0x1p-960 ? 0x1p600 : 1
    return ((a * scale, b * scale), scale)
  }

  /// The derivative of order n of sinc x = sin(x)/x = ∫₀¹ cos(xt) dt.
  ///
  /// Near 0 by its series, Σ (−1)^k x^(2k−n) / ((2k+1)(2k−n)!); beyond by the recurrence that follows
  /// from differentiating x·sinc x = sin x n times: x·f⁽ⁿ⁾ + n·f⁽ⁿ⁻¹⁾ = sin⁽ⁿ⁾ x.
  static func sinc(_ x: Double, derivative n: Double) -> Double {
    guard n >= 0 && n <= 1000 && n == n.rounded() && !x.isNaN else { return .nan }
    if x.isInfinite { return 0 }
    if n == 0 { return x == 0 ? 1 : Platform.sin(x) / x }
    if x.magnitude < n + 2 { return sincSeries(x, Int(n)) }
    let (s, c) = (Platform.sin(x), Platform.cos(x))
    var f = s / x
    for k in 1..<(Int(n) + 1) {
      let ofSine =
        switch k % 4 {
        case 0: s
        case 1: c
        case 2: -s
        default: -c
        }
      f = (ofSine - Double(k) * f) / x
    }
    return f
  }

  private static func sincSeries(_ x: Double, _ n: Int) -> Double {
    var k = (n + 1) / 2
    var power = (2 * k - n == 0 ? 1 : x) * (k % 2 == 0 ? 1 : -1)
    var sum = 0.0
    var previous = Double.nan
    while sum != previous {
      previous = sum
      sum += power / Double(2 * k + 1)
      k += 1
      power *= -(x * x) / (Double(2 * k - n) * Double(2 * k - n - 1))
    }
    return sum
  }
}
