"""Asks the model `Writes` of Fortunes.recur for texts.

Run:  python tensors.py seeds FILE                   writes inputs, five numbers
      python tensors.py texts Fortunes.recur FILE    tells what the outputs say
"""

import json
import pathlib
import re
import struct
import sys


def vocabulary(spec):
    text = pathlib.Path(spec).read_text(encoding="utf-8")
    return json.loads(re.search(r"vocabulary Characters = (\[.*?\n\])", text, re.DOTALL)[1])


def read(path, name):
    """A tensor's shape and bytes."""
    data = pathlib.Path(path).read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    entry = json.loads(data[8:8 + size])[name]
    start, end = entry["data_offsets"]
    return entry["shape"], memoryview(data)[8 + size + start:8 + size + end]


def seeds(path):
    header = json.dumps({"seed": {"dtype": "F32", "shape": [5], "data_offsets": [0, 20]}}).encode()
    header += b" " * (-len(header) % 8)
    numbers = struct.pack("<5f", 1, 2, 3, 4, 5)
    pathlib.Path(path).write_bytes(struct.pack("<Q", len(header)) + header + numbers)


def texts(spec, path):
    entries = vocabulary(spec)
    (count, longest), numbers = read(path, "next")
    lengths = struct.unpack(f"<{count}i", read(path, "next.length")[1])
    for i, length in enumerate(lengths):
        row = struct.unpack_from(f"<{length}i", numbers, 4 * i * longest)
        text = "".join(entries[token] for token in row)
        print(text.replace("</s>", "").replace("¶", "\n"), end="\n%\n")


commands = {"seeds": seeds, "texts": texts}
commands[sys.argv[1]](*sys.argv[2:])
