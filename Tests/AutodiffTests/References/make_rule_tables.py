#!/usr/bin/env python3
"""Writes rules/NAME.txt: values and partial derivatives of every function of the rule table.

Usage: make_rule_tables.py [NAME...]        (needs mpmath; run by hand, all functions by default)

One line a point: the operands, the value and the partials, each as the hexadecimal digits of a double's
bits without trailing zeros (3ff is 1). Operands are doubles exactly, and every result is the double nearest
to the exact result: it is computed with 300 bits and again with 700, and both must round alike.
"""
import os
import random
import struct
import sys

import mpmath as mp

COUNT = 2000
with mp.workprec(100):
    LARGEST = mp.mpf(sys.float_info.max) * (1 + mp.mpf(2) ** -54)


def nearest(x):
    """The nearest double, rounding once and to even."""
    if mp.isnan(x):
        return float("nan")
    if mp.isinf(x) or abs(x) >= LARGEST:
        return float("inf") if x > 0 else float("-inf")
    if abs(x) < mp.mpf(2) ** -1022:
        steps = int(mp.nint(mp.ldexp(mp.mpf(x), 1074)))
        return steps * 5e-324
    return float(mp.mpf(x))


def bits(x):
    if x != x:
        return "7ff8"
    return struct.pack(">d", x + 0.0 if x else x).hex().rstrip("0") or "0"


def spread(low, high, sign=True):
    """Magnitudes evenly on a logarithmic scale."""
    def draw():
        x = 2.0 ** random.uniform(low, high)
        return -x if sign and random.random() < 0.5 else x
    return draw


def uniform(low, high):
    return lambda: random.uniform(low, high)


def whole(low, high):
    return lambda: float(random.randint(low, high))


def near(*centres):
    """Close to special points, on both sides, so that cancellation shows."""
    return lambda: random.choice(centres) + random.choice((-1, 1)) * 2.0 ** random.uniform(-46, -5)


def mixed(*draws):
    return lambda: random.choice(draws)()


def pair(first, second=None):
    return lambda: (first(), (second or first)())


def triple(first):
    return lambda: (first(), first(), first())


def points(count, draw, edges, keep):
    result = [e if isinstance(e, tuple) else (e,) for e in edges]
    result = [e for e in result if keep(*e)]
    seen = set(result)
    while len(result) < count:
        x = draw()
        x = x if isinstance(x, tuple) else (x,)
        if keep(*x) and x not in seen:
            seen.add(x)
            result.append(x)
    return result


ONE, ZERO = mp.mpf(1), mp.mpf(0)
HALF = ONE / 2


def sinc(x):
    return ONE if x == 0 else mp.sin(x) / x


def sinc1(x):
    if x == 0:
        return ZERO
    if abs(x) < mp.mpf(2) ** -60:
        return -x / 3
    return (mp.cos(x) - mp.sin(x) / x) / x


def sigmoid(x):
    return 1 / (1 + mp.exp(-x))


def cbrt(x):
    return mp.sign(x) * mp.cbrt(abs(x))


def log_add(a, b):
    m = max(a, b)
    return m + mp.log1p(mp.exp(min(a, b) - m))


def modulo(a, b):
    return a - b * mp.floor(a / b)


def power(a, b):
    if a == 0:
        return ONE if b == 0 else ZERO
    if b == int(b) and abs(b) < 4096:
        return mp.mpf(a) ** int(b)
    return mp.exp(b * mp.log(a))


def gamma_log(x):
    return mp.loggamma(x).real if x > 0 else mp.log(abs(mp.gamma(x)))


def psi(n, x):
    return mp.psi(int(n), x)


def psi_drop(a, b):
    """psi(a) - psi(a + b): many bits cancel where b is small."""
    with mp.workprec(mp.mp.prec + 100 + int(abs(mp.log(b / a, 2)))):
        return mp.psi(0, a) - mp.psi(0, a + b)


def beta(a, b):
    return mp.exp(beta_log(a, b))


def beta_log(a, b):
    with mp.workprec(mp.mp.prec + 100 + int(abs(mp.log(b / a, 2)))):
        return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)


def bessel(n, x):
    """J of a whole order: by its power series, as mpmath's own does not converge for large orders."""
    n = int(n)
    if n < 0:
        return (-1) ** n * bessel(-n, x)
    if x < 0:
        return (-1) ** n * bessel(n, -x)
    if x > 2000:
        return mp.besselj(n, x)
    with mp.workprec(mp.mp.prec + int(3 * x) + 20):
        h = mp.mpf(x) / 2
        term = total = h ** n / mp.factorial(n)
        k = 0
        while k <= x or abs(term) > abs(total) * mp.ldexp(1, -mp.mp.prec):
            k += 1
            term *= -h * h / (k * (n + k))
            total += term
        return total


def bessel_slope(n, x):
    return (bessel(n - 1, x) - bessel(n + 1, x)) / 2


def rounded(x):
    return mp.sign(x) * mp.floor(abs(x) + HALF)


def truth(condition):
    return lambda *a: ONE if condition(*a) else ZERO


LEAST, NORMAL, MOST = 5e-324, 2.0 ** -1022, sys.float_info.max
TINY = [LEAST, 3 * LEAST, NORMAL / 2, NORMAL, 1e-300, 1e-20, 2.0 ** -53, 2.0 ** -27, 2.0 ** -26]
MIDDLE = [0.5, 1 - 2.0 ** -53, 1.0, 1 + 2.0 ** -52, 2.0, 3.0, 10.0]
LARGE = [1e8, 94906267.0, 2.0 ** 53, 1e16, 1e22, 1e200, 1e300, MOST / 2, MOST]


def signed(values):
    return [s * v for v in values for s in (1, -1)]


EDGES = [0.0, -0.0] + signed(TINY + MIDDLE + LARGE)
# Small enough to be exponents.
SMALL_EDGES = [0.0, -0.0] + signed(TINY + MIDDLE + [20.0, 37.0, 100.0, 700.0])
PAIRS = [(a, b) for a in [0.0] + signed([LEAST, 1e-300, 1.0, 1e300, MOST]) for b in signed([LEAST, 0.5, 1.0, 1e300])]

anything = mixed(spread(-60, 60), spread(-3, 4))
wide = mixed(spread(-1000, 1000), spread(-60, 60), spread(-3, 4))
exponents = mixed(spread(-60, 9), spread(-3, 4), uniform(-20, 20))
angles = mixed(spread(-300, 900), spread(-40, 20), spread(-3, 4),
               near(1.5707963267948966, 3.141592653589793, 4.71238898038469, 355.0))
positive = mixed(spread(-1000, 1000, False), spread(-3, 4, False), near(1.0))
unit = mixed(spread(-300, 0), spread(-40, 0), uniform(-1, 1), near(1.0, -1.0))
orders = mixed(spread(-40, 40, False), spread(-4, 6, False), uniform(0, 30))
above_zero = [v for v in EDGES if v > 0]


def everywhere(*a):
    return True


def inside(x):
    return -1 < x < 1


def not_zero(x):
    return x != 0


def is_positive(x):
    return x > 0


def no_pole(x):
    return x > 0 or x != int(x)


def in_range(value, low=-1e4, high=1e4):
    """Whether an exponent leaves mpmath a number."""
    return lambda *a: low < value(*a) < high


def power_range(a, b):
    if a == 0:
        return b >= 0
    if a < 0 and b != int(b):
        return False
    return abs(b * float(mp.log(abs(mp.mpf(a))))) < 730 and abs(b) < 1e300


def power_a(a, b):
    if a == 0:
        return ZERO if b == 0 or b > 1 else ONE if b == 1 else mp.inf
    return b * power(a, b - 1) if b != 0 else ZERO


def power_b(a, b):
    if a == 0:
        return ZERO if b > 0 else mp.nan
    return power(a, b) * mp.log(a) if a > 0 else mp.nan


def flat(value, draw, edges, keep=everywhere):
    """A function whose derivative is a structural zero: values alone."""
    return (value, [], draw, edges, keep)


near_whole = mixed(anything, near(*map(float, range(-6, 7))), lambda: random.randint(-9, 9) / 2)
TIES = [(1.0, 1.0), (0.0, 0.0), (2.0, 1.0), (1.0, 2.0), (-1.0, 1.0)]
close_pairs = mixed(pair(wide), lambda: (lambda x: (x, x * (1 + random.randint(-3, 3) * 2.0 ** -52)))(anything()))
comparisons = mixed(close_pairs, pair(whole(-3, 3)))
hyp_pairs = mixed(pair(wide), pair(anything), pair(spread(-1070, -450)), pair(spread(450, 1023)))
positives = mixed(pair(orders), pair(uniform(0, 10)), pair(uniform(5, 300)), pair(spread(-60, 60, False)),
                  pair(spread(-30, 4, False), spread(3, 50, False)))
truths = pair(mixed(whole(-1, 1), wide))

# case: (value, partials, draw, edges, keep)
TABLE = {
    "add": (lambda a, b: a + b, [lambda a, b: ONE, lambda a, b: ONE], pair(wide), PAIRS, everywhere),
    "subtract": (lambda a, b: a - b, [lambda a, b: ONE, lambda a, b: -ONE], pair(wide), PAIRS, everywhere),
    "multiply": (lambda a, b: a * b, [lambda a, b: b, lambda a, b: a], pair(wide), PAIRS, everywhere),
    "divide": (lambda a, b: a / b, [lambda a, b: 1 / b, lambda a, b: -a / b / b],
               mixed(pair(anything), pair(wide), pair(spread(-900, 900), spread(-400, 400))), PAIRS, everywhere),
    "negate": (lambda x: -x, [lambda x: -ONE], wide, EDGES, everywhere),
    "power": (power, [power_a, power_b],
              mixed(pair(spread(-30, 30, False), spread(-10, 4)), pair(near(1.0), spread(-3, 25)),
                    pair(spread(-1000, 1000, False), spread(-10, 2)),
                    lambda: (-(2.0 ** random.uniform(-8, 8)), float(random.randint(-9, 9))),
                    lambda: (2.0 ** random.uniform(-8, 8), float(random.randint(-90, 90)))),
              [(3.0, 2.0), (3.0, 1.0), (3.0, 0.5), (3.0, -1.0), (2.0, 0.3), (5.0, 1 / 3), (1.0, 7.5), (0.0, 2.0),
               (0.0, 1.0), (0.0, 0.5), (5.0, 0.0), (LEAST, 1.0), (MOST, 1.0), (1e-300, -1.0), (NORMAL, 0.5)],
              power_range),
    "exp": (mp.exp, [mp.exp], mixed(exponents, uniform(-745, 709)),
            SMALL_EDGES + [709.5, 709.782712893384, 709.7827128933841, 710.0, -708.0, -745.0, -746.0],
            in_range(lambda x: x)),
    "exp2": (lambda x: mp.mpf(2) ** x, [lambda x: mp.log(2) * mp.mpf(2) ** x],
             mixed(exponents, uniform(-1074, 1024), whole(-1074, 1023)), SMALL_EDGES + [1023.5, 1024.0, -1074.0],
             in_range(lambda x: x)),
    "expm1": (mp.expm1, [mp.exp], mixed(exponents, spread(-1000, 0), uniform(-745, 709)), SMALL_EDGES,
              in_range(lambda x: x)),
    "ln": (mp.log, [lambda x: 1 / x], positive, EDGES, is_positive),
    "log2": (lambda x: mp.log(x) / mp.log(2), [lambda x: 1 / (x * mp.log(2))], positive, EDGES, is_positive),
    "log10": (lambda x: mp.log(x) / mp.log(10), [lambda x: 1 / (x * mp.log(10))], positive, EDGES, is_positive),
    "log1p": (mp.log1p, [lambda x: 1 / (1 + x)],
              mixed(spread(-1000, 0), spread(-60, 9), spread(-3, 1000, False), near(-1.0, 1.0)), EDGES,
              lambda x: x > -1),
    "sqrt": (mp.sqrt, [lambda x: 1 / (2 * mp.sqrt(x))], positive, EDGES, is_positive),
    "cbrt": (cbrt, [lambda x: 1 / (3 * cbrt(x) ** 2)], mixed(spread(-1000, 1000), spread(-3, 4)),
             EDGES + [-8.0, 27.0], not_zero),
    "sin": (mp.sin, [mp.cos], angles, EDGES, everywhere),
    "cos": (mp.cos, [lambda x: -mp.sin(x)], angles, EDGES, everywhere),
    "tan": (mp.tan, [lambda x: mp.sec(x) ** 2], angles, EDGES, everywhere),
    "cot": (mp.cot, [lambda x: -mp.csc(x) ** 2], angles, EDGES, not_zero),
    "sec": (mp.sec, [lambda x: mp.sec(x) * mp.tan(x)], angles, EDGES, everywhere),
    "csc": (mp.csc, [lambda x: -mp.csc(x) * mp.cot(x)], angles, EDGES, not_zero),
    "asin": (mp.asin, [lambda x: 1 / mp.sqrt((1 - x) * (1 + x))], unit, EDGES, inside),
    "acos": (mp.acos, [lambda x: -1 / mp.sqrt((1 - x) * (1 + x))], unit, EDGES, inside),
    "atan": (mp.atan, [lambda x: 1 / (1 + x * x)], mixed(anything, wide, spread(0, 511)), EDGES, everywhere),
    "atan2": (mp.atan2, [lambda a, b: b / (a * a + b * b), lambda a, b: -a / (a * a + b * b)], hyp_pairs,
              PAIRS + [(1.0, 0.0), (0.0, 1.0)], lambda a, b: a != 0 or b != 0),
    "sinh": (mp.sinh, [mp.cosh], mixed(exponents, uniform(-710, 710)), SMALL_EDGES, in_range(lambda x: x)),
    "cosh": (mp.cosh, [mp.sinh], mixed(exponents, uniform(-710, 710)), SMALL_EDGES, in_range(lambda x: x)),
    "tanh": (mp.tanh, [lambda x: mp.sech(x) ** 2], mixed(exponents, spread(-1000, 8)), SMALL_EDGES,
             in_range(lambda x: x)),
    "coth": (mp.coth, [lambda x: -mp.csch(x) ** 2], mixed(exponents, spread(-500, 8)), SMALL_EDGES,
             lambda x: x != 0),
    "sech": (mp.sech, [lambda x: -mp.sech(x) * mp.tanh(x)], mixed(exponents, spread(-1000, 9)), SMALL_EDGES,
             in_range(lambda x: x)),
    "csch": (mp.csch, [lambda x: -mp.csch(x) * mp.coth(x)], mixed(exponents, spread(-500, 9), near(1.0)),
             SMALL_EDGES, not_zero),
    "asinh": (mp.asinh, [lambda x: 1 / mp.sqrt(1 + x * x)], mixed(anything, wide), EDGES, everywhere),
    "acosh": (mp.acosh, [lambda x: 1 / (mp.sqrt(x - 1) * mp.sqrt(x + 1))],
              mixed(spread(0, 1000, False), near(1.0), uniform(1, 9)), EDGES, lambda x: x > 1),
    "atanh": (mp.atanh, [lambda x: 1 / ((1 - x) * (1 + x))], unit, EDGES, inside),
    "abs": (lambda x: abs(x), [mp.sign], wide, EDGES, everywhere),
    "sign": flat(mp.sign, wide, EDGES),
    "floor": flat(mp.floor, near_whole, EDGES),
    "ceil": flat(mp.ceil, near_whole, EDGES),
    "round": flat(rounded, near_whole, EDGES),
    "trunc": flat(lambda x: mp.sign(x) * mp.floor(abs(x)), near_whole, EDGES),
    "step": flat(truth(lambda x: x > 0), wide, EDGES),
    "mod": (modulo, [lambda a, b: ONE, lambda a, b: -mp.floor(a / b)],
            mixed(pair(spread(-3, 9), spread(-3, 5)), pair(whole(-40, 40), whole(-9, 9)), pair(spread(-20, 20))),
            [(7.0, 3.0), (-7.0, 3.0), (7.0, -3.0)], lambda a, b: b != 0 and abs(a / b) < 2.0 ** 50),
    "min": (lambda a, b: min(a, b), [lambda a, b: (1 + mp.sign(b - a)) / 2, lambda a, b: (1 + mp.sign(a - b)) / 2],
            close_pairs, TIES + PAIRS, everywhere),
    "max": (lambda a, b: max(a, b), [lambda a, b: (1 + mp.sign(a - b)) / 2, lambda a, b: (1 + mp.sign(b - a)) / 2],
            close_pairs, TIES + PAIRS, everywhere),
    "clamp": (lambda a, b, c: min(max(a, b), c),
              [lambda a, b, c: ONE * (b <= a <= c), lambda a, b, c: ONE * (a < b < c),
               lambda a, b, c: ONE * (max(a, b) > c)],
              lambda: (random.uniform(-5, 5), random.uniform(-3, 0), random.uniform(0, 3)),
              [(0.5, 0.0, 1.0), (0.0, 0.0, 1.0), (1.0, 0.0, 1.0)], everywhere),
    "hypot": (lambda a, b: mp.sqrt(a * a + b * b),
              [lambda a, b: a / mp.sqrt(a * a + b * b), lambda a, b: b / mp.sqrt(a * a + b * b)], hyp_pairs,
              PAIRS + [(3.0, 4.0)], lambda a, b: a != 0 or b != 0),
    "fma": (lambda a, b, c: a * b + c, [lambda a, b, c: b, lambda a, b, c: a, lambda a, b, c: ONE],
            mixed(triple(anything), lambda: (lambda a, b: (a, b, -a * b))(anything(), anything())),
            [(3.0, 4.0, -12.0)], everywhere),
    "sigmoid": (sigmoid, [lambda x: sigmoid(x) * sigmoid(-x)], mixed(exponents, uniform(-740, 300)),
                SMALL_EDGES + signed([40.0, 1000.0]), in_range(lambda x: x)),
    "softplus": (lambda x: mp.log1p(mp.exp(x)), [sigmoid], mixed(exponents, uniform(-740, 300)),
                 SMALL_EDGES + signed([40.0, 1000.0]), in_range(lambda x: x)),
    "relu": (lambda x: max(x, ZERO), [lambda x: ONE * (x > 0)], wide, EDGES, everywhere),
    "logaddexp": (log_add, [lambda a, b: sigmoid(a - b), lambda a, b: sigmoid(b - a)],
                  mixed(pair(uniform(-300, 300)), pair(spread(-30, 5)), pair(uniform(-2, 2)),
                        lambda: (lambda x: (x, x + random.uniform(-40, 40)))(random.uniform(-1e6, 1e6))),
                  [(0.0, 0.0), (700.0, 710.0), (1000.0, 1000.0)], lambda a, b: abs(a - b) < 1e4),
    "sinc": (sinc, [sinc1], mixed(spread(-1000, 1), spread(-40, 20), uniform(-4, 4), uniform(-40, 40)), EDGES,
             everywhere),
    "less": flat(truth(lambda a, b: a < b), comparisons, TIES),
    "lessOrEqual": flat(truth(lambda a, b: a <= b), comparisons, TIES),
    "greater": flat(truth(lambda a, b: a > b), comparisons, TIES),
    "greaterOrEqual": flat(truth(lambda a, b: a >= b), comparisons, TIES),
    "equal": flat(truth(lambda a, b: a == b), comparisons, TIES),
    "notEqual": flat(truth(lambda a, b: a != b), comparisons, TIES),
    "and": flat(truth(lambda a, b: a != 0 and b != 0), truths, TIES),
    "or": flat(truth(lambda a, b: a != 0 or b != 0), truths, TIES),
    "not": flat(truth(lambda x: x == 0), mixed(whole(-1, 1), wide), EDGES),
    "conditional": (lambda a, b, c: b if a != 0 else c,
                    [lambda *a: ZERO, lambda a, b, c: ONE * (a != 0), lambda a, b, c: ONE * (a == 0)],
                    lambda: (float(random.randint(-1, 1)), wide(), wide()), [(0.5, 1.0, 2.0)], everywhere),
    "erf": (mp.erf, [lambda x: 2 / mp.sqrt(mp.pi) * mp.exp(-x * x)],
            mixed(spread(-1000, 2), spread(-40, 3), uniform(-6, 6)), SMALL_EDGES, lambda x: abs(x) < 200),
    "erfc": (mp.erfc, [lambda x: -2 / mp.sqrt(mp.pi) * mp.exp(-x * x)],
             mixed(spread(-60, 2), uniform(-6, 27.3), uniform(-1, 2)), SMALL_EDGES + [26.5, 27.2, 27.5, 28.0],
             lambda x: abs(x) < 200),
    "gamma": (mp.gamma, [lambda x: mp.gamma(x) * psi(0, x)],
              mixed(uniform(0, 171.6), uniform(-170, 0), uniform(-20, 12), spread(-1000, 0), near(1.4616321449683622),
                    near(*map(float, range(-9, 4)))),
              SMALL_EDGES + [171.0, 171.6, 171.7, 172.0], lambda x: no_pole(x) and abs(x) < 1000),
    "lgamma": (gamma_log, [lambda x: psi(0, x)],
               mixed(spread(-1000, 1000, False), spread(-40, 40, False), uniform(0, 12), uniform(-30, 0),
                     near(1.0, 2.0, -2.4570247382208006, -2.747682646727413, -3.0, 1.4616321449683622)),
               above_zero, lambda x: no_pole(x) and x > -1000),
    "digamma": (lambda x: psi(0, x), [lambda x: psi(1, x)],
                mixed(spread(-1000, 1000, False), spread(-10, 40, False), uniform(0, 15), uniform(-30, 0),
                      near(1.4616321449683622, -0.504083008264455, -1.5734984731623905, -3.0, 1.0)),
                [v for v in above_zero if v < 1e300], lambda x: no_pole(x) and x > -1000),
    "polygamma": (psi, [lambda n, x: mp.nan, lambda n, x: psi(n + 1, x)],
                  mixed(pair(whole(0, 5), mixed(spread(-40, 40, False), uniform(0, 20))),
                        pair(whole(0, 40), spread(-3, 8, False)), pair(whole(0, 150), uniform(0.5, 90)),
                        pair(whole(0, 4), uniform(-12, 0))),
                  [(0.0, 1.0), (1.0, 1.0), (1.0, 1e-100), (1.0, 1e10), (2.0, 0.5), (3.0, 1e-60), (169.0, 50.0)],
                  lambda n, x: no_pole(x)),
    "beta": (beta, [lambda a, b: beta(a, b) * psi_drop(a, b), lambda a, b: beta(a, b) * psi_drop(b, a)], positives,
             [(1.0, 1.0), (0.5, 0.5), (2.0, 3.0), (1e-300, 2.0), (1e-200, 1e-100), (500.0, 500.0), (10.0, 10.0)],
             lambda a, b: min(a, b) > 0),
    "lbeta": (beta_log, [psi_drop, lambda a, b: psi_drop(b, a)], positives,
              [(1.0, 1.0), (0.5, 0.5), (2.0, 3.0), (1e-300, 2.0), (1e-200, 1e-100), (1e10, 1e12), (10.0, 10.0)],
              lambda a, b: min(a, b) > 0),
    "besselj0": (lambda x: mp.besselj(0, x), [lambda x: -mp.besselj(1, x)],
                 mixed(spread(-300, 0), spread(-20, 40), uniform(-30, 30)), [0.0, 1.0, 2.404825557695773, 1e-300],
                 everywhere),
    "besselj1": (lambda x: mp.besselj(1, x), [lambda x: (mp.besselj(0, x) - mp.besselj(2, x)) / 2],
                 mixed(spread(-300, 0), spread(-20, 40), uniform(-30, 30)), [0.0, 1.0, 3.8317059702075125, 1e-300],
                 everywhere),
    "besselj": (bessel, [lambda n, x: mp.nan, bessel_slope],
                mixed(pair(whole(-12, 12), uniform(-40, 40)), pair(whole(2, 60), spread(-20, 7)),
                      pair(whole(0, 300), uniform(0, 400)), pair(whole(2, 20), spread(11, 40, False))),
                [(2.0, 0.0), (0.0, 0.0), (1.0, 0.0), (3.0, 1e-50), (1000.0, 900.0), (1000.0, 1200.0)], everywhere),
    "bessely0": (lambda x: mp.bessely(0, x), [lambda x: -mp.bessely(1, x)],
                 mixed(spread(-300, 0, False), spread(-20, 40, False), uniform(0, 30)), [1.0, 1e-300], is_positive),
    "bessely1": (lambda x: mp.bessely(1, x), [lambda x: mp.bessely(0, x) - mp.bessely(1, x) / x],
                 mixed(spread(-300, 0, False), spread(-20, 40, False), uniform(0, 30)), [1.0, 1e-100], is_positive),
}


def results(functions, point, precision):
    with mp.workprec(precision):
        exact = [mp.mpf(x) for x in point]
        return [nearest(mp.re(f(*exact))) for f in functions]


def main():
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "rules")
    os.makedirs(folder, exist_ok=True)
    for name in sys.argv[1:] or TABLE:
        value, partials, draw, edges, keep = TABLE[name]
        random.seed(name)
        with open(os.path.join(folder, name + ".txt"), "w") as file:
            for point in points(COUNT, draw, edges, keep):
                found = results([value] + partials, point, 300)
                again = results([value] + partials, point, 700)
                if list(map(bits, found)) != list(map(bits, again)):
                    # The first precision was too low: the second has to agree with a third.
                    found = results([value] + partials, point, 3000)
                    if list(map(bits, found)) != list(map(bits, again)):
                        sys.exit(f"{name} at {point}: {found} or {again}")
                file.write(" ".join(bits(x) for x in list(point) + found) + "\n")
        print(name, flush=True)


if __name__ == "__main__":
    main()
