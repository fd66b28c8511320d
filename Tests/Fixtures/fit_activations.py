"""Derives every constant of Templates/Activations*.swift and prints it as a Swift literal.

Run:  python3 -m venv V && V/bin/pip install mpmath==1.3.0 numpy==2.2.6
      V/bin/python Tests/Fixtures/fit_activations.py

Each polynomial is a minimax fit by Remez exchange in 50 digits, weighted so that the
error is relative to the function it serves, then rounded to binary32. Printed beside it: that error
with the rounded coefficients and exact arithmetic, in units of 2^-24 (half a unit in the last place).
"""

import numpy as np
from mpmath import (
    cos, erf, erfc, expm1, floor, log, log1p, lu_solve, matrix, mp, mpf, pi, sin, sqrt, tanh,
)

mp.dps = 50


def literal(value):
    """The shortest decimal that reads back as the same binary32."""
    return str(np.float32(float(value)))


def binary32(value):
    return mpf(float(np.float32(float(value))))


def remez(target, basis, weight, low, high, rounds=8):
    """Coefficients of the combination of `basis` that minimises max |weight * (target - sum)|."""
    count = len(basis)
    middle, radius = (low + high) / 2, (high - low) / 2
    nodes = [middle - radius * cos(pi * (i + mpf(1) / 2) / (count + 1)) for i in range(count + 1)]
    grid = [low + (high - low) * i / mpf(1500) for i in range(1501)]
    table = [(x, target(x), weight(x), [b(x) for b in basis]) for x in grid]
    for _ in range(rounds):
        system, right = matrix(count + 1, count + 1), matrix(count + 1, 1)
        for row, x in enumerate(nodes):
            for column, b in enumerate(basis):
                system[row, column] = b(x)
            system[row, count] = (-1) ** row / weight(x)
            right[row] = target(x)
        solution = lu_solve(system, right)[:count]
        errors = [w * (v - sum(s * t for s, t in zip(solution, ts))) for _, v, w, ts in table]
        # The place of the largest error in each run of one sign.
        extrema, start = [], 0
        for i in range(1, len(grid) + 1):
            if i == len(grid) or (errors[i] > 0) != (errors[start] > 0):
                extrema.append(max(range(start, i), key=lambda j: abs(errors[j])))
                start = i
        while len(extrema) > count + 1:
            extrema.pop(0 if abs(errors[extrema[0]]) < abs(errors[extrema[-1]]) else -1)
        if len(extrema) <= count:
            break
        nodes = [grid[i] for i in extrema]
    return solution


def worst(error, low, high):
    return max(abs(error(low + (high - low) * i / mpf(3000))) for i in range(3001))


def polynomial(title, target, degree, weight, low, high):
    basis = [lambda x, k=k: x**k for k in range(degree + 1)]
    chosen = [binary32(c) for c in remez(target, basis, weight, low, high)]
    residue = worst(lambda x: weight(x) * (target(x) - horner(chosen, x)), low, high)
    print(f"{title}: {float(residue * 2**24):.3f} * 2^-24")
    return chosen


def horner(coefficients, x):
    value = mpf(0)
    for c in reversed(coefficients):
        value = value * x + c
    return value


def show(name, coefficients):
    print(f"  {name}:", ", ".join(literal(c) for c in coefficients))


# x = n ln 2 + r. The first part of ln 2 has 16 bits, so that n times it is exact.
first = mpf(int(log(2) * 2**16)) / 2**16
show("1 / ln 2", [1 / log(2)])
show("ln 2 in two parts", [first, log(2) - first])
show("2 / ln 2, ln 2 / 2", [2 / log(2), log(2) / 2])


def q(r):
    return (expm1(r) - r) / r**2 if abs(r) > mpf(10) ** -12 else mpf(1) / 2 + r / 6


half = log(2) / 2 * mpf("1.0005")
fit = polynomial(
    "expm1(r) = r + r^2 q(r)", q, 4, lambda r: abs(r) + mpf(10) ** -6, -half, half
)
show("q(r)", fit)
show("q(-r)", [c * (-1) ** k for k, c in enumerate(fit)])
show("4 q(2 r), for expm1(2 r)", [c * 2 ** (k + 2) for k, c in enumerate(fit)])
show("what ln 2 as one part leaves out", [log(2) - binary32(log(2))])


def tail(f):
    small = abs(f) < mpf(10) ** -8
    return mpf(1) / 3 - f / 4 if small else (log1p(f) - f + f**2 / 2) / f**3


fit = polynomial(
    "log(1 + f) = f - f^2 / 2 + f^3 R(f)", tail, 7, lambda f: f**2 + mpf(10) ** -6,
    sqrt(mpf(1) / 2) - 1, sqrt(mpf(2)) - 1,
)
show("R", fit)

# tanh x = x + x^3 T(x^2) near 0.
fit = polynomial(
    "tanh(x) = x + x^3 T(x^2) to 0.57", lambda u: (tanh(sqrt(u)) / sqrt(u) - 1) / u, 4,
    lambda u: u * sqrt(u) / tanh(sqrt(u)), mpf(10) ** -6, mpf("0.57") ** 2,
)
show("T", fit)

# erf x = x + x S(x^2) near 0, and 1 - e^-g(x) beyond; the error of the second is absolute.
fit = polynomial(
    "erf(x) = x + x S(x^2) to 0.86", lambda u: erf(sqrt(u)) / sqrt(u) - 1, 5,
    lambda u: sqrt(u) / erf(sqrt(u)), mpf(10) ** -6, mpf("0.86") ** 2,
)
show("S", fit)

known = {}


def g(x):
    if x not in known:
        known[x] = -log(erfc(x))
    return known[x]


fit = polynomial("erf(x) = 1 - e^-g(x)", g, 6, erfc, mpf("0.84"), mpf("3.93"))
show("g", fit)

# x = n pi / 2 + r, where n is below 2^16. The first three parts of pi / 2 have 8 bits each, so that n times
# each is exact.
parts, rest = [], pi / 2
for _ in range(3):
    scale = mpf(2) ** (7 - int(floor(log(rest, 2))))
    parts.append(int(rest * scale) / scale)
    rest -= parts[-1]
show("pi / 2 in four parts", parts + [rest])
show("2 / pi", [2 / pi])
quarter = mpf("0.79")
fit = polynomial(
    "sin(r) = r + r^3 S(r^2) to 0.79", lambda u: (sin(sqrt(u)) / sqrt(u) - 1) / u, 2,
    lambda u: u * sqrt(u) / sin(sqrt(u)), mpf(10) ** -6, quarter**2,
)
show("S", fit)
fit = polynomial(
    "cos(r) = 1 - r^2 / 2 + r^4 C(r^2) to 0.79", lambda u: (cos(sqrt(u)) - 1 + u / 2) / u**2, 2,
    lambda u: u**2 / cos(sqrt(u)), mpf(10) ** -6, quarter**2,
)
show("C", fit)
