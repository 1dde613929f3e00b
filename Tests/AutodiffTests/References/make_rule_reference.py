#!/usr/bin/env python3
"""Writes rules.txt: values and partial derivatives of every function, computed at 400 bits.

Usage: make_rule_reference.py [POINTS] > rules.txt     (needs mpmath; 40 points a function by default)

One line a point: the function, its operands, the value and the partials, as hexadecimal floats. Every
operand is a double exactly, and every result is the double nearest to the exact result. Lines that
begin with '#' are comments. More points make a longer file of the same form.
"""
import random
import re
import sys

import mpmath as mp

mp.mp.prec = 400
random.seed(20240607)

LARGEST = mp.mpf(sys.float_info.max)


def hexadecimal(x):
    """The nearest double as 0x1.8p+3, rounding once and to even."""
    if mp.isnan(x):
        return "nan"
    if mp.isinf(x) or abs(x) > LARGEST:
        return "inf" if x > 0 else "-inf"
    if abs(x) < mp.mpf(2) ** -1022:
        return short(float(mp.nint(x * mp.mpf(2) ** 1074)) * 5e-324)
    return short(float(mp.mpf(x)))


def short(x):
    """The hexadecimal text of a double without trailing zeros."""
    return re.sub(r"\.?0+p", "p", x.hex()) if x else "0"


def spread(low, high, sign=True):
    """Magnitudes evenly on a logarithmic scale."""
    def draw():
        x = 2.0 ** random.uniform(low, high)
        return -x if sign and random.random() < 0.5 else x
    return draw


def uniform(low, high):
    return lambda: random.uniform(low, high)


def near(*centres):
    """Close to special points, on both sides, so that cancellation shows."""
    return lambda: random.choice(centres) + random.choice((-1, 1)) * 2.0 ** random.uniform(-40, -6)


def mixed(*draws):
    return lambda: random.choice(draws)()


def points(count, draw, edges=(), keep=lambda *a: True):
    result = [e if isinstance(e, tuple) else (e,) for e in edges]
    while len(result) < count:
        x = draw()
        x = x if isinstance(x, tuple) else (x,)
        if keep(*x) and x not in result:
            result.append(x)
    return result


def pair(first, second=None):
    return lambda: (first(), (second or first)())


def sinc(x):
    return mp.mpf(1) if x == 0 else mp.sin(x) / x


def sinc1(x):
    return mp.mpf(0) if x == 0 else (mp.cos(x) - mp.sin(x) / x) / x


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
    if a < 0:
        return mp.mpf(a) ** int(b)
    return mp.exp(b * mp.log(a)) if a != 0 else mp.mpf(0)


ONE, HALF = mp.mpf(1), mp.mpf(1) / 2
anything = mixed(spread(-60, 60), spread(-3, 4))
tiny_to_large = mixed(spread(-40, 9), spread(-3, 4), uniform(-20, 20))
angles = mixed(spread(-40, 20), spread(-3, 4), near(1.5707963267948966, 3.141592653589793))
positive = mixed(spread(-1000, 1000, False), spread(-3, 4, False), near(1.0))
unit = mixed(spread(-40, 0), uniform(-1, 1), near(1.0, -1.0))


def inside(x):
    return -1 < x < 1


def not_zero(x):
    return x != 0


# name: (value, partials, draw, edges, keep)
TABLE = {
    "+": (lambda a, b: a + b, [lambda a, b: ONE, lambda a, b: ONE], pair(anything), [(0.0, 0.0)], None),
    "-": (lambda a, b: a - b, [lambda a, b: ONE, lambda a, b: -ONE], pair(anything), [(0.0, 0.0)], None),
    "*": (lambda a, b: a * b, [lambda a, b: b, lambda a, b: a], pair(anything), [(0.0, 3.0)], None),
    "/": (lambda a, b: a / b, [lambda a, b: 1 / b, lambda a, b: -a / b / b],
          mixed(pair(anything), pair(spread(-900, 900), spread(-400, 400))), [(0.0, 3.0)], None),
    "pow": (power, [lambda a, b: b * power(a, b - 1) if b != 0 else mp.mpf(0),
                    lambda a, b: power(a, b) * mp.log(a) if a > 0 else mp.nan],
            mixed(pair(spread(-30, 30, False), spread(-10, 4)), pair(near(1.0), spread(-3, 25)),
                  lambda: (-(2.0 ** random.uniform(-8, 8)), float(random.randint(-9, 9)))),
            [(3.0, 2.0), (3.0, 1.0), (3.0, 0.5), (3.0, -1.0), (2.0, 0.3), (5.0, 1 / 3), (1.0, 7.5)], None),
    "exp": (mp.exp, [mp.exp], mixed(tiny_to_large, uniform(-700, 700)), [0.0, 1.0, 709.5, -708.0], None),
    "exp2": (lambda x: mp.mpf(2) ** x, [lambda x: mp.log(2) * mp.mpf(2) ** x],
             mixed(tiny_to_large, uniform(-1000, 1000)), [0.0, 1.0, 1023.5], None),
    "expm1": (mp.expm1, [mp.exp], mixed(tiny_to_large, uniform(-700, 700)), [0.0, 1e-300], None),
    "ln": (mp.log, [lambda x: 1 / x], positive, [1.0, 2.0], None),
    "log2": (lambda x: mp.log(x) / mp.log(2), [lambda x: 1 / x / mp.log(2)], positive, [1.0, 8.0], None),
    "log10": (lambda x: mp.log(x) / mp.log(10), [lambda x: 1 / x / mp.log(10)], positive, [1.0, 1000.0], None),
    "log1p": (mp.log1p, [lambda x: 1 / (1 + x)], mixed(spread(-60, -1), spread(-3, 900, False), near(-1.0)),
              [0.0], lambda x: x > -1),
    "sqrt": (mp.sqrt, [lambda x: HALF / mp.sqrt(x)], positive, [1.0, 2.0], None),
    "cbrt": (cbrt, [lambda x: 1 / (3 * cbrt(x) ** 2)], mixed(spread(-900, 900), spread(-3, 4)), [1.0, -8.0], None),
    "sin": (mp.sin, [mp.cos], angles, [0.0, 1e22], None),
    "cos": (mp.cos, [lambda x: -mp.sin(x)], angles, [0.0, 1e22], None),
    "tan": (mp.tan, [lambda x: mp.sec(x) ** 2], angles, [0.0], None),
    "cot": (mp.cot, [lambda x: -mp.csc(x) ** 2], angles, [1e-150], not_zero),
    "sec": (mp.sec, [lambda x: mp.sec(x) * mp.tan(x)], angles, [0.0], None),
    "csc": (mp.csc, [lambda x: -mp.csc(x) * mp.cot(x)], angles, [1e-150], not_zero),
    "asin": (mp.asin, [lambda x: 1 / mp.sqrt((1 - x) * (1 + x))], unit, [0.0], inside),
    "acos": (mp.acos, [lambda x: -1 / mp.sqrt((1 - x) * (1 + x))], unit, [0.0], inside),
    "atan": (mp.atan, [lambda x: 1 / (1 + x * x)], mixed(anything, spread(0, 500)), [0.0], None),
    "atan2": (mp.atan2, [lambda a, b: b / (a * a + b * b), lambda a, b: -a / (a * a + b * b)],
              mixed(pair(anything), pair(spread(-900, -450)), pair(spread(450, 1000))), [(1.0, 0.0), (0.0, 1.0)],
              None),
    "sinh": (mp.sinh, [mp.cosh], mixed(tiny_to_large, uniform(-700, 700)), [0.0], None),
    "cosh": (mp.cosh, [mp.sinh], mixed(tiny_to_large, uniform(-700, 700)), [0.0], None),
    "tanh": (mp.tanh, [lambda x: mp.sech(x) ** 2], tiny_to_large, [0.0, 20.0, -300.0], None),
    "coth": (mp.coth, [lambda x: -mp.csch(x) ** 2], tiny_to_large, [20.0, -300.0], not_zero),
    "sech": (mp.sech, [lambda x: -mp.sech(x) * mp.tanh(x)], tiny_to_large, [0.0, 20.0, -300.0], None),
    "csch": (mp.csch, [lambda x: -mp.csch(x) * mp.coth(x)], mixed(tiny_to_large, near(1.0)), [20.0, -300.0],
             not_zero),
    "asinh": (mp.asinh, [lambda x: 1 / mp.sqrt(1 + x * x)], mixed(anything, spread(0, 900)), [0.0], None),
    "acosh": (mp.acosh, [lambda x: 1 / (mp.sqrt(x - 1) * mp.sqrt(x + 1))],
              mixed(spread(0, 900, False), near(1.0), uniform(1, 9)), [2.0], lambda x: x > 1),
    "atanh": (mp.atanh, [lambda x: 1 / ((1 - x) * (1 + x))], unit, [0.0], inside),
    "abs": (lambda x: abs(x), [mp.sign], anything, [3.0, -3.0], not_zero),
    "mod": (modulo, [lambda a, b: ONE, lambda a, b: -mp.floor(a / b)], pair(spread(-3, 9), spread(-3, 5)),
            [(7.0, 3.0), (-7.0, 3.0), (7.0, -3.0)], lambda a, b: modulo(mp.mpf(a), mp.mpf(b)) != 0),
    "min": (lambda a, b: min(a, b), [lambda a, b: ONE * (a < b), lambda a, b: ONE * (b < a)], pair(anything),
            [(1.0, 2.0)], lambda a, b: a != b),
    "max": (lambda a, b: max(a, b), [lambda a, b: ONE * (a > b), lambda a, b: ONE * (b > a)], pair(anything),
            [(1.0, 2.0)], lambda a, b: a != b),
    "clamp": (lambda a, b, c: min(max(a, b), c),
              [lambda a, b, c: ONE * (b < a < c), lambda a, b, c: ONE * (a < b), lambda a, b, c: ONE * (a > c)],
              lambda: (random.uniform(-5, 5), random.uniform(-3, 0), random.uniform(0, 3)), [(0.5, 0.0, 1.0)], None),
    "hypot": (lambda a, b: mp.sqrt(a * a + b * b),
              [lambda a, b: a / mp.sqrt(a * a + b * b), lambda a, b: b / mp.sqrt(a * a + b * b)],
              mixed(pair(anything), pair(spread(-1000, -500)), pair(spread(500, 1000))), [(3.0, 4.0)], None),
    "fma": (lambda a, b, c: a * b + c, [lambda a, b, c: b, lambda a, b, c: a, lambda a, b, c: ONE],
            lambda: (anything(), anything(), anything()), [(3.0, 4.0, -12.0)], None),
    "sigmoid": (sigmoid, [lambda x: sigmoid(x) * sigmoid(-x)], mixed(tiny_to_large, uniform(-300, 300)),
                [0.0, 40.0, -40.0], None),
    "softplus": (lambda x: mp.log1p(mp.exp(x)), [sigmoid], mixed(tiny_to_large, uniform(-300, 300)),
                 [0.0, 40.0, -40.0], None),
    "relu": (lambda x: max(x, mp.mpf(0)), [lambda x: ONE * (x > 0)], anything, [3.0, -3.0], not_zero),
    "logaddexp": (log_add, [lambda a, b: sigmoid(a - b), lambda a, b: sigmoid(b - a)],
                  mixed(pair(uniform(-300, 300)), pair(spread(-30, 5))), [(0.0, 0.0), (700.0, 710.0)], None),
    "sinc": (sinc, [sinc1], mixed(spread(-40, 1), uniform(-4, 4)), [0.0], None),
}


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    print("# Made by make_rule_reference.py: function, operands, value, partials.")
    for name, (value, partials, draw, edges, keep) in TABLE.items():
        for point in points(count, draw, edges, keep or (lambda *a: True)):
            exact = [mp.mpf(x) for x in point]
            results = [value(*exact)] + [partial(*exact) for partial in partials]
            print(name, *[short(x) for x in point], *[hexadecimal(r) for r in results])


main()
