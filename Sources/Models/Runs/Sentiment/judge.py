"""Tells the share of reviews that are taken for what people took them for, beside other ways to tell.

Run:  python judge.py FOLDER      where the source of vaderSentiment 3.3.2 is unpacked, too
"""

import pathlib
import sys

import numpy
from sklearn.linear_model import LogisticRegression

folder = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(folder / "vaderSentiment-3.3.2"))
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

known = {word: i for i, word in enumerate((folder / "words.txt").read_text().split())}


def read(name):
    """Which words each review has, and what it is."""
    lines = (folder / f"{name}.tsv").read_text().splitlines()[1:]
    has = numpy.zeros((len(lines), len(known)))
    for row, line in enumerate(lines):
        for word in line.split("\t")[0].split():
            has[row, known.get(word, 0)] = 1
    return has, numpy.array([int(line.split("\t")[1]) for line in lines])


(training, taught), (validation, wanted), (test, truth) = map(read, ["train", "validation", "test"])
answers = [line.split()[1:] for line in (folder / "answers.txt").read_text().splitlines()]
chosen = numpy.array([float(good) > float(bad) for bad, good in answers])
print(f"{(chosen == truth).mean():.1%} of {len(truth)} reviews right")
fits = [LogisticRegression(C=c, max_iter=10_000).fit(training, taught) for c in [0.03, 0.1, 0.3, 1, 3]]
best = max(fits, key=lambda fit: fit.score(validation, wanted))
print(f"{best.score(test, truth):.1%} by logistic regression on which of the words there are")
vader = SentimentIntensityAnalyzer()
scores = [vader.polarity_scores(text)["compound"] for text in (folder / "test.txt").read_text().splitlines()]
print(f"{((numpy.array(scores) > 0) == truth).mean():.1%} by the rules of vaderSentiment")
print(f"{truth.mean():.1%} are favourable")
