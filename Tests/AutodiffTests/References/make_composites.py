#!/usr/bin/env python3
"""Writes composites.txt: published formulas with their values and gradients to 30 digits.

Usage: make_composites.py > composites.txt      (needs mpmath; run by hand)

One line a formula: the expression in the language, the point, the value and the partial derivatives in the
order of the variables' names, separated by bars. The formulas are those of formulas.txt and of the families
below. Points are drawn between 0.3 and 2.1 until value and gradient are finite and well-conditioned: a relative
change of the variables is magnified at most 30 times.
"""
import os
import random
import re

import mpmath as mp

mp.mp.prec = 400


def number(text):
    """A number of the language is the nearest double."""
    return mp.mpf(float(text))


NAMES = {
    "ln": mp.log, "log": mp.log, "log2": lambda x: mp.log(x, 2), "log10": mp.log10, "log1p": mp.log1p, "exp": mp.exp,
    "expm1": mp.expm1, "exp2": lambda x: mp.mpf(2) ** x, "sqrt": mp.sqrt, "cbrt": mp.cbrt, "sin": mp.sin,
    "cos": mp.cos, "tan": mp.tan, "cot": mp.cot, "sec": mp.sec, "csc": mp.csc, "asin": mp.asin, "acos": mp.acos,
    "atan": mp.atan, "atan2": mp.atan2, "sinh": mp.sinh, "cosh": mp.cosh, "tanh": mp.tanh, "coth": mp.coth,
    "sech": mp.sech, "csch": mp.csch, "asinh": mp.asinh, "acosh": mp.acosh, "atanh": mp.atanh, "abs": abs,
    "hypot": lambda a, b: mp.sqrt(a * a + b * b), "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
    "softplus": lambda x: mp.log1p(mp.exp(x)), "sinc": lambda x: mp.sin(x) / x, "erf": mp.erf, "erfc": mp.erfc,
    "gamma": mp.gamma, "lgamma": mp.loggamma, "digamma": lambda x: mp.psi(0, x),
    "polygamma": lambda n, x: mp.psi(int(n), x), "beta": mp.beta,
    "lbeta": lambda a, b: mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b),
    "besselj0": lambda x: mp.besselj(0, x), "besselj1": lambda x: mp.besselj(1, x),
    "besselj": lambda n, x: mp.besselj(int(n), x), "logaddexp": lambda *x: mp.log(sum(mp.exp(v) for v in x)),
    "max": max, "min": min, "pow": lambda a, b: a ** b, "pi": mp.mpf(float(mp.pi)), "e": mp.mpf(float(mp.e)),
    "number": number,
}
TOKEN = re.compile(r"(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|(\^)|(.)")


def compiled(text):
    """The formula as a function of its variables, and their names."""
    code, names = "", set()
    for digits, name, power, other in TOKEN.findall(text):
        if digits:
            code += f"number('{digits}')"
        elif name:
            # A variable may be a word of Python.
            code += name if name in NAMES else name + "_"
            if name not in NAMES:
                names.add(name)
        else:
            code += "**" if power else other
    names = sorted(names)
    return eval(f"lambda {', '.join(n + '_' for n in names)}: {code}", dict(NAMES)), names


def families():
    """Test functions of optimisation in several dimensions, orthogonal polynomials, networks."""
    def x(i):
        return f"x{i}"

    for n in range(2, 8):
        r = range(1, n + 1)
        yield "+".join(f"{x(i)}^2" for i in r)  # sphere
        yield "+".join(f"{i}*{x(i)}^2" for i in r)  # sum of squares
        yield "+".join(f"abs({x(i)})^{i + 1}" for i in r)  # sum of powers
        yield "+".join(f"100*({x(i + 1)}-{x(i)}^2)^2+(1-{x(i)})^2" for i in range(1, n))  # Rosenbrock
        yield f"{10 * n}+" + "+".join(f"{x(i)}^2-10*cos(2*pi*{x(i)})" for i in r)  # Rastrigin
        squares, cosines = "+".join(f"{x(i)}^2" for i in r), "+".join(f"cos(2*pi*{x(i)})" for i in r)
        yield f"-20*exp(-0.2*sqrt(({squares})/{n}))-exp(({cosines})/{n})+20+e"  # Ackley
        yield f"1+({squares})/4000-" + "*".join(f"cos({x(i)}/sqrt({i}))" for i in r)  # Griewank
        yield f"{418.9829 * n}-(" + "+".join(f"{x(i)}*sin(sqrt(abs({x(i)})))" for i in r) + ")"  # Schwefel
        yield "(" + "+".join(f"{x(i)}^4-16*{x(i)}^2+5*{x(i)}" for i in r) + ")/2"  # Styblinski-Tang
        weighted = "+".join(f"0.5*{i}*{x(i)}" for i in r)
        yield f"{squares}+({weighted})^2+({weighted})^4"  # Zakharov
        yield f"({x(1)}-1)^2+" + "+".join(f"{i}*(2*{x(i)}^2-{x(i - 1)})^2" for i in range(2, n + 1))  # Dixon-Price
        yield "+".join(f"({x(i)}-1)^2" for i in r) + "-(" + "+".join(f"{x(i)}*{x(i - 1)}" for i in range(2, n + 1)) + ")"
        yield "-(" + "+".join(f"sin({x(i)})*sin({i}*{x(i)}^2/pi)^20" for i in r) + ")"  # Michalewicz
        yield f"1-cos(2*pi*sqrt({squares}))+0.1*sqrt({squares})"  # Salomon
        yield "+".join(f"abs({x(i)}*sin({x(i)})+0.1*{x(i)})" for i in r)  # Alpine
        w = [f"(1+({x(i)}-1)/4)" for i in r]
        yield (f"sin(pi*{w[0]})^2+" + "+".join(f"({w[i]}-1)^2*(1+10*sin(pi*{w[i]}+1)^2)" for i in range(n - 1))
               + f"+({w[-1]}-1)^2*(1+sin(2*pi*{w[-1]})^2)")  # Levy
        yield "logaddexp(" + ",".join(x(i) for i in r) + ")"
        yield f"exp({x(1)})/(" + "+".join(f"exp({x(i)})" for i in r) + ")"  # softmax
        yield "(" + "*".join(x(i) for i in r) + f")^(1/{n})/((" + "+".join(x(i) for i in r) + f")/{n})"  # means
        yield "-(" + "+".join(f"{x(i)}*ln({x(i)}/({'+'.join(x(j) for j in r)}))" for i in r) + ")"  # entropy
    for n in range(2, 10):
        for name, coefficients in (
                ("legendre", mp.taylor(lambda t: mp.legendre(n, t), 0, n)),
                ("chebyshev", mp.taylor(lambda t: mp.chebyt(n, t), 0, n)),
                ("hermite", mp.taylor(lambda t: mp.hermite(n, t), 0, n)),
                ("laguerre", mp.taylor(lambda t: mp.laguerre(n, 0, t), 0, n))):
            terms = [f"{float(mp.re(c))!r}*x^{k}" for k, c in enumerate(coefficients) if abs(c) > 1e-30]
            yield "+".join(terms).replace("+-", "-")
        yield f"sqrt(2*{n}+1)*besselj({n},x)/x"
        yield f"y^{n}*exp(-y)/gamma({n}+x)"
        yield f"polygamma({n % 4},x+{n}*y)"
    for activation in ("tanh", "sigmoid", "softplus", "atan", "sinh", "asinh", "erf"):
        for n in (1, 2, 3, 4):
            hidden = "+".join(f"v{i}*{activation}(w{i}*x+b{i})" for i in range(1, n + 1))
            yield f"{hidden}+c"
            yield f"(y-({hidden}))^2/2"


def is_well_conditioned(f, point, results):
    moved = [v * (1 + mp.mpf(random.choice((1, -1))) * mp.mpf(2) ** -60) for v in point]
    after = gradient(f, moved)
    return all(r == 0 or abs(a / r - 1) * mp.mpf(2) ** 60 < 30 for r, a in zip(results, after))


def gradient(f, point):
    """The value and the partials, by differences with half of the bits."""
    results = [f(*point)]
    for i in range(len(point)):
        results.append(mp.diff(lambda t: f(*(point[:i] + [t] + point[i + 1:])), point[i]))
    return results


def draw(f, names):
    for _ in range(400):
        point = [mp.mpf(round(random.uniform(0.3, 2.1), 3)) for _ in names]
        try:
            results = gradient(f, point)
        except (ValueError, ZeroDivisionError, TypeError, OverflowError):
            continue
        if any(abs(mp.im(r)) > 0 for r in results):
            continue
        results = [mp.re(r) for r in results]
        if all(mp.isfinite(r) and abs(r) < 1e12 for r in results) and is_well_conditioned(f, point, results):
            return point, results
    return None


def main():
    folder = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(folder, "formulas.txt")) as file:
        lines = [line.strip() for line in file]
    formulas = [line for line in lines if line and not line.startswith("#")] + list(families())
    print("# Made by make_composites.py: expression | point | value | partials by name.")
    for text in dict.fromkeys(formulas):
        random.seed(text)
        f, names = compiled(text)
        found = draw(f, names)
        if found is None:
            print("# no point:", text)
            continue
        point, results = found
        place = ",".join(f"{n}={mp.nstr(v, 17)}" for n, v in zip(names, point))
        # Partials that are zero come out as what the difference leaves of them.
        digits = ["0" if abs(r) < mp.mpf(10) ** -45 else mp.nstr(r, 30) for r in results]
        print(text, place, digits[0], ",".join(digits[1:]), sep="|", flush=True)


main()
