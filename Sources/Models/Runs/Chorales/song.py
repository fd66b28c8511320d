"""Prints what `Writes` sang, four voices at a time.

Run:  python song.py notes.txt song.safetensors     with the PyPI package numpy
"""

import pathlib
import sys

import tensors

EIGHTHS = 24

notes = pathlib.Path(sys.argv[1]).read_text().split()
song = tensors.read(sys.argv[2])
words = [notes[token] for token in song["next"].reshape(-1)[:song["next.length"].item()]]
voices = [[word for word in words[voice::4] if word != "</s>"] for voice in range(4)]
for start in range(0, len(voices[0]), EIGHTHS):
    for voice in voices:
        print(*(f"{word:3}" for word in voice[start:start + EIGHTHS]))
    print()
