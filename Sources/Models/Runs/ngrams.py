"""Tells how well counts of tokens foresee a text: the baselines of a language model.

Run:  python ngrams.py characters|words COUNT train.txt test.txt ORDER...

COUNT is how many tokens there are, the end among them. The figures are bits for each token of the test, the end of
a line counted as one; the first of a line is never foreseen. ORDERs are those of Kneser-Ney.
"""

import collections
import math
import pathlib
import sys

END = "end"
split = {"characters": tuple, "words": lambda line: tuple(line.split())}[sys.argv[1]]
COUNT = int(sys.argv[2])


def events(path, order):
    """Each token with `order` - 1 before it."""
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        tokens = split(line)
        text = tokens[:1] * (order - 1) + tokens[1:] + (END,)
        for i in range(order - 1, len(text)):
            yield text[i - order + 1:i], text[i]


def bits(test, order, share):
    parts = [-math.log2(share(*event)) for event in events(test, order)]
    return sum(parts) / len(parts)


def add_one(train, order):
    counts = collections.defaultdict(collections.Counter)
    for before, next in events(train, order):
        counts[before][next] += 1
    sums = {before: sum(c.values()) for before, c in counts.items()}

    def share(before, next):
        return (counts[before][next] + 1 if before in counts else 1) / (
            sums.get(before, 0) + COUNT)
    return share


def kneser_ney(train, order):
    """Interpolated, with one discount n1 / (n1 + 2 n2) for each order (Kneser, Ney 1995)."""
    # The longest are counted; of shorter ones counts how many tokens they are seen behind.
    levels = {order: collections.Counter(events(train, order))}
    for n in range(order - 1, 0, -1):
        levels[n] = collections.Counter((before[1:], next) for before, next in levels[n + 1])
    tables = {}
    for n, counts in levels.items():
        often = collections.Counter(counts.values())
        discount = often[1] / (often[1] + 2 * often[2])
        sums, kinds = collections.Counter(), collections.Counter()
        for (before, _), count in counts.items():
            sums[before] += count
            kinds[before] += 1
        tables[n] = counts, discount, sums, kinds

    def share(before, next):
        result = 1 / COUNT
        for n in range(1, order + 1):
            counts, discount, sums, kinds = tables[n]
            context = before[len(before) - n + 1:]
            if context not in sums:
                break
            result = (max(counts[context, next] - discount, 0) +
                      discount * kinds[context] * result) / sums[context]
        return result
    return share


def main(train, test, *orders):
    for name, method, orders in (
        ("add-one", add_one, (1, 3)), ("Kneser-Ney", kneser_ney, map(int, orders))):
        for order in orders:
            print(f"{order}-grams, {name}: {bits(test, order, method(train, order)):.3f}")


main(*sys.argv[3:])
