"""Turns texts into the tensors of the models in Fortunes.recur, and back.

Run:  python tensors.py questions Fortunes.recur test.txt FILE    the texts as inputs of `Fortunes`
      python tensors.py bits Fortunes.recur test.txt FILE         what its outputs mean, see below
      python tensors.py seeds FILE                                five inputs of `Writes`
      python tensors.py texts Fortunes.recur FILE                 what it wrote

`bits` tells how many bits each character of the texts takes, the end of each counted as one.
"""

import json
import math
import pathlib
import re
import struct
import sys


def vocabulary(spec):
    text = pathlib.Path(spec).read_text(encoding="utf-8")
    return json.loads(re.search(r"vocabulary Characters = (\[.*?\n\])", text, re.DOTALL)[1])


def tokens(spec, path):
    """The texts as tokens, each with the end behind it."""
    numbers = {entry: i for i, entry in enumerate(vocabulary(spec))}
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    return [[numbers[c] for c in line] + [numbers["</s>"]] for line in lines]


def write(path, tensors):
    """A safetensors file of whole or other numbers: the header's length, the header, the numbers."""
    header, data = {}, b""
    for name, shape, code, numbers in tensors:
        start = len(data)
        data += struct.pack(f"<{len(numbers)}{code}", *numbers)
        kind = {"i": "I32", "f": "F32"}[code]
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [start, len(data)]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    pathlib.Path(path).write_bytes(struct.pack("<Q", len(text)) + text + data)


def read(path, name):
    """A tensor's shape and bytes."""
    data = pathlib.Path(path).read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    entry = json.loads(data[8:8 + size])[name]
    start, end = entry["data_offsets"]
    return entry["shape"], memoryview(data)[8 + size + start:8 + size + end]


def questions(spec, text, path):
    rows = tokens(spec, text)
    longest = max(map(len, rows)) - 1
    padded = [token for row in rows for token in row[:-1] + [0] * (longest + 1 - len(row))]
    write(path, [
        ("text", [len(rows), longest], "i", padded),
        ("text.length", [len(rows)], "i", [len(row) - 1 for row in rows])])


def bits(spec, text, path):
    (_, longest, count), shares = read(path, "next")
    bits = [
        -math.log2(struct.unpack_from("<f", shares, 4 * ((i * longest + time) * count + token))[0])
        for i, row in enumerate(tokens(spec, text)) for time, token in enumerate(row[1:])]
    print(f"LSTM: {sum(bits) / len(bits):.3f}")


def seeds(path):
    write(path, [("seed", [5], "f", [1, 2, 3, 4, 5])])


def texts(spec, path):
    entries = vocabulary(spec)
    (count, longest), numbers = read(path, "next")
    lengths = struct.unpack(f"<{count}i", read(path, "next.length")[1])
    for i, length in enumerate(lengths):
        row = struct.unpack_from(f"<{length}i", numbers, 4 * i * longest)
        text = "".join(entries[token] for token in row)
        print(text.replace("</s>", "").replace("¶", "\n"), end="\n%\n")


commands = {"questions": questions, "bits": bits, "seeds": seeds, "texts": texts}
commands[sys.argv[1]](*sys.argv[2:])
