"""What the workers of all peers share: a process that does what lines on its standard input say.

`load FILE` takes a workload (JSON); `time WORKLOAD TIMES`, `answer FILE` and `steps FILE` are those of the
programs that `recur bench --output` writes.
"""

import gc
import json
import sys
import time

import numpy as np


class Task:
    """A workload with its tensors."""

    def __init__(self, description):
        self.__dict__.update(description["workload"])
        self.precision = description["precision"]
        self.threads = description["threads"]
        self.folder = description["folder"]
        self.tensors = _read_safetensors(f"{self.folder}/weights.safetensors")
        given = np.load(f"{self.folder}/input.npy")
        batched = given if given.ndim == 3 else given[None]
        # Time first, as all peers like it best.
        self.input = np.ascontiguousarray(batched.transpose(1, 0, 2))
        self.truth = None
        if description["mode"] == "training":
            truth = np.load(f"{self.folder}/truth.npy")
            self.truth = np.ascontiguousarray(truth.transpose(1, 0, 2))
        self.directions = 2 if self.bidirectional else 1

    def layer(self, index, direction=0):
        """W, R and the two biases of a layer, gates as PyTorch has them."""
        suffix = f"l{index}" + ("_reverse" if direction else "")
        names = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]
        return [self.tensors[f"h.{name}_{suffix}"] for name in names]


def _read_safetensors(path):
    with open(path, "rb") as file:
        data = file.read()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    start = 8 + length
    result = {}
    for name, entry in header.items():
        first, last = entry["data_offsets"]
        numbers = np.frombuffer(data[start + first : start + last], "<f4")
        result[name] = numbers.reshape(entry["shape"]).copy()
    return result


def _write_answer(path, answer):
    """Writes [time, batch, outputs] as Recur does: batch first, or no batch axis; a vector as it is."""
    answer = np.asarray(answer, np.float32)
    if answer.ndim == 1:
        np.save(path, answer)
        return
    answer = answer.transpose(1, 0, 2)
    np.save(path, answer[0] if answer.shape[0] == 1 else np.ascontiguousarray(answer))


def _seconds(call, times):
    gc.disable()
    start = time.perf_counter()
    for _ in range(times):
        call()
    seconds = time.perf_counter() - start
    gc.enable()
    return seconds


def serve(make, name):
    """Serves `make(task)`, an object with `predict()` and `answer()` of [time, batch, outputs], and for a
    workload whose mode is "step" with `step()`, which keeps its state, and `steps()`. For one whose mode is
    "training" it has `gradient()`, and `answer()` is the mean loss and the norm of its gradient by all
    matrices and by one of each two biases that are added."""
    answers = sys.stdout
    # Peers print what they like; only answers may go to the suite.
    sys.stdout = sys.stderr
    print(f"ready {name}", file=answers, flush=True)
    model = None
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        answer = "ready"
        if word == "load":
            with open(rest, encoding="utf-8") as file:
                description = json.load(file)
            model = None
            model = make(Task(description), description["mode"])
        elif word == "time":
            workload, times = rest.split()
            answer = repr(_seconds(getattr(model, workload), int(times)))
        elif word in ("answer", "steps"):
            _write_answer(rest, getattr(model, word)())
        else:
            sys.exit(f"not understood: {line}")
        print(answer, file=answers, flush=True)
