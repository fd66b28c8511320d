"""Writes Pronounce.safetensors, phonemes.txt and Pronounce.NOTICE.txt from a PyPI package.

Run:  python3 -m venv V && V/bin/pip install numpy==2.2.6 && V/bin/pip install --no-deps g2p_en==2.1.0
      V/bin/python Sources/Models/convert_g2p_en.py

The package is read as files and not imported, so its dependencies and their downloads are not
needed. The same package gives the same bytes.
"""

import ast
import hashlib
import importlib.metadata
import importlib.util
import json
import pathlib
import struct

import numpy as np

VERSION = "2.1.0"
CHECKPOINT = "b8af35e4596d8dd5836dfd3fe9b2ba4f97b9c311efe8879544cbcfcbd566d8c6"

# The package's name for a tensor, and the parameter's path in Pronounce.recur. The gates of both cells
# are stacked r, z, n, as in PyTorch, where the model was trained.
TENSORS = {
    "letters.weight": "enc_emb",
    "encoder.weight_ih_l0": "enc_w_ih",
    "encoder.weight_hh_l0": "enc_w_hh",
    "encoder.bias_ih_l0": "enc_b_ih",
    "encoder.bias_hh_l0": "enc_b_hh",
    "phonemes.sounds.weight": "dec_emb",
    "phonemes.decoder.weight_ih_l0": "dec_w_ih",
    "phonemes.decoder.weight_hh_l0": "dec_w_hh",
    "phonemes.decoder.bias_ih_l0": "dec_b_ih",
    "phonemes.decoder.bias_hh_l0": "dec_b_hh",
    "phonemes.dense.weight": "fc_w",
    "phonemes.dense.bias": "fc_b",
}

NOTICE = """\
Pronounce.safetensors and phonemes.txt are derived from g2p_en {version}, a Python package by Kyubyong
Park and Jongseok Kim (https://github.com/Kyubyong/g2p, https://pypi.org/project/g2p-en/{version}/),
which is licensed under the Apache License, Version 2.0. Its license follows.

Changes: the arrays of g2p_en/checkpoint20.npz were given the names of the parameters of
Pronounce.recur and stored as safetensors; no number was changed. phonemes.txt lists the phonemes of
g2p_en/g2p.py in their order.

"""


def phonemes(source):
    """The value of `self.phonemes = [...] + [...]` in the package's source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "self.phonemes":
            return ast.literal_eval(node.value.left) + ast.literal_eval(node.value.right)
    raise SystemExit("g2p.py lists no phonemes")


def safetensors(tensors, metadata):
    """The bytes of a safetensors file: the header's length, the header, the numbers."""
    header, offset = {"__metadata__": metadata}, 0
    for name, tensor in tensors.items():
        end = offset + tensor.nbytes
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + b"".join(t.tobytes() for t in tensors.values())


def main():
    if importlib.metadata.version("g2p_en") != VERSION:
        raise SystemExit(f"this script converts g2p_en {VERSION}")
    package = pathlib.Path(importlib.util.find_spec("g2p_en").origin).parent
    checkpoint = package / "checkpoint20.npz"
    if hashlib.sha256(checkpoint.read_bytes()).hexdigest() != CHECKPOINT:
        raise SystemExit("checkpoint20.npz is not the one of g2p_en " + VERSION)
    arrays = np.load(checkpoint, allow_pickle=False)
    tensors = {path: np.ascontiguousarray(arrays[n], "<f4") for path, n in TENSORS.items()}
    metadata = {"source": f"g2p_en {VERSION}, checkpoint20.npz", "license": "Apache-2.0"}

    here = pathlib.Path(__file__).parent
    (here / "Pronounce.safetensors").write_bytes(safetensors(tensors, metadata))
    entries = phonemes((package / "g2p.py").read_text(encoding="utf-8"))
    (here / "phonemes.txt").write_text("".join(entry + "\n" for entry in entries))
    terms = next(f for f in importlib.metadata.files("g2p_en") if f.name == "LICENSE.txt")
    (here / "Pronounce.NOTICE.txt").write_text(NOTICE.format(version=VERSION) + terms.read_text())


main()
