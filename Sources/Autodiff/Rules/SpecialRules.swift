import Platform

/// The rule table, second part: the error, gamma and Bessel functions.
@inline(__always)
func readSpecialRule<R: RuleReader>(of function: Function, _ read: R) -> R.Output {
  switch function {
  // Error functions.
  case .erf:
    return read.unary(
      RuleCard("erf", "error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x"),
      { erf($0) }, { x, _ in R.Number(.twoOverRootPi) * Function.bell(x) })
  case .erfc:
    return read.unary(
      RuleCard("erfc", "1 - erf(x), accurate where x is large"),
      { ErrorFunction.erfc($0) }, { x, _ in -(R.Number(.twoOverRootPi) * Function.bell(x)) })

  // The gamma function and its family.
  case .gamma:
    return read.unary(
      RuleCard("gamma", "gamma function; (x - 1)! for whole x", .noPole).letter.convention("nan at poles"),
      { Gamma.gamma($0) }, { x, y in y * Function.digamma(x) })
  case .lgamma:
    return read.unary(
      RuleCard("lgamma", "ln(abs(gamma(x)))", .noPole).convention("nan at poles"),
      { Gamma.lgamma($0) }, { x, _ in Function.digamma(x) })
  case .digamma:
    return read.unary(
      RuleCard("digamma", "derivative of lgamma", .noPole).convention("nan at poles"),
      { Gamma.digamma($0) }, { x, _ in Function.polygamma(1, x) })
  case .polygamma:
    return read.binary(
      RuleCard("polygamma", "derivative of order a of digamma, at b", .polygamma)
        .convention("nan at poles; by a, which is a whole number, nan"),
      { Polygamma.polygamma($0, $1) },
      { _, _, _ in R.Number(.nan) }, { a, b, _ in Function.polygamma(a + 1, b) })
  case .beta:
    return read.binary(
      RuleCard("beta", "gamma(a)*gamma(b)/gamma(a + b)", .bothPositive).letter.symmetric,
      { Beta.beta($0, $1) },
      { a, b, y in y * Function.polygammaDrop(a, 0, b) },
      { a, b, y in y * Function.polygammaDrop(b, 0, a) })
  case .lbeta:
    return read.binary(
      RuleCard("lbeta", "ln(beta(a, b)), without overflow", .bothPositive).symmetric,
      { Beta.lbeta($0, $1) },
      { a, b, _ in Function.polygammaDrop(a, 0, b) }, { a, b, _ in Function.polygammaDrop(b, 0, a) })

  // Bessel functions. J1' is (J0 - J2)/2 rather than J0 - J1/x, which is 0/0 at 0.
  case .besselj0:
    return read.unary(
      RuleCard("besselj0", "Bessel function of the first kind, of order 0"),
      { j0($0) }, { x, _ in -Function.besselj1(x) })
  case .besselj1:
    return read.unary(
      RuleCard("besselj1", "Bessel function of the first kind, of order 1"),
      { j1($0) }, { x, _ in (Function.besselj0(x) - Function.besselj(2, x)) / 2 })
  case .besselj:
    return read.binary(
      RuleCard("besselj", "Bessel function of the first kind, of order a, at b", .besselOrder)
        .convention("by a, which is a whole number, nan"),
      { Bessel.besselj($0, $1) },
      { _, _, _ in R.Number(.nan) },
      { a, b, _ in (Function.besselj(a - 1, b) - Function.besselj(a + 1, b)) / 2 })
  case .bessely0:
    return read.unary(
      RuleCard("bessely0", "Bessel function of the second kind, of order 0", .positive),
      { y0($0) }, { x, _ in -Function.bessely1(x) })
  case .bessely1:
    return read.unary(
      RuleCard("bessely1", "Bessel function of the second kind, of order 1", .positive),
      { y1($0) }, { x, y in Function.bessely0(x) - y / x })
  default: return readDerivativeRule(of: function, read)
  }
}
