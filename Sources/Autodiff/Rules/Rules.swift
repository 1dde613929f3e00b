import Kernels
import Platform

/// The rule table: what every function is called, computes, and how it is differentiated.
///
/// A row gives the card, the value on doubles, and the derivative over any algebra, of the operands and
/// the result `y`. Derivatives are in the stable form: where the textbook form loses digits
/// (tanh′ = 1 − tanh²) the row is made of functions that do not (sech²). Rows have no branches: a
/// branch belongs in a function's value. The table goes on in SpecialRules.swift and DerivativeRules.swift,
/// by family: the compiler makes one jump of the three.
@inline(__always)
func readRule<R: RuleReader>(of function: Function, _ read: R) -> R.Output {
  switch function {
  // Operators.
  case .add:
    return read.binary(
      RuleCard("+", "sum").block(BLOCK_ADD).monotone(.rounding), { $0 + $1 }, { _, _, _ in 1 },
      { _, _, _ in 1 })
  case .subtract:
    return read.binary(
      RuleCard("-", "difference").block(BLOCK_SUBTRACT).monotone(.rounding), { $0 - $1 }, { _, _, _ in 1 },
      { _, _, _ in -1 })
  case .multiply:
    return read.binary(
      RuleCard("*", "product").block(BLOCK_MULTIPLY).monotone(.rounding), { $0 * $1 }, { _, b, _ in b },
      { a, _, _ in a })
  case .divide:
    return read.binary(
      RuleCard("/", "quotient", .secondNonZero).block(BLOCK_DIVIDE).monotone(.rounding) { _, b, _ in
        b.containsZero ? .entire : nil
      },
      { $0 / $1 }, { _, b, _ in 1 / b }, { _, b, y in -(y / b) })
  case .negate:
    return read.unary(RuleCard("-", "negation").block(BLOCK_NEGATE).monotone(.none), { -$0 }, { _, _ in -1 })
  case .power:
    return read.binary(
      RuleCard("^", "a to the power b", .power).block(BLOCK_POWER).monotone { a, b, _ in Interval.power(a, b)
      }.alias("pow")
        .convention("at a = 0: 0 for b = 0 or b > 1, 1 for b = 1; by b: 0 for b > 0, else nan"),
      { kernel_power($0, $1) },
      { a, b, _ in b * Function.powerShifted(a, b, 1) },
      { a, b, _ in Function.powerLog(a, b) })

  // Exponentials and logarithms.
  case .exp:
    return read.unary(
      RuleCard("exp", "e to the power x").block(BLOCK_EXP).monotone, { kernel_exp($0) }, { _, y in y })
  case .exp2:
    return read.unary(
      RuleCard("exp2", "2 to the power x").monotone, { exp2($0) }, { _, y in R.Number(.ln2) * y })
  case .expm1:
    return read.unary(
      RuleCard("expm1", "exp(x) - 1, accurate near 0").monotone, { expm1($0) }, { x, _ in Function.exp(x) })
  case .ln:
    return read.unary(
      RuleCard("ln", "natural logarithm", .positive).block(BLOCK_LN).monotone.alias("log").convention(
        "+inf at 0"),
      { kernel_ln($0) },
      { x, _ in 1 / x })
  case .log2:
    return read.unary(
      RuleCard("log2", "logarithm to base 2", .positive).monotone.convention("+inf at 0"), { log2($0) },
      { x, _ in R.Number(.log2e) / x })
  case .log10:
    return read.unary(
      RuleCard("log10", "logarithm to base 10", .positive).monotone.convention("+inf at 0"),
      { log10($0) }, { x, _ in R.Number(.log10e) / x })
  case .log1p:
    return read.unary(
      RuleCard("log1p", "ln(1 + x), accurate near 0", .greaterThanMinusOne).block(BLOCK_LOG1P).monotone
        .convention("+inf at -1"),
      { kernel_log1p($0) }, { x, _ in 1 / (1 + x) })
  case .sqrt:
    return read.unary(
      RuleCard("sqrt", "square root", .nonNegative).monotone.convention("+inf at 0"),
      { $0.squareRoot() }, { _, y in 1 / (2 * y) })
  case .cbrt:
    return read.unary(
      RuleCard("cbrt", "cube root, of negative numbers too").monotone.convention("+inf at 0"),
      { Real.cbrt($0) }, { _, y in 1 / (3 * y * y) })

  // Circular functions; angles are in radians.
  case .sin:
    return read.unary(
      RuleCard("sin", "sine").block(BLOCK_SIN, beside: .cos).periodic(extremes: 0.5), { kernel_sin($0) },
      { x, _ in Function.cos(x) })
  case .cos:
    return read.unary(
      RuleCard("cos", "cosine").block(BLOCK_COS, beside: .sin).periodic(extremes: 0), { kernel_cos($0) },
      { x, _ in -Function.sin(x) })
  case .tan:
    return read.unary(
      RuleCard("tan", "tangent", .cosineNonZero).periodic(poles: 0.5), { tan($0) }, { _, y in 1 + y * y })
  case .cot:
    return read.unary(
      RuleCard("cot", "cotangent, 1/tan(x)", .sineNonZero).periodic(poles: 0),
      { 1 / tan($0) }, { x, _ in -1 / Function.sin(x) / Function.sin(x) })
  case .sec:
    return read.unary(
      RuleCard("sec", "secant, 1/cos(x)", .cosineNonZero).periodic(extremes: 0, poles: 0.5),
      { 1 / cos($0) }, { x, _ in Function.tan(x) / Function.cos(x) })
  case .csc:
    return read.unary(
      RuleCard("csc", "cosecant, 1/sin(x)", .sineNonZero).periodic(extremes: 0.5, poles: 0),
      { 1 / sin($0) }, { x, y in -(y * Function.cot(x)) })
  case .asin:
    return read.unary(
      RuleCard("asin", "inverse sine", .unitInterval).monotone.alias("arcsin").convention("+inf at -1 and 1"),
      { asin($0) }, { x, _ in 1 / Function.sqrt((1 - x) * (1 + x)) })
  case .acos:
    return read.unary(
      RuleCard("acos", "inverse cosine", .unitInterval).monotone.alias("arccos").convention(
        "-inf at -1 and 1"),
      { acos($0) }, { x, _ in -1 / Function.sqrt((1 - x) * (1 + x)) })
  case .atan:
    return read.unary(
      RuleCard("atan", "inverse tangent").monotone.alias("arctan"),
      { atan($0) }, { x, _ in 1 / Function.hypot(1, x) / Function.hypot(1, x) })
  case .atan2:
    return read.binary(
      RuleCard("atan2", "angle of the point (b, a): atan2(y, x)")
        // It jumps where a is 0 and b is negative.
        .monotone { a, b, _ in a.containsZero && b.lower <= 0 ? .undefined : nil }.convention(
          "nan at (0, 0)"),
      { atan2($0, $1) },
      { a, b, _ in Function.inversion(b, a) }, { a, b, _ in -Function.inversion(a, b) })

  // Hyperbolic functions.
  case .sinh:
    return read.unary(
      RuleCard("sinh", "hyperbolic sine").monotone, { sinh($0) }, { x, _ in Function.cosh(x) })
  case .cosh:
    return read.unary(
      RuleCard("cosh", "hyperbolic cosine").monotone, { cosh($0) }, { x, _ in Function.sinh(x) })
  case .tanh:
    return read.unary(
      RuleCard("tanh", "hyperbolic tangent").monotone,
      { tanh($0) }, { x, _ in Function.sech(x) * Function.sech(x) })
  case .coth:
    return read.unary(
      RuleCard("coth", "hyperbolic cotangent, 1/tanh(x)", .nonZero).monotone { x, _, _ in
        x.containsZero ? .entire : nil
      },
      { 1 / tanh($0) }, { x, _ in -(Function.csch(x) * Function.csch(x)) })
  case .sech:
    return read.unary(
      RuleCard("sech", "hyperbolic secant, 1/cosh(x)").monotone,
      { Real.sech($0) }, { x, y in -(y * Function.tanh(x)) })
  case .csch:
    return read.unary(
      RuleCard("csch", "hyperbolic cosecant, 1/sinh(x)", .nonZero).monotone { x, _, _ in
        x.containsZero ? .entire : nil
      },
      { Real.csch($0) }, { x, y in -(y * Function.coth(x)) })
  case .asinh:
    return read.unary(
      RuleCard("asinh", "inverse hyperbolic sine").monotone.alias("arcsinh", "arsinh"),
      { asinh($0) }, { x, _ in 1 / Function.hypot(1, x) })
  case .acosh:
    return read.unary(
      RuleCard("acosh", "inverse hyperbolic cosine", .atLeastOne).monotone.alias("arccosh", "arcosh")
        .convention("+inf at 1"),
      { acosh($0) }, { x, _ in 1 / (Function.sqrt(x - 1) * Function.sqrt(x + 1)) })
  case .atanh:
    return read.unary(
      RuleCard("atanh", "inverse hyperbolic tangent", .openUnitInterval).monotone.alias("arctanh", "artanh")
        .convention("+inf at -1 and 1"),
      { atanh($0) }, { x, _ in 1 / ((1 - x) * (1 + x)) })

  // Functions with jumps and kinks.
  case .abs:
    return read.unary(
      RuleCard("abs", "absolute value").monotone(.none).convention("0 at 0"), { $0.magnitude },
      { x, _ in Function.sign(x) })
  case .sign:
    return read.flat(
      RuleCard("sign", "-1, 0 or 1 by the sign of x").monotone.alias("sgn").convention("0 everywhere"),
      arity: 1
    ) { x, _, _ in Real.sign(x) }
  case .floor:
    return read.flat(
      RuleCard("floor", "greatest whole number that is not above x").monotone.convention("0 everywhere"),
      arity: 1
    ) { x, _, _ in x.rounded(.down) }
  case .ceil:
    return read.flat(
      RuleCard("ceil", "least whole number that is not below x").monotone.convention("0 everywhere"), arity: 1
    ) { x, _, _ in x.rounded(.up) }
  case .round:
    return read.flat(
      RuleCard("round", "nearest whole number, halves away from 0").monotone.convention("0 everywhere"),
      arity: 1
    ) { x, _, _ in x.rounded() }
  case .trunc:
    return read.flat(
      RuleCard("trunc", "x without its fraction").monotone.convention("0 everywhere"), arity: 1
    ) { x, _, _ in x.rounded(.towardZero) }
  case .step:
    return read.flat(
      RuleCard("step", "1 where x > 0, else 0").monotone.convention("0 everywhere"), arity: 1
    ) { x, _, _ in Real.step(x) }
  case .mod:
    return read.binary(
      RuleCard("mod", "a - b*floor(a/b): the remainder, with the sign of b", .secondNonZero)
        .convention("by b: minus the whole quotient, at jumps too"),
      { Real.mod($0, $1) }, { _, _, _ in 1 }, { a, b, y in -Function.round((a - y) / b) })
  case .min:
    return read.binary(
      RuleCard("min", "the least of its arguments").monotone(.none).convention(
        "at a tie 1/2, 1/2 (of three arguments, by pairs, 1/4, 1/4, 1/2); nan beside a nan"
      ).selecting
        .symmetric,
      { Real.min($0, $1) },
      { a, b, _ in Function.prefers(b, a) }, { a, b, _ in Function.prefers(a, b) })
  case .max:
    return read.binary(
      RuleCard("max", "the greatest of its arguments").monotone(.none).convention(
        "at a tie 1/2, 1/2 (of three arguments, by pairs, 1/4, 1/4, 1/2); nan beside a nan"
      ).selecting
        .symmetric,
      { Real.max($0, $1) },
      { a, b, _ in Function.prefers(a, b) }, { a, b, _ in Function.prefers(b, a) })
  case .clamp:
    return read.ternary(
      RuleCard("clamp", "a kept between b and c: min(max(a, b), c)").monotone(.none).convention(
        "1 at a bound"
      ).selecting,
      { Real.min(Real.max($0, $1), $2) },
      { a, b, c, _ in Function.within(a, b, c) },
      { a, b, c, _ in Function.step(b - a) * Function.step(c - b) },
      { a, b, c, _ in Function.step(Function.max(a, b) - c) })
  case .hypot:
    return read.binary(
      RuleCard("hypot", "sqrt(a^2 + b^2), without overflow").monotone.convention("0, 0 at (0, 0)").symmetric,
      { hypot($0, $1) }, { a, b, _ in Function.direction(a, b) }, { a, b, _ in Function.direction(b, a) })
  case .fma:
    return read.ternary(
      RuleCard("fma", "a*b + c, rounded once").monotone,
      { $2.addingProduct($0, $1) }, { _, b, _, _ in b }, { a, _, _, _ in a }, { _, _, _, _ in 1 })

  // Functions of statistics and machine learning.
  case .sigmoid:
    return read.unary(
      RuleCard("sigmoid", "logistic function, 1/(1 + exp(-x))").block(BLOCK_SIGMOID).monotone.alias(
        "logistic"),
      { kernel_sigmoid($0) }, { x, y in y * Function.sigmoid(-x) })
  case .softplus:
    return read.unary(
      RuleCard("softplus", "ln(1 + exp(x)), without overflow").block(BLOCK_SOFTPLUS).monotone,
      { kernel_softplus($0) }, { x, _ in Function.sigmoid(x) })
  case .relu:
    return read.unary(
      RuleCard("relu", "max(x, 0)").monotone(.none).convention("0 at 0").selecting,
      { Real.max($0, 0) }, { x, _ in Function.step(x) })
  case .logaddexp:
    return read.binary(
      RuleCard("logaddexp", "ln(exp(a) + exp(b)), without overflow").monotone { a, b, _ in
        Interval.logAddExp(a, b)
      }.alias("logsumexp").symmetric,
      { Real.logAddExp($0, $1) },
      { a, b, _ in Function.share(a, b) }, { a, b, _ in Function.share(b, a) })
  case .sinc:
    return read.unary(
      RuleCard("sinc", "sin(x)/x, and 1 at 0").monotone { x, _, _ in Interval.sinc(x, derivative: 0) }
        .convention("0 at 0"),
      { Real.sinc($0, derivative: 0) }, { x, _ in Function.sincDerivative(x, 1) })

  // Conditions: 1 where they hold, else 0.
  case .less: return read.flat(RuleCard("<", "less").monotone, arity: 2) { a, b, _ in a < b ? 1 : 0 }
  case .lessOrEqual:
    return read.flat(RuleCard("<=", "less or equal").monotone, arity: 2) { a, b, _ in a <= b ? 1 : 0 }
  case .greater: return read.flat(RuleCard(">", "greater").monotone, arity: 2) { a, b, _ in a > b ? 1 : 0 }
  case .greaterOrEqual:
    return read.flat(RuleCard(">=", "greater or equal").monotone, arity: 2) { a, b, _ in a >= b ? 1 : 0 }
  case .equal: return read.flat(RuleCard("==", "equal").monotone, arity: 2) { a, b, _ in a == b ? 1 : 0 }
  case .notEqual:
    return read.flat(RuleCard("!=", "not equal").monotone, arity: 2) { a, b, _ in a != b ? 1 : 0 }
  case .and:
    return read.flat(RuleCard("and", "both").monotone, arity: 2) { a, b, _ in a != 0 && b != 0 ? 1 : 0 }
  case .or:
    return read.flat(RuleCard("or", "one or both").monotone, arity: 2) { a, b, _ in a != 0 || b != 0 ? 1 : 0 }
  case .not:
    return read.flat(RuleCard("not", "1 where x is 0, else 0").monotone, arity: 1) { x, _, _ in x == 0 ? 1 : 0
    }
  case .conditional:
    return read.ternary(
      RuleCard("if", "b where the condition a holds, else c")
        // Undecided, it may jump.
        .monotone(.none) { a, b, c in a == 0 ? c : a.containsZero || a.isUndefined ? .undefined : b }
        .selecting
        .convention("only the selected branch is differentiated"),
      { $0.isNaN ? $0 : $0 != 0 ? $1 : $2 },
      { _, _, _, _ in 0 },
      { a, _, _, _ in Function.notEqual(a, 0) },
      { a, _, _, _ in Function.not(a) })

  default: return readSpecialRule(of: function, read)
  }
}
