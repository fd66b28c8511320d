"""Writes Sources/CRecurSIMD/include/RecurTables.h: the piecewise polynomials of tanh.

Run:  python3 -m venv V && V/bin/pip install numpy==2.2.6
      V/bin/python Tests/Fixtures/fit_tables.py > Sources/CRecurSIMD/include/RecurTables.h

Piece n approximates tanh(n / 4 + d) for |d| <= 1/8, and the last, 31, for d from -1/8 up to where tanh
rounds to 1. Each fit is close to minimax (Lawson's weights on least squares). Coefficients are rounded
to binary32 one by one, from the constant on, and what is left is fitted again after each.
"""

import sys

import numpy as np

PIECES = 32
WIDTH = 0.25
POINTS = 400


def binary32(value):
    return float(np.float32(value))


def units(y):
    """Units in the last place of binary32."""
    return 2.0 ** (np.floor(np.log2(y)) - 23)


def fit(function, low, high, degree, weight, fixed, joins):
    """Coefficients of d^0 ... d^degree, where `fixed` gives some; exact at both ends if it `joins`."""
    d = (low + high) / 2 - (high - low) / 2 * np.cos(np.pi * np.arange(POINTS + 1) / POINTS)
    powers = d[:, None] ** np.arange(degree + 1)
    value, importance, lawson = function(d), weight(d), np.ones_like(d)
    importance = importance / importance.max()
    fixed = dict(fixed)

    def solved():
        free = [k for k in range(degree + 1) if k not in fixed]
        rest = value - sum(powers[:, k] * c for k, c in fixed.items())
        scale = importance * np.sqrt(lawson)
        if joins:
            scale[[0, -1]] *= 4000
        system = powers[:, free] * scale[:, None]
        norms = np.linalg.norm(system, axis=0)
        solution = np.linalg.lstsq(system / norms, rest * scale, rcond=1e-17)[0] / norms
        return {**fixed, **dict(zip(free, solution))}

    for _ in range(40):
        error = np.abs(importance * (value - sum(powers[:, k] * c for k, c in solved().items())))
        lawson = lawson * (error / error.max() + 1e-3)
        lawson /= lawson.mean()
        if joins:
            lawson[[0, -1]] = np.maximum(lawson[[0, -1]], 1)
    for k in range(degree + 1):
        if k not in fixed:
            fixed[k] = binary32(solved()[k])
    return [fixed[k] for k in range(degree + 1)]


def accurate(n):
    """Degree 5, joined to its neighbours, the constant rounded from tanh(n / 4)."""
    if n == 0:
        # d + d^2 (...), from a search around the fit for one where no rounding makes a value fall.
        return [0, 1, 3.497168e-07, -0.333357781, 0.000507234538, 0.129822463]
    centre = n * WIDTH
    high = WIDTH / 2 if n + 1 < PIECES else 9.02 - centre
    return fit(
        lambda d: np.tanh(centre + d), -WIDTH / 2, high, 5,
        lambda d: 1 / units(np.tanh(centre + d)), {0: binary32(np.tanh(centre))}, True)


def show(name, comment, pieces):
    pieces = [[binary32(c) for c in piece] for piece in pieces]
    degree = len(pieces[0]) - 1
    print(f"\n/* {comment} */")
    print(f"static const float {name}[{degree + 1}][{PIECES}] __attribute__((aligned(64))) = {{")
    for k in range(degree + 1):
        numbers = [str(np.float32(piece[k])) for piece in pieces]
        numbers = [(text if "." in text or "e" in text else text + ".0") + "f" for text in numbers]
        lines, line = [], "   "
        for text in numbers:
            if len(line) + len(text) > 95:
                lines.append(line)
                line = "   "
            line += f" {text},"
        lines.append(line)
        print("  {\n" + "\n".join(lines).rstrip(",") + "},")
    print("};")


print("/* Written by Tests/Fixtures/fit_tables.py; do not edit. Coefficients of piecewise polynomials, the")
print("   constant terms first: of pieces 0 ... 31, with centres at 0, 1/4, ... 31/4. */\n")
print("#ifndef RECUR_TABLES_H\n#define RECUR_TABLES_H")
show("recur_tanh_table", "tanh to 0.56 units in the last place before rounding.",
     [accurate(n) for n in range(PIECES)])
print("\n#endif")
