import Kernels
import Platform

/// The rule table: what every function is called, computes, and how it is differentiated.
///
/// A row gives the card, the value on doubles, and the derivative over any algebra, of the operands and
/// the result `y`. Derivatives are in the stable form: where the textbook form loses digits
/// (tanh′ = 1 − tanh²) the row is made of functions that do not (sech²). Rows have no branches: a
/// branch belongs in a function's value.
@inline(__always)
func readRule<R: RuleReader>(of function: Function, _ read: R) -> R.Output {
  switch function {
  // Operators.
  case .add:
    return read.binary(RuleCard("+", "sum").block(BLOCK_ADD), { $0 + $1 }, { _, _, _ in 1 }, { _, _, _ in 1 })
  case .subtract:
    return read.binary(
      RuleCard("-", "difference").block(BLOCK_SUBTRACT), { $0 - $1 }, { _, _, _ in 1 }, { _, _, _ in -1 })
  case .multiply:
    return read.binary(
      RuleCard("*", "product").block(BLOCK_MULTIPLY), { $0 * $1 }, { _, b, _ in b }, { a, _, _ in a })
  case .divide:
    return read.binary(
      RuleCard("/", "quotient", .secondNonZero).block(BLOCK_DIVIDE),
      { $0 / $1 }, { _, b, _ in 1 / b }, { _, b, y in -(y / b) })
  case .negate:
    return read.unary(RuleCard("-", "negation").block(BLOCK_NEGATE), { -$0 }, { _, _ in -1 })
  case .power:
    return read.binary(
      RuleCard("^", "a to the power b", .power).alias("pow").block(BLOCK_POWER)
        .convention("at a = 0: 0 for b = 0 or b > 1, 1 for b = 1; by b: 0 for b > 0, else nan"),
      { kernel_power($0, $1) },
      { a, b, _ in b * Function.powerShifted(a, b, 1) },
      { a, b, _ in Function.powerLog(a, b) })

  // Exponentials and logarithms.
  case .exp:
    return read.unary(RuleCard("exp", "e to the power x").block(BLOCK_EXP), { kernel_exp($0) }, { _, y in y })
  case .exp2:
    return read.unary(RuleCard("exp2", "2 to the power x"), { exp2($0) }, { _, y in R.Number(.ln2) * y })
  case .expm1:
    return read.unary(
      RuleCard("expm1", "exp(x) - 1, accurate near 0"), { expm1($0) }, { x, _ in Function.exp(x) })
  case .ln:
    return read.unary(
      RuleCard("ln", "natural logarithm", .positive).alias("log").block(BLOCK_LN), { kernel_ln($0) },
      { x, _ in 1 / x })
  case .log2:
    return read.unary(
      RuleCard("log2", "logarithm to base 2", .positive), { log2($0) }, { x, _ in R.Number(.log2e) / x })
  case .log10:
    return read.unary(
      RuleCard("log10", "logarithm to base 10", .positive),
      { log10($0) }, { x, _ in R.Number(.log10e) / x })
  case .log1p:
    return read.unary(
      RuleCard("log1p", "ln(1 + x), accurate near 0", .greaterThanMinusOne).block(BLOCK_LOG1P),
      { kernel_log1p($0) }, { x, _ in 1 / (1 + x) })
  case .sqrt:
    return read.unary(
      RuleCard("sqrt", "square root", .nonNegative).convention("+inf at 0"),
      { $0.squareRoot() }, { _, y in 1 / (2 * y) })
  case .cbrt:
    return read.unary(
      RuleCard("cbrt", "cube root, of negative numbers too").convention("+inf at 0"),
      { Real.cbrt($0) }, { _, y in 1 / (3 * y * y) })

  // Circular functions; angles are in radians.
  case .sin:
    return read.unary(
      RuleCard("sin", "sine").block(BLOCK_SIN, beside: .cos), { kernel_sin($0) }, { x, _ in Function.cos(x) })
  case .cos:
    return read.unary(
      RuleCard("cos", "cosine").block(BLOCK_COS, beside: .sin), { kernel_cos($0) },
      { x, _ in -Function.sin(x) })
  case .tan:
    return read.unary(RuleCard("tan", "tangent", .cosineNonZero), { tan($0) }, { _, y in 1 + y * y })
  case .cot:
    return read.unary(
      RuleCard("cot", "cotangent, 1/tan(x)", .sineNonZero),
      { 1 / tan($0) }, { x, _ in -1 / Function.sin(x) / Function.sin(x) })
  case .sec:
    return read.unary(
      RuleCard("sec", "secant, 1/cos(x)", .cosineNonZero),
      { 1 / cos($0) }, { x, _ in Function.tan(x) / Function.cos(x) })
  case .csc:
    return read.unary(
      RuleCard("csc", "cosecant, 1/sin(x)", .sineNonZero),
      { 1 / sin($0) }, { x, _ in -1 / (Function.tan(x) * Function.sin(x)) })
  case .asin:
    return read.unary(
      RuleCard("asin", "inverse sine", .unitInterval).alias("arcsin").convention("+inf at -1 and 1"),
      { asin($0) }, { x, _ in 1 / Function.sqrt((1 - x) * (1 + x)) })
  case .acos:
    return read.unary(
      RuleCard("acos", "inverse cosine", .unitInterval).alias("arccos").convention("-inf at -1 and 1"),
      { acos($0) }, { x, _ in -1 / Function.sqrt((1 - x) * (1 + x)) })
  case .atan:
    return read.unary(
      RuleCard("atan", "inverse tangent").alias("arctan"),
      { atan($0) }, { x, _ in 1 / Function.hypot(1, x) / Function.hypot(1, x) })
  case .atan2:
    return read.binary(
      RuleCard("atan2", "angle of the point (b, a): atan2(y, x)").convention("nan at (0, 0)"),
      { atan2($0, $1) },
      { a, b, _ in Function.inversion(b, a) }, { a, b, _ in -Function.inversion(a, b) })

  // Hyperbolic functions.
  case .sinh:
    return read.unary(RuleCard("sinh", "hyperbolic sine"), { sinh($0) }, { x, _ in Function.cosh(x) })
  case .cosh:
    return read.unary(RuleCard("cosh", "hyperbolic cosine"), { cosh($0) }, { x, _ in Function.sinh(x) })
  case .tanh:
    return read.unary(
      RuleCard("tanh", "hyperbolic tangent"),
      { tanh($0) }, { x, _ in Function.sech(x) * Function.sech(x) })
  case .coth:
    return read.unary(
      RuleCard("coth", "hyperbolic cotangent, 1/tanh(x)", .nonZero),
      { 1 / tanh($0) }, { x, _ in -(Function.csch(x) * Function.csch(x)) })
  case .sech:
    return read.unary(
      RuleCard("sech", "hyperbolic secant, 1/cosh(x)"),
      { Real.sech($0) }, { x, y in -(y * Function.tanh(x)) })
  case .csch:
    return read.unary(
      RuleCard("csch", "hyperbolic cosecant, 1/sinh(x)", .nonZero),
      { Real.csch($0) }, { x, y in -(y * Function.coth(x)) })
  case .asinh:
    return read.unary(
      RuleCard("asinh", "inverse hyperbolic sine").alias("arcsinh", "arsinh"),
      { asinh($0) }, { x, _ in 1 / Function.hypot(1, x) })
  case .acosh:
    return read.unary(
      RuleCard("acosh", "inverse hyperbolic cosine", .atLeastOne).alias("arccosh", "arcosh")
        .convention("+inf at 1"),
      { acosh($0) }, { x, _ in 1 / (Function.sqrt(x - 1) * Function.sqrt(x + 1)) })
  case .atanh:
    return read.unary(
      RuleCard("atanh", "inverse hyperbolic tangent", .openUnitInterval).alias("arctanh", "artanh")
        .convention("+inf at -1 and 1"),
      { atanh($0) }, { x, _ in 1 / ((1 - x) * (1 + x)) })

  // Functions with jumps and kinks.
  case .abs:
    return read.unary(
      RuleCard("abs", "absolute value").convention("0 at 0"), { $0.magnitude }, { x, _ in Function.sign(x) })
  case .sign:
    return read.flat(
      RuleCard("sign", "-1, 0 or 1 by the sign of x").alias("sgn").convention("0 everywhere"), arity: 1
    ) { x, _, _ in Real.sign(x) }
  case .floor:
    return read.flat(
      RuleCard("floor", "greatest whole number that is not above x").convention("0 everywhere"), arity: 1
    ) { x, _, _ in x.rounded(.down) }
  case .ceil:
    return read.flat(
      RuleCard("ceil", "least whole number that is not below x").convention("0 everywhere"), arity: 1
    ) { x, _, _ in x.rounded(.up) }
  case .round:
    return read.flat(
      RuleCard("round", "nearest whole number, halves away from 0").convention("0 everywhere"), arity: 1
    ) { x, _, _ in x.rounded() }
  case .trunc:
    return read.flat(
      RuleCard("trunc", "x without its fraction").convention("0 everywhere"), arity: 1
    ) { x, _, _ in x.rounded(.towardZero) }
  case .step:
    return read.flat(
      RuleCard("step", "1 where x > 0, else 0").convention("0 everywhere"), arity: 1
    ) { x, _, _ in Real.step(x) }
  case .mod:
    return read.binary(
      RuleCard("mod", "a - b*floor(a/b): the remainder, with the sign of b", .secondNonZero)
        .convention("by b: minus the whole quotient, at jumps too"),
      { Real.mod($0, $1) }, { _, _, _ in 1 }, { a, b, y in -Function.round((a - y) / b) })
  case .min:
    return read.binary(
      RuleCard("min", "the least of its arguments").convention("at a tie 1/2, 1/2").selecting
        .symmetric,
      { Real.min($0, $1) },
      { a, b, _ in Function.prefers(b, a) }, { a, b, _ in Function.prefers(a, b) })
  case .max:
    return read.binary(
      RuleCard("max", "the greatest of its arguments").convention("at a tie 1/2, 1/2").selecting
        .symmetric,
      { Real.max($0, $1) },
      { a, b, _ in Function.prefers(a, b) }, { a, b, _ in Function.prefers(b, a) })
  case .clamp:
    return read.ternary(
      RuleCard("clamp", "a kept between b and c: min(max(a, b), c)").convention("1 at a bound").selecting,
      { Real.min(Real.max($0, $1), $2) },
      { a, b, c, _ in Function.within(a, b, c) },
      { a, b, c, _ in Function.step(b - a) * Function.step(c - b) },
      { a, b, c, _ in Function.step(Function.max(a, b) - c) })
  case .hypot:
    return read.binary(
      RuleCard("hypot", "sqrt(a^2 + b^2), without overflow").convention("0, 0 at (0, 0)").symmetric,
      { hypot($0, $1) }, { a, b, _ in Function.direction(a, b) }, { a, b, _ in Function.direction(b, a) })
  case .fma:
    return read.ternary(
      RuleCard("fma", "a*b + c, rounded once"),
      { $2.addingProduct($0, $1) }, { _, b, _, _ in b }, { a, _, _, _ in a }, { _, _, _, _ in 1 })

  // Functions of statistics and machine learning.
  case .sigmoid:
    return read.unary(
      RuleCard("sigmoid", "logistic function, 1/(1 + exp(-x))").alias("logistic").block(BLOCK_SIGMOID),
      { kernel_sigmoid($0) }, { x, y in y * Function.sigmoid(-x) })
  case .softplus:
    return read.unary(
      RuleCard("softplus", "ln(1 + exp(x)), without overflow").block(BLOCK_SOFTPLUS),
      { kernel_softplus($0) }, { x, _ in Function.sigmoid(x) })
  case .relu:
    return read.unary(
      RuleCard("relu", "max(x, 0)").convention("0 at 0").selecting,
      { Real.max($0, 0) }, { x, _ in Function.step(x) })
  case .logaddexp:
    return read.binary(
      RuleCard("logaddexp", "ln(exp(a) + exp(b)), without overflow").alias("logsumexp").symmetric,
      { Real.logAddExp($0, $1) },
      { a, b, _ in Function.share(a, b) }, { a, b, _ in Function.share(b, a) })
  case .sinc:
    return read.unary(
      RuleCard("sinc", "sin(x)/x, and 1 at 0"),
      { Real.sinc($0, derivative: 0) }, { x, _ in Function.sincDerivative(x, 1) })

  // Conditions: 1 where they hold, else 0.
  case .less: return read.flat(RuleCard("<", "less"), arity: 2) { a, b, _ in a < b ? 1 : 0 }
  case .lessOrEqual: return read.flat(RuleCard("<=", "less or equal"), arity: 2) { a, b, _ in a <= b ? 1 : 0 }
  case .greater: return read.flat(RuleCard(">", "greater"), arity: 2) { a, b, _ in a > b ? 1 : 0 }
  case .greaterOrEqual:
    return read.flat(RuleCard(">=", "greater or equal"), arity: 2) { a, b, _ in a >= b ? 1 : 0 }
  case .equal: return read.flat(RuleCard("==", "equal"), arity: 2) { a, b, _ in a == b ? 1 : 0 }
  case .notEqual: return read.flat(RuleCard("!=", "not equal"), arity: 2) { a, b, _ in a != b ? 1 : 0 }
  case .and: return read.flat(RuleCard("and", "both"), arity: 2) { a, b, _ in a != 0 && b != 0 ? 1 : 0 }
  case .or: return read.flat(RuleCard("or", "one or both"), arity: 2) { a, b, _ in a != 0 || b != 0 ? 1 : 0 }
  case .not:
    return read.flat(RuleCard("not", "1 where x is 0, else 0"), arity: 1) { x, _, _ in x == 0 ? 1 : 0 }
  case .conditional:
    return read.ternary(
      RuleCard("if", "b where the condition a holds, else c").selecting
        .convention("only the selected branch is differentiated"),
      { $0.isNaN ? $0 : $0 != 0 ? $1 : $2 },
      { _, _, _, _ in 0 },
      { a, _, _, _ in Function.notEqual(a, 0) },
      { a, _, _, _ in Function.not(a) })

  // Functions that arise in derivatives.
  case .powerShifted:
    return read.ternary(
      RuleCard("powerShifted", "a^(b - c), for a whole c").hidden,
      { Real.powerShifted($0, $1, $2) },
      { a, b, c, _ in (b - c) * Function.powerShifted(a, b, c + 1) },
      { a, _, _, y in y * Function.ln(a) },
      { a, _, _, y in -(y * Function.ln(a)) })
  case .powerLog:
    return read.binary(
      RuleCard("powerLog", "a^b * ln(a)").hidden,
      { Real.powerLog($0, $1) },
      { a, b, _ in Function.powerShifted(a, b, 1) * (b * Function.ln(a) + 1) },
      { a, _, y in y * Function.ln(a) })
  case .direction:
    return read.binary(
      RuleCard("direction", "a/hypot(a, b)").hidden,
      { Real.direction($0, $1) },
      { a, b, _ in Function.direction(b, a) * Function.direction(b, a) / Function.hypot(a, b) },
      { a, b, y in -(y * Function.direction(b, a) / Function.hypot(a, b)) })
  case .inversion:
    return read.binary(
      RuleCard("inversion", "a/(a^2 + b^2)").hidden,
      { Real.inversion($0, $1) },
      { a, b, y in (Function.inversion(b, a) - y) * (Function.inversion(b, a) + y) },
      { a, b, y in -(2 * y * Function.inversion(b, a)) })
  case .share:
    return read.binary(
      RuleCard("share", "exp(a)/(exp(a) + exp(b))").hidden,
      { Real.share($0, $1) },
      { a, b, y in y * Function.share(b, a) }, { a, b, y in -(y * Function.share(b, a)) })
  case .prefers:
    return read.flat(RuleCard("prefers", "1 where a > b, 1/2 where equal, else 0").hidden, arity: 2) {
      a, b, _ in Real.prefers(a, b)
    }
  case .within:
    return read.flat(RuleCard("within", "1 where b <= a <= c, else 0").hidden, arity: 3) {
      a, b, c in b <= a && a <= c ? 1 : 0
    }
  case .either:
    return read.flat(RuleCard("either", "1 where a or b is not 0, else 0").hidden, arity: 2) { a, b, _ in
      a != 0 || b != 0 ? 1 : 0
    }
  case .sincDerivative:
    return read.binary(
      RuleCard("sincDerivative", "derivative of sinc of order b").hidden,
      { Real.sinc($0, derivative: $1) },
      { a, b, _ in Function.sincDerivative(a, b + 1) }, { _, _, _ in R.Number(.nan) })
  case .gate:
    return read.binary(
      RuleCard("gate", "a*b, and 0 where a is 0 whatever b is").hidden.selecting,
      { $0 == 0 ? 0 : $0 * $1 }, { _, b, _ in b }, { a, _, _ in a })

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
  }
}
