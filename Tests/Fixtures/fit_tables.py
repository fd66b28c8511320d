"""Writes Sources/CRecurSIMD/include/RecurTables.h: the piecewise polynomials of tanh and sigmoid.

Run:  python3 -m venv V && V/bin/pip install numpy==2.2.6
      V/bin/python Tests/Fixtures/fit_tables.py > Sources/CRecurSIMD/include/RecurTables.h

Piece n of tanh approximates tanh(n / 4 + d) for |d| <= 1/8, and the last, 31, for d from -1/8 up to where
tanh rounds to 1. Piece n of sigmoid approximates 2^n sigmoid(-n ln 2 - d) for |d| <= ln 2 / 2, and the
last, 31, serves all n from 31 on. The fast forms have degree 4: pieces of tanh as above and of
sigmoid(2 x) - 1/2, the last one constant. Each fit is close to minimax (Lawson's weights on least squares).
Coefficients are rounded to binary32 one by one, from the constant on, and what is left is fitted again
after each.
"""

import numpy as np

PIECES = 32
DEGREE = 5
WIDTH = 0.25
POINTS = 400


def binary32(value):
    return float(np.float32(value))


def units(y):
    """Units in the last place of binary32."""
    return 2.0 ** (np.floor(np.log2(y)) - 23)


def nodes(low, high):
    return (low + high) / 2 - (high - low) / 2 * np.cos(np.pi * np.arange(POINTS + 1) / POINTS)


def fit(d, whole, value, importance, fixed, join, degree=DEGREE):
    """Coefficients c of c[0] + whole (c[1] + c[2] d + c[3] d^2 + ...), of which `fixed` gives some.

    The first and the last error weigh `join` times as much, if that is more than 0.
    """
    basis = np.stack([np.ones_like(d)] + [whole * d**k for k in range(degree)], axis=1)
    lawson = np.ones_like(d)
    importance = importance / importance.max()
    fixed = dict(fixed)

    def error(coefficients):
        return value - sum(basis[:, k] * c for k, c in coefficients.items())

    def solved():
        free = [k for k in range(degree + 1) if k not in fixed]
        scale = importance * np.sqrt(lawson)
        if join:
            scale[[0, -1]] *= join
        system = basis[:, free] * scale[:, None]
        norms = np.linalg.norm(system, axis=0)
        solution = np.linalg.lstsq(system / norms, error(fixed) * scale, rcond=1e-17)[0] / norms
        return {**fixed, **dict(zip(free, solution))}

    for _ in range(40):
        found = np.abs(importance * error(solved()))
        lawson = lawson * (found / found.max() + 1e-3)
        lawson /= lawson.mean()
        if join:
            lawson[[0, -1]] = np.maximum(lawson[[0, -1]], 1)
    for k in range(degree + 1):
        if k not in fixed:
            fixed[k] = binary32(solved()[k])
    return [fixed[k] for k in range(degree + 1)], error(fixed)


def tanh_piece(n):
    """Joined to its neighbours, the constant rounded from tanh(n / 4)."""
    if n == 0:
        # d + d^2 (...), from a search around the fit for one where no rounding makes a value fall.
        return [0, 1, 3.497168e-07, -0.333357781, 0.000507234538, 0.129822463]
    centre = n * WIDTH
    d = nodes(-WIDTH / 2, WIDTH / 2 if n + 1 < PIECES else 9.02 - centre)
    value = np.tanh(centre + d)
    return fit(d, d, value, 1 / units(value), {0: binary32(np.tanh(centre))}, 4000)[0]


# What the template takes for ln 2, and of what that is too much.
LOG_2 = binary32(0.6931472)
EXCESS = LOG_2 - float(np.log(2))
# The part of the excess, times n, that the template takes from the factor `whole` of all but the
# constant: a little less than all since that grows with d more than e^-d does.
LATE = binary32(0.92 * EXCESS)


def sigmoid_piece(n):
    """The best of seven constants about the rounded one; only where values are close do ends matter."""
    half = LOG_2 / 2
    d = nodes(-half if n else 0, half)
    parts = []
    # Piece 31 is good for the first and the last n that it serves; e^-d is all that is left there.
    for multiple in [n] if n + 1 < PIECES else [31, 60, 90, 127]:
        exact = np.exp(-d - multiple * EXCESS)
        parts.append((d, d + multiple * LATE, exact / (1 + 2.0**-multiple * exact)))
    d, whole, value = (np.concatenate(part) for part in zip(*parts))
    # Below 1, where units are small, the template's own roundings take more of them.
    importance = np.where(value < 1, 1.1, 1) / units(value)
    centre = binary32(1 / (1 + 2.0**-n)) if n + 1 < PIECES else 1
    # Pieces 0 and 3 join their neighbours, without which values would fall there.
    join = {0: 4000, 3: 25}.get(n, 0)
    constants = [centre] if n == 0 else [centre + k * 2.0**-24 for k in range(-3, 4)]
    fits = [fit(d, whole, value, importance, {0: binary32(c)}, join) for c in constants]
    if n == 3:
        fits = [(c, error) for c, error in fits if error[0] > -0.5 * units(value[0])]
    return min(fits, key=lambda found: np.abs(found[1] / units(value)).max())[0]


def fast_pieces(function, width, constant, slope, end):
    """Pieces of degree 4 that join: function(n width + d) for |d| <= width / 2, the last being `end`.

    `constant` rounds the constants. Between the centres, where that puts them off the truth, the fits
    are to go from one such offset to the next, without which values could fall.
    """
    exact = [function(n * width) for n in range(PIECES)]
    constants = [constant(value) for value in exact[:-1]] + [exact[-1]]
    offsets = [c - value for c, value in zip(constants, exact)]
    half = width / 2
    pieces = []
    for n in range(PIECES - 1):
        d = nodes(-half if n else 0, half)
        first = (offsets[max(n - 1, 0)] + offsets[n]) / 2
        last = (offsets[n] + offsets[n + 1]) / 2 if n + 2 < PIECES else offsets[n]
        t = d / half
        offset = offsets[n] + (last - first) / 2 * t + ((last + first) / 2 - offsets[n]) * t * t
        # Next to 0 the value is `slope` times x.
        fixed = {0: constants[n]} if n else {0: 0, 1: slope, 2: 0}
        value = function(n * width + d) + offset
        pieces.append(fit(d, d, value, np.ones_like(d), fixed, 4000, degree=4)[0])
    return pieces + [[end, 0, 0, 0, 0]]


def centred_sigmoid(x):
    return np.tanh(x / 2) / 2


def whole_units(value):
    """In units of what is just below 1, so that one half can be added without rounding."""
    return np.round(value * 2.0**24) / 2.0**24


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
print("   constant terms first. */\n")
print("#ifndef RECUR_TABLES_H\n#define RECUR_TABLES_H")
show("recur_tanh_table", "tanh to 0.56 units in the last place before rounding; pieces 0 ... 31.",
     [tanh_piece(n) for n in range(PIECES)])
# The low bits of 1.5 * 2^23 - n, of which five tell the piece, are those of -n.
show("recur_sigmoid_table",
     "sigmoid to 1.2 units in the last place before rounding; pieces 0, 31, 30 ... 1.",
     [sigmoid_piece(-place % PIECES) for place in range(PIECES)])
show("recur_fast_tanh_table", "tanh to 1.9e-7, and to 4.8e-7 in the last piece; pieces 0 ... 31.",
     fast_pieces(np.tanh, WIDTH, binary32, 1, 1))
show("recur_fast_sigmoid_table",
     "sigmoid - 1/2 to 1e-7, and to 2.4e-7 in the last piece; pieces 0 ... 31.",
     fast_pieces(centred_sigmoid, 2 * WIDTH, whole_units, 0.25, 0.5))
print("\n#endif")
