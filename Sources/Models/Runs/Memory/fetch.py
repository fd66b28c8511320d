"""Makes the data of the adding problem and of the copy task.

Run:  python fetch.py FOLDER      with the PyPI package numpy 2.4.6

NAME-training.npz and NAME-validation.npz hold `x` and `truth`, NAME-x.npy and NAME-truth.npy the part to judge by.

- adding (Hochreiter, Schmidhuber 1997, as Arjovsky et al. 2016 have it): at each of 200 steps a number from 0 to 1
  and a mark, which is 1 at one step of each half and else 0. The truth is the sum of the two marked numbers.
- copying (Arjovsky, Shah, Bengio 2016): ten of eight symbols (1 to 8), blanks (0), a mark (9) that says when to
  answer, and blanks. The truth is blank but for the last ten steps, which are the ten symbols.
"""

import pathlib
import sys

import numpy

STEPS = 200
SYMBOLS, COUNT, MARK = 8, 10, 9
VALIDATION, TEST = 1_000, 2_000


def adding(rows, random):
    numbers = random.random((rows, STEPS), dtype=numpy.float32)
    marks = numpy.zeros((rows, STEPS), numpy.float32)
    for first in [0, STEPS // 2]:
        marks[numpy.arange(rows), random.integers(first, first + STEPS // 2, rows)] = 1
    return numpy.stack([numbers, marks], 2), (numbers * marks).sum(1, keepdims=True)


def copying(rows, random):
    symbols = random.integers(1, SYMBOLS + 1, (rows, COUNT), dtype=numpy.int32)
    x = numpy.zeros((rows, STEPS + 2 * COUNT), numpy.int32)
    truth = numpy.zeros_like(x)
    x[:, :COUNT] = symbols
    x[:, -COUNT - 1] = MARK
    truth[:, -COUNT:] = symbols
    return x, truth


def main(folder):
    for name, make, rows in [("adding", adding, 10_000), ("copying", copying, 40_000)]:
        random = numpy.random.Generator(numpy.random.PCG64(1997))
        for part, count in [("training", rows), ("validation", VALIDATION)]:
            x, truth = make(count, random)
            numpy.savez(folder / f"{name}-{part}.npz", x=x, truth=truth)
        x, truth = make(TEST, random)
        numpy.save(folder / f"{name}-x.npy", x)
        numpy.save(folder / f"{name}-truth.npy", truth)


main(pathlib.Path(sys.argv[1]))
