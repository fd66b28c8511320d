"""Reads what an executable answers."""

import json
import struct

import numpy

TYPES = {"F32": numpy.float32, "I32": numpy.int32, "I64": numpy.int64}


def read(path):
    """The tensors of a .safetensors file."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    header.pop("__metadata__", None)
    return {
        name: numpy.frombuffer(data[slice(*entry["data_offsets"])], TYPES[entry["dtype"]]).reshape(
            entry["shape"])
        for name, entry in header.items()}
