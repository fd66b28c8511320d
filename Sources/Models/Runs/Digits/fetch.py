"""Writes the digits of scikit-learn, split by a seed.

Run:  python fetch.py FOLDER      with the PyPI packages numpy 2.4.6 and scikit-learn 1.9.1

training.npz, validation.npz: `image` and `truth`; image.npy, truth.npy: the same of the part to judge by.
Each digit to learn from is there five times: as it is, and moved by one pixel in each direction.

1,797 handwritten digits of 8 x 8 pixels, 0 to 16, here 0 to 1 (E. Alpaydin, C. Kaynak, "Optical Recognition of
Handwritten Digits", UCI Machine Learning Repository 1998, CC BY 4.0), which the package carries.
"""

import pathlib
import sys

import numpy
from sklearn.datasets import load_digits

SEED, VALIDATION, TEST = 1, 200, 500


def moved(image, down, right):
    """Images moved by a pixel or none, with paper at the edge that this leaves open."""
    edge = numpy.pad(image, [(0, 0), (1, 1), (1, 1)])
    return edge[:, 1 - down:9 - down, 1 - right:9 - right]


folder = pathlib.Path(sys.argv[1])
digits = load_digits()
image = (digits.images / 16).astype(numpy.float32)
truth = digits.target.astype(numpy.int32)
order = numpy.random.Generator(numpy.random.PCG64(SEED)).permutation(len(truth))
training, validation, test = numpy.split(
    order, [len(order) - VALIDATION - TEST, len(order) - TEST])
moves = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)]
numpy.savez(
    folder / "training.npz",
    image=numpy.concatenate([moved(image[training], *move) for move in moves]),
    truth=numpy.tile(truth[training], len(moves)))
numpy.savez(folder / "validation.npz", image=image[validation], truth=truth[validation])
numpy.save(folder / "image.npy", image[test])
numpy.save(folder / "truth.npy", truth[test])
