/// The rule table, last part: functions that arise in derivatives. Textbook.swift shows them to readers.
@inline(__always)
func readDerivativeRule<R: RuleReader>(of function: Function, _ read: R) -> R.Output {
  switch function {
  case .powerShifted:
    return read.ternary(
      RuleCard("powerShifted", "a^(b - c), for a whole c").monotone { a, b, c in
        Interval.powerShifted(a, b, c)
      }.hidden,
      { Real.powerShifted($0, $1, $2) },
      { a, b, c, _ in (b - c) * Function.powerShifted(a, b, c + 1) },
      { a, _, _, y in y * Function.ln(a) },
      { a, _, _, y in -(y * Function.ln(a)) })
  case .powerLog:
    return read.binary(
      RuleCard("powerLog", "a^b * ln(a)").monotone { a, b, _ in Function.power(a, b) * Function.ln(a) }
        .hidden,
      { Real.powerLog($0, $1) },
      { a, b, _ in Function.powerShifted(a, b, 1) * (b * Function.ln(a) + 1) },
      { a, _, y in y * Function.ln(a) })
  case .direction:
    return read.binary(
      RuleCard("direction", "a/hypot(a, b)").monotone.hidden,
      { Real.direction($0, $1) },
      { a, b, _ in Function.direction(b, a) * Function.direction(b, a) / Function.hypot(a, b) },
      { a, b, y in -(y * Function.direction(b, a) / Function.hypot(a, b)) })
  case .inversion:
    return read.binary(
      RuleCard("inversion", "a/(a^2 + b^2)").monotone { a, b, _ in
        a.containsZero && b.containsZero ? .entire : nil
      }.hidden,
      { Real.inversion($0, $1) },
      { a, b, y in (Function.inversion(b, a) - y) * (Function.inversion(b, a) + y) },
      { a, b, y in -(2 * y * Function.inversion(b, a)) })
  case .share:
    return read.binary(
      RuleCard("share", "exp(a)/(exp(a) + exp(b))").monotone.hidden,
      { Real.share($0, $1) },
      { a, b, y in y * Function.share(b, a) }, { a, b, y in -(y * Function.share(b, a)) })
  case .prefers:
    return read.flat(RuleCard("prefers", "1 where a > b, 1/2 where equal, else 0").monotone.hidden, arity: 2)
    {
      a, b, _ in Real.prefers(a, b)
    }
  case .within:
    return read.flat(RuleCard("within", "1 where b <= a <= c, else 0").monotone.hidden, arity: 3) {
      a, b, c in b <= a && a <= c ? 1 : 0
    }
  case .either:
    return read.flat(RuleCard("either", "1 where a or b is not 0, else 0").monotone.hidden, arity: 2) {
      a, b, _ in
      a != 0 || b != 0 ? 1 : 0
    }
  case .sincDerivative:
    return read.binary(
      RuleCard("sincDerivative", "derivative of sinc of order b").monotone { a, b, _ in
        Interval.sinc(a, derivative: b)
      }.hidden,
      { Real.sinc($0, derivative: $1) },
      { a, b, _ in Function.sincDerivative(a, b + 1) }, { _, _, _ in R.Number(.nan) })
  case .gate:
    return read.binary(
      RuleCard("gate", "a*b, and 0 where a is 0 whatever b is").monotone(.rounding) { a, _, _ in
        a == 0 ? 0 : nil
      }.hidden.selecting,
      { $0 == 0 ? 0 : $0 * $1 }, { _, b, _ in b }, { a, _, _ in a })
  case .bell:
    return read.unary(
      RuleCard("bell", "exp(-x^2), accurate where x is large").hidden,
      { ErrorFunction.bell($0) }, { x, y in -2 * x * y })
  case .polygammaDrop:
    return read.ternary(
      RuleCard("polygammaDrop", "polygamma(b, a) - polygamma(b, a + c), for positive a and c").hidden,
      { Polygamma.drop($1, $0, $2) },
      { a, b, c, _ in Function.polygammaDrop(a, b + 1, c) },
      { _, _, _, _ in R.Number(.nan) },
      { a, b, c, _ in -Function.polygamma(b + 1, a + c) })
  // What sweeps do with tangents and adjoints that are structural zeros in some rows of a column only.
  case .passed:
    return read.binary(
      RuleCard("passed", "a*b, absent where a or b is").hidden,
      { $0.isAbsent || $1.isAbsent ? .absent : $0 * $1 }, { _, b, _ in b }, { a, _, _ in a })
  case .chosen:
    return read.binary(
      RuleCard("chosen", "a*b, absent where a is, or b is 0").hidden.selecting,
      { $0.isAbsent ? .absent : $0.times($1, selecting: true) }, { _, b, _ in b }, { a, _, _ in a })
  case .joined:
    return read.binary(
      RuleCard("joined", "a + b, of what is not absent").hidden,
      { $0.adding($1) }, { _, _, _ in 1 }, { _, _, _ in 1 })
  case .provided:
    return read.binary(
      RuleCard("provided", "a, absent where b is").hidden,
      { $1.isAbsent ? .absent : $0 }, { _, _, _ in 1 }, { _, _, _ in 0 })
  case .defined:
    return read.binary(
      RuleCard("defined", "a, nan where b is").hidden,
      { Double.partial($0, ofResult: $1) }, { _, _, _ in 1 }, { _, _, _ in 0 })
  case .orZero:
    return read.unary(RuleCard("orZero", "x, 0 where it is absent").hidden, { $0.orZero }, { _, _ in 1 })
  default: preconditionFailure("a function of the language has a row in one part of the table")
  }
}
