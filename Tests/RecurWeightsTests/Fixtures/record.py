"""Records the fixtures of this folder: python3 record.py

Recorded with Python's own zlib, numpy 2.4.6 and safetensors 0.8.0. Running it again must change nothing.
"""

import pathlib
import zlib

import numpy
import safetensors.numpy

folder = pathlib.Path(__file__).parent


def deflate(data, level, strategy=zlib.Z_DEFAULT_STRATEGY):
    compressor = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy)
    return compressor.compress(data) + compressor.flush()


# The tests build the same bytes from the same formulas.
mixed = bytes((i * i * 7 + i // 3) % 97 for i in range(600))
text = b"recurrent neural networks, compiled ahead of time; " * 40
runs = b"".join(bytes([i % 7]) * (i % 13) for i in range(80))

(folder / "dynamic.deflate").write_bytes(deflate(mixed, 9))
(folder / "fixed.deflate").write_bytes(deflate(text, 9, zlib.Z_FIXED))
(folder / "stored.deflate").write_bytes(deflate(mixed, 0))
(folder / "huffman.deflate").write_bytes(deflate(runs, 9, zlib.Z_HUFFMAN_ONLY))
(folder / "empty.deflate").write_bytes(deflate(b"", 9))

matrix = numpy.arange(6, dtype="<f4").reshape(2, 3)
numpy.save(folder / "matrix.npy", matrix)
numpy.save(folder / "columns.npy", numpy.asfortranarray(numpy.arange(24, dtype="<i4").reshape(2, 3, 4)))
numpy.save(folder / "scalar.npy", numpy.float64(0.1))
numpy.save(folder / "bigEndian.npy", matrix.astype(">f4"))
numpy.save(folder / "objects.npy", numpy.array([{}, None], dtype=object), allow_pickle=True)
numpy.save(folder / "structures.npy", numpy.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))
with open(folder / "version2.npy", "wb") as file:
    numpy.lib.format.write_array(file, numpy.arange(3, dtype="|u1"), version=(2, 0))

arrays = {"h.W": matrix, "h.b": numpy.zeros(100, dtype="<f2"), "ids": numpy.arange(3)}
numpy.savez(folder / "stored.npz", **arrays)
numpy.savez_compressed(folder / "deflated.npz", **arrays)
safetensors.numpy.save_file(arrays, folder / "arrays.safetensors", metadata={"made": "by hand"})
