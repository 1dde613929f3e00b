import Platform

@testable import Autodiff

/// How far a function's values and partials may be from the exact ones.
struct ErrorBound {
  /// In units of the exact result's last place.
  var value = 2.0
  var partial = 5.0
  /// A size of which errors are counted where the exact result is smaller: near a root, its own last place
  /// says nothing.
  var valueScale: ([Double]) -> Double = { _ in 0 }
  var partialScale: ([Double]) -> Double = { _ in 0 }

  init(_ function: Function) {
    switch function {
    case .cbrt: partial = 8
    case .gamma, .lgamma, .digamma, .polygamma, .beta, .lbeta: (value, partial) = (16, 16)
    case .besselj0, .besselj1, .besselj, .bessely0, .bessely1: (value, partial) = (5, 5)
    default: break
    }
    switch function {
    case .sinc: partialScale = { $0[0].magnitude > 4 ? 1 / $0[0].magnitude : 0 }
    case .logaddexp: valueScale = { Swift.max($0[0].magnitude, $0[1].magnitude) }
    case .lbeta: valueScale = { _ in 1 }
    case .gamma: partialScale = { Gamma.gamma($0[0]).magnitude * ErrorBound.digammaTerms($0[0]) }
    case .lgamma: partialScale = { ErrorBound.digammaTerms($0[0]) }
    case .digamma: valueScale = { ErrorBound.digammaTerms($0[0]) }
    case .polygamma:
      valueScale = { ErrorBound.polygammaTerms($0[0], $0[1]) }
      partialScale = { ErrorBound.polygammaTerms($0[0] + 1, $0[1]) }
    case .besselj0, .besselj1:
      valueScale = { ErrorBound.envelope(0.5, $0[0]) }
      partialScale = valueScale
    case .besselj:
      valueScale = { ErrorBound.envelope($0[0].magnitude, $0[1]) }
      partialScale = { ErrorBound.envelope($0[0].magnitude + 1, $0[1]) }
    case .bessely0, .bessely1:
      valueScale = { ErrorBound.envelope(0.5, $0[0]) }
      partialScale = valueScale
    default: break
    }
  }

  /// Below 0, of ψ(1 − x) and π cot πx, which cancel at the roots.
  private static func digammaTerms(_ x: Double) -> Double {
    x > 0 ? 0 : Gamma.digamma(1 - x).magnitude + (.pi / Platform.tan(.pi * (x - x.rounded()))).magnitude
  }

  /// Below 0, of the terms of the poles on both sides, which cancel for even orders.
  private static func polygammaTerms(_ n: Double, _ x: Double) -> Double {
    if n == 0 { return digammaTerms(x) }
    if x > 0 { return 0 }
    let distance = x - x.rounded(.down)
    return Platform.tgamma(n + 1) * (Platform.pow(distance, -n - 1) + Platform.pow(1 - distance, -n - 1))
  }

  /// The amplitude of Bessel functions where they oscillate.
  private static func envelope(_ order: Double, _ x: Double) -> Double {
    x.magnitude <= order ? 0 : Platform.sqrt(2 / (.pi * Swift.max(x.magnitude, 2 / .pi)))
  }

  static func ulps(_ result: Double, _ exact: Double, scale: Double) -> Double {
    if result == exact || (result.isNaN && exact.isNaN) { return 0 }
    if !result.isFinite || !exact.isFinite { return .infinity }
    return (result - exact).magnitude / Swift.max(exact.ulp, scale.ulp)
  }
}
