"""Tensors in files, without any package: .npy and .safetensors of 32-bit floats and integers."""

import ast
import json
import random
import struct
from array import array

_NPY = b"\x93NUMPY\x01\x00"


def write_npy(path, shape, numbers):
    """Writes 32-bit floats, row-major."""
    dimensions = "".join(f"{extent}, " for extent in shape)
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({dimensions}), }}"
    header += " " * (-(len(_NPY) + 3 + len(header)) % 64) + "\n"
    with open(path, "wb") as file:
        file.write(_NPY + struct.pack("<H", len(header)) + header.encode())
        array("f", numbers).tofile(file)


def read_npy(path):
    """The shape and the numbers of a file of 32-bit floats."""
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack("<H", data[8:10])
    header = ast.literal_eval(data[10 : 10 + length].decode())
    if header["descr"] != "<f4" or header["fortran_order"]:
        raise ValueError(f"{path} is not what was expected: {header}")
    numbers = array("f")
    numbers.frombytes(data[10 + length :])
    return header["shape"], numbers


def write_safetensors(path, tensors):
    """Writes {name: (shape, array of 'f' or 'i')}."""
    header, data = {}, b""
    for name, (shape, numbers) in tensors.items():
        bytes_ = numbers.tobytes()
        header[name] = {
            "dtype": "F32" if numbers.typecode == "f" else "I32",
            "shape": list(shape),
            "data_offsets": [len(data), len(data) + len(bytes_)],
        }
        data += bytes_
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def uniform(count, bound, seed):
    """Numbers from -bound to bound: the same for the same seed."""
    words = array("I")
    words.frombytes(random.Random(seed).randbytes(4 * count))
    scale = 2 * bound / 2**32
    return array("f", (word * scale - bound for word in words))


def read_safetensors_integers(path):
    """The shape and the numbers of each tensor of 32-bit integers, by name."""
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack("<Q", data[:8])
    result = {}
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if entry["dtype"] == "I32":
            first, last = (8 + length + offset for offset in entry["data_offsets"])
            numbers = array("i")
            numbers.frombytes(data[first:last])
            result[name] = (entry["shape"], numbers)
    return result
