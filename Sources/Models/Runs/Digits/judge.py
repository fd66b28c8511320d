"""Tells the share of digits that are right, beside logistic regression on the same pixels.

Run:  python judge.py DATA ANSWERS.npy
"""

import pathlib
import sys

import numpy
from sklearn.linear_model import LogisticRegression

data, answers = pathlib.Path(sys.argv[1]), numpy.load(sys.argv[2])
truth = numpy.load(data / "truth.npy")
pixels = numpy.load(data / "image.npy").reshape(-1, 64)
training, validation = (numpy.load(data / f"{name}.npz") for name in ["training", "validation"])
# The first fifth are the digits as they are: the others, moved, make this baseline worse. It has no need of
# a part to validate by, and learns from that as well.
count = len(training["truth"]) // 5
baseline = LogisticRegression(max_iter=10_000).fit(
    numpy.concatenate([training["image"][:count], validation["image"]]).reshape(-1, 64),
    numpy.concatenate([training["truth"][:count], validation["truth"]]))
print(f"{(answers.argmax(1) == truth).mean():.1%} of {len(truth)} digits right")
print(f"{baseline.score(pixels, truth):.1%} by logistic regression")
