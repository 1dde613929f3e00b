#!/usr/bin/env python3
"""Writes kernels.txt: values of the functions that have kernels of their own, computed at 400 bits.

Usage: make_kernel_reference.py [POINTS] > kernels.txt     (needs mpmath; 300 points a range by default)

One line a point: the function, its operand, and the exact value as the sum of two doubles, all as
hexadecimal floats, so that errors below a unit in the last place can be measured.
"""
import random
import sys

import mpmath as mp

mp.mp.prec = 400
random.seed(20251121)

POINTS = int(sys.argv[1]) if len(sys.argv) > 1 else 300

# The functions, with the ranges from which operands are drawn evenly, or evenly by exponent.
FUNCTIONS = {
    "exp": (mp.exp, [(-0.7, 0.7), (-700, 700)]),
    "ln": (mp.log, [(0.5, 2), (0.95, 1.05), "exponents"]),
    "log1p": (mp.log1p, [(-0.9, 1), (-0.01, 0.01), "exponents"]),
    "sin": (mp.sin, [(-0.8, 0.8), (-10, 10), (-5e5, 5e5)]),
    "cos": (mp.cos, [(-0.8, 0.8), (-10, 10), (-5e5, 5e5)]),
}

print("# Made by make_kernel_reference.py: function, operand, exact value in two parts.")
for name, (function, ranges) in FUNCTIONS.items():
    for choice in ranges:
        for _ in range(POINTS):
            if choice == "exponents":
                x = random.uniform(1, 2) * 2.0 ** random.randint(-300, 300)
            else:
                x = random.uniform(*choice)
            exact = function(mp.mpf(x))
            high = float(exact)
            print(name, x.hex(), high.hex(), float(exact - mp.mpf(high)).hex())
