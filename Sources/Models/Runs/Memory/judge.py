"""Tells how well a model answers the part to judge by.

Run:  python judge.py adding|copying TRUTH.npy ANSWERS.npy     with the PyPI package numpy
"""

import sys

import numpy

task, truth, answers = sys.argv[1], *map(numpy.load, sys.argv[2:])
if task == "adding":
    error = ((answers - truth) ** 2).mean()
    print(f"squared error {error:.4f}; always saying the mean, 1: {((truth - 1) ** 2).mean():.4f}")
else:
    # Blanks are right without a memory, so the ten symbols alone are judged.
    truth, answers = truth[:, -10:], answers[:, -10:]
    shares = numpy.take_along_axis(answers, truth[..., None], 2)
    said = answers.argmax(2)
    print(
        f"{(said == truth).mean():.1%} of symbols right, {(said == truth).all(1).mean():.1%} of all ten, "
        f"{-numpy.log2(shares).mean():.3f} bits a symbol; guessing: 12.5%, 0.0%, 3.000")
