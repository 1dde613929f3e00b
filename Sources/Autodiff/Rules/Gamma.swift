import Platform

/// The gamma function and its logarithm's derivative.
enum Gamma {
  static func isPole(_ x: Double) -> Bool { x <= 0 && x == x.rounded() }

  /// Γ(x), nan at poles. The C library's, to 5 ulp.
  static func gamma(_ x: Double) -> Double { isPole(x) ? .nan : Platform.tgamma(x) }

  /// ln |Γ(x)|, +inf at poles. The C library's, to 3 ulp.
  static func lgamma(_ x: Double) -> Double {
    if x.isInfinite { return .infinity }
    let result: (Double, Int) = Platform.lgamma(x)
    return result.0
  }

  /// ψ(x) = Γ′(x)/Γ(x), nan at poles.
  ///
  /// Near its positive root by the Taylor series about it; from 12 on by the asymptotic series; between
  /// by ψ(x + 1) = ψ(x) + 1/x; below 0 by reflection. The error is below 4 ulp for x > 0, and below 0 that
  /// of the larger of ψ(1 − x) and π cot πx, which cancel at the negative roots.
  /// > NIST Digital Library of Mathematical Functions, §5.5 and §5.11.
  static func digamma(_ x: Double) -> Double {
    if isPole(x) || x == -.infinity { return .nan }
    guard x < 0 else { return positiveDigamma(x) }
    let mirrored = DoubleDouble(sum: 1, -x)
    return positiveDigamma(mirrored.high, mirrored.low) - .pi * cotangent(x - x.rounded())
  }

  /// cot πx for |x| ≤ 1/2, accurate where it is small too.
  private static func cotangent(_ x: Double) -> Double {
    if x.magnitude < 0.25 { return 1 / Platform.tan(.pi * x) }
    let complement = Platform.tan(.pi * (0.5 - x.magnitude))
    return x < 0 ? -complement : complement
  }

  /// - Parameter low: what rounding took from x, which counts near the root alone.
  private static func positiveDigamma(_ x: Double, _ low: Double = 0) -> Double {
    if x < 0.87 { return nearRoot(x + 1) - 1 / x }
    if x < 2.06 { return nearRoot(x, low) }
    if x < 3.06 { return nearRoot(x - 1, low) + 1 / (x - 1) }
    var (shifted, sum) = (x, 0.0)
    while shifted < 12 {
      sum += 1 / shifted
      shifted += 1
    }
    let r = 1 / shifted
    let square = r * r
    var tail = 0.0
    for coefficient in Bernoulli.overTwoK.reversed() { tail = (tail + coefficient) * square }
    return Platform.log(shifted) - (sum + (0.5 * r + tail))
  }

  // The root is the sum of both numbers.
  private static func nearRoot(_ x: Double, _ low: Double = 0) -> Double {
    let distance = (x - 1.4616321449683622) + (low - 9.549995429965697e-17)
    var sum = 0.0
    for coefficient in taylor { sum = sum * distance + coefficient }
    return sum * distance
  }

  // ψ⁽ᵏ⁾/k! at the root, for k from 47 down to 1; computed with 300 bits.
  private static let taylor: [Double] = [
    1.2239731403233662e-08, -1.788998486491149e-08, 2.6148576951961865e-08, -3.821960061917494e-08,
    5.586299683532171e-08, -8.165115189488409e-08, 1.1934394829830244e-07, -1.7443695117727745e-07,
    2.549626552021554e-07, -3.7266161283438227e-07, 5.446941930669446e-07, -7.96142543124197e-07,
    1.1636675363548843e-06, -1.7008538854332607e-06, 2.486022733129538e-06, -3.6336507898010456e-06,
    5.3110609208898636e-06, -7.762817668462094e-06, 1.134638458466385e-05, -1.6584242271854135e-05,
    2.424006611860132e-05, -3.5430070947659604e-05, 5.178575795222081e-05, -7.569179582195066e-05,
    0.0001106337276874741, -0.00016170622091974803, 0.00023635601564027053, -0.0003454680251063077,
    0.000504953265834602, -0.0007380709389960052, 0.0010788252019162967, -0.0015769367714301972,
    0.002305126326734928, -0.003369801655439328, 0.004926781395729853, -0.007204534386356869,
    0.010538791616612175, -0.01542476590494896, 0.022597648232218104, -0.03316112647484736,
    0.04880428816414311, -0.07219956125645471, 0.10782405069126237, -0.16394270544240652,
    0.258499760955651, -0.4427631689835921, 0.9676722454476212,
  ]
}

/// Bernoulli numbers as asymptotic series need them, for k = 1 … 12.
enum Bernoulli {
  /// B₂ₖ
  static let numbers: [Double] = [
    1 / 6.0, -1 / 30.0, 1 / 42.0, -1 / 30.0, 5 / 66.0, -691 / 2730.0, 7 / 6.0, -3617 / 510.0, 43867 / 798.0,
    -174611 / 330.0, 854513 / 138.0, -236_364_091 / 2730.0,
  ]
  /// B₂ₖ/2k
  static let overTwoK: [Double] = numbers.enumerated().map { $1 / Double(2 * $0 + 2) }
}
