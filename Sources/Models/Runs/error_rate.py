"""Tells how many of the answers are right, and how many edits the others are away from what is.

Run:  python error_rate.py characters|words TRUTH.tsv ANSWERS.txt

Each line of TRUTH.tsv behind the first has an input and, in further columns, what is right: an answer
counts as the one that is closest. The rate is that of edits (tokens inserted, left out or replaced) to
the tokens of those.
"""

import pathlib
import sys


def edits(a, b):
    """The least number of tokens to insert, leave out or replace (Levenshtein 1966)."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        corner, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (x != y))
    return row[-1]


def main(unit, truth, answers):
    split = {"characters": list, "words": str.split}[unit]
    rows = [line.split("\t")[1:] for line in pathlib.Path(truth).read_text().splitlines()[1:]]
    given = pathlib.Path(answers).read_text().split("\n")[:-1]
    if len(rows) != len(given):
        raise SystemExit(f"{len(given)} answers for {len(rows)} inputs")
    right, wrong, total = 0, 0, 0
    for choices, answer in zip(rows, given):
        distance, size = min((edits(split(c), split(answer)), len(split(c))) for c in choices)
        right, wrong, total = right + (distance == 0), wrong + distance, total + size
    print(f"{right / len(rows):.2%} right, error rate {wrong / total:.2%}")


main(*sys.argv[1:])
