#!/usr/bin/env python3
"""Writes second.txt: second partial derivatives of every function at well-conditioned points.

Usage: make_second_derivatives.py [NAME...] > second.txt      (needs mpmath; run by hand)

One line a point: the function's case, its operands, and the second partials by (1,1), (1,2), …, (2,2), …, as
the hexadecimal digits of a double's bits without trailing zeros. They are differences of the value at 300 bits,
which loses half of these and leaves ten times what a double has. A partial that changes by more than 20 times
the relative change of an operand is not well-conditioned, and is left out as nan, as are those by an operand
that is a whole number.
"""
import random
import sys

import mpmath as mp

from make_rule_tables import TABLE, bits, nearest

COUNT = 60
mp.mp.prec = 300
# The second partials by these operands are left out.
WHOLE = {"polygamma": [0], "besselj": [0]}


def draw(name, arity):
    x = [random.uniform(0.2, 3) * random.choice((1, -1)) for _ in range(arity)]
    if name in ("ln", "log2", "log10", "sqrt", "log1p", "gamma", "lgamma", "digamma", "bessely0", "bessely1",
                "power", "beta", "lbeta", "polygamma"):
        x = [abs(v) for v in x]
    if name in ("asin", "acos", "atanh"):
        x = [v / 3.2 for v in x]
    if name == "acosh":
        x = [1.1 + abs(v) for v in x]
    if name in WHOLE:
        x[0] = float(random.randint(0, 4))
    if name == "clamp":
        x = [x[0], -1.0 - abs(x[1]), 1.0 + abs(x[2])]
    return x


def main():
    for name, (value, partials, _, _, keep) in TABLE.items():
        if not partials or name == "conditional" or sys.argv[1:] and name not in sys.argv[1:]:
            continue
        random.seed(name)
        arity = len(partials)
        for _ in range(COUNT):
            point = draw(name, arity)
            while not keep(*point):
                point = draw(name, arity)
            exact = [mp.mpf(x) for x in point]
            row = []
            for i in range(arity):
                for j in range(i, arity):
                    if any(k in WHOLE.get(name, []) for k in (i, j)):
                        row.append(float("nan"))
                        continue
                    orders = tuple((k == i) + (k == j) for k in range(arity))

                    def second(*x):
                        return mp.diff(value, x, orders) if arity > 1 else mp.diff(value, x[0], 2)

                    found = second(*exact)
                    if abs(found) < mp.mpf(10) ** -40:
                        row.append(0.0)
                        continue
                    change = 0
                    for k in range(arity):
                        if k in WHOLE.get(name, []):
                            continue
                        moved = list(exact)
                        moved[k] *= 1 + mp.mpf(2) ** -30
                        change += abs(second(*moved) / found - 1) * mp.mpf(2) ** 30
                    row.append(nearest(found) if change <= 20 else float("nan"))
            print(name, *map(bits, point + row), flush=True)


main()
