"""What the rows of the shipped model `Pronounce` work on: words, and the phonemes that are right."""

import os
from array import array
from dataclasses import dataclass

from . import tensors
from .programs import PACKAGE

_MODELS = os.path.join(PACKAGE, "Sources", "Models")

# Where the letters begin in the vocabulary of the spec, and the end that is added to each word.
_FIRST_LETTER = 3
_END = 2


@dataclass(frozen=True)
class Words:
    """Some recorded words, padded to one length, of which `batch` are answered together."""

    batch: int = 1

    count = 256

    @property
    def parts(self):
        """The times are those of one word."""
        return self.count

    def files(self, folder):
        """The paths of spec, weights and input."""
        path = os.path.join(folder, "words.safetensors")
        words = [[ord(letter) - ord("a") + _FIRST_LETTER for letter in word] + [_END]
                 for word, _ in self._recorded()]
        longest = max(map(len, words))
        flat = [token for word in words for token in word + [0] * (longest - len(word))]
        tensors.write_safetensors(
            path,
            {
                "word": ((len(words), longest), array("i", flat)),
                "word.length": ((len(words),), array("i", map(len, words))),
            })
        return (
            os.path.join(_MODELS, "Pronounce.recur"),
            os.path.join(_MODELS, "Pronounce.safetensors"), path)

    def _recorded(self):
        """Words of letters only, with their phonemes, from all over the recording."""
        path = os.path.join(PACKAGE, "Tests", "Fixtures", "pronounce.tsv")
        with open(path, encoding="utf-8") as file:
            pairs = [line.rstrip("\n").split("\t") for line in file]
        pairs = [pair for pair in pairs if pair[0].isascii() and pair[0].isalpha()]
        return pairs[:: len(pairs) // self.count][: self.count]

    def wrong(self, path):
        """How many answers in a file are not those recorded."""
        with open(os.path.join(_MODELS, "phonemes.txt"), encoding="utf-8") as file:
            names = file.read().split("\n")
        found = tensors.read_safetensors_integers(path)
        shape, tokens = found["phonemes"]
        _, lengths = found["phonemes.length"]
        count = 0
        for index, (_, expected) in enumerate(self._recorded()):
            row = tokens[index * shape[1] : index * shape[1] + lengths[index]]
            count += " ".join(names[token] for token in row) != expected
        return count
