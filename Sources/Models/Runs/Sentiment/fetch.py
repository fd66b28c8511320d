"""Writes snippets of reviews with what people thought of them, split by a seed, and the words to know.

Run:  python fetch.py FOLDER      where the source of PyPI's vaderSentiment 3.3.2 is

train.tsv, validation.tsv, test.tsv: `review` and `truth`, 0 if it is unfavourable, else 1; test.txt: the reviews of
test.tsv as they were. words.txt: 400 words that reviews to learn from have most often, and 599 that tell most of
them (by the likelihood ratio of Dunning 1993); `<unknown>` stands for all others.

10,605 snippets of reviews of films and 3,708 of products on a shop's pages, each rated from -4 to 4 by twenty people
(C. J. Hutto, E. Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text", ICWSM
2014; MIT licence), which the package's source carries. Those rated 0 on average, and those without
a word, are left out.
"""

import collections
import io
import math
import pathlib
import random
import re
import sys
import tarfile

SEED, VALIDATION, TEST = 1, 1400, 1400
FREQUENT, TELLING, LEAST = 400, 599, 4

folder = pathlib.Path(sys.argv[1])
source = tarfile.open(folder / "vaderSentiment-3.3.2.tar.gz")
inner = source.extractfile("vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz")
data = tarfile.open(fileobj=io.BytesIO(inner.read()))
reviews = []
for kind in ["movie", "amazon"]:
    lines = data.extractfile(f"hutto_ICWSM_2014/{kind}ReviewSnippets_GroundTruth.txt").read()
    for line in lines.decode("utf-8", errors="replace").splitlines():
        _, rating, text = line.split("\t")
        words = re.findall(r"[a-z]+(?:'[a-z]+)?", text.lower().replace("''", " "))
        if float(rating) != 0 and words:
            reviews.append((int(float(rating) > 0), words, text))
random.Random(SEED).shuffle(reviews)
test, validation = reviews[:TEST], reviews[TEST:TEST + VALIDATION]
training = reviews[TEST + VALIDATION:]
for name, part in [("train", training), ("validation", validation), ("test", test)]:
    rows = "".join(f"{' '.join(words)}\t{truth}\n" for truth, words, _ in part)
    (folder / f"{name}.tsv").write_text("review\ttruth\n" + rows)
(folder / "test.txt").write_text("".join(text + "\n" for _, _, text in test))

count, favourable = collections.Counter(), collections.Counter()
for truth, words, _ in training:
    for word in set(words):
        count[word] += 1
        favourable[word] += truth
all_favourable = sum(truth for truth, _, _ in training)


def told(word):
    """The likelihood ratio of a review being favourable with and without the word."""
    table = [
        (favourable[word], count[word], all_favourable),
        (count[word] - favourable[word], count[word], len(training) - all_favourable),
    ]
    table += [(whole - seen, len(training) - total, whole) for seen, total, whole in table]
    return sum(
        seen * math.log(seen * len(training) / (total * whole)) for seen, total, whole in table if seen)


frequent = sorted(count, key=lambda word: (-count[word], word))[:FREQUENT]
rest = [word for word in count if count[word] >= LEAST and word not in frequent]
telling = sorted(rest, key=lambda word: (-told(word), word))[:TELLING]
(folder / "words.txt").write_text("\n".join(["<unknown>"] + frequent + telling) + "\n")
