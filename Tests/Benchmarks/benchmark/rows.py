"""The rows of the table."""

from dataclasses import dataclass, field
from typing import Optional, Union

from .lesson import Lesson
from .variant import Copy, Variant
from .words import Words
from .workload import Workload

ALL_PEERS = ("onnxruntime", "openvino", "jax", "torch")

# What fits the second-level cache of the core that the bars were set for.
SECOND_LEVEL = 1 << 20
FIRST_LEVEL = 48 << 10


@dataclass(frozen=True)
class Row:
    """Something that Recur and its peers do in turn."""

    name: str
    workload: Union[Workload, Words]
    # "step" (one step a call, state kept), "sequence" (a whole input a call) or "training" (the gradient of
    # a loss).
    mode: str
    threads: int = 1
    precision: str = "f32"
    # The forms of tanh and sigmoid: "accurate" or "fast".
    activations: str = "accurate"
    # Whether Recur in single precision, on one thread and with accurate activations, is timed in the row.
    beside: bool = False
    # What else is timed as "beside".
    against: Optional[Workload] = None
    plain: bool = False
    # What issues 3 and 5 ask for: (title, least value) with titles of `report.FIGURES`.
    bars: tuple = field(default=())

    @property
    def peers(self):
        if isinstance(self.workload, Words) or self.precision == "bf16" or self.against:
            return ()
        if self.activations != "accurate":
            return ()
        if self.mode == "training":
            return ("jax", "torch")
        return ("onnxruntime",) if self.precision == "int8" else ALL_PEERS

    @property
    def bytes_of_element(self):
        return {"f32": 4, "bf16": 2, "int8": 1}[self.precision]


SIZES = [4, 8, 16, 20, 32, 40, 64, 128, 256, 512]
AUDIO = [8, 16, 20, 40]
STACKS = [(2, 128), (3, 256), (3, 480), (6, 320)]


def _shapes(cell):
    """Name and workload of everything that is both streamed and answered whole."""
    for units in SIZES:
        yield f"{cell} {units}", Workload(cell, units, units)
    for units in AUDIO:
        yield f"{cell} 1-{units}", Workload(cell, 1, units)
    if cell == "LSTM":
        for layers, units in STACKS:
            yield f"LSTM {layers}x{units}", Workload(cell, units, units, layers, dense=32)


def _step(name, workload):
    bars = []
    if workload.units >= 64 and 4 * workload.elements <= SECOND_LEVEL:
        bars.append(("of limit", 0.9))
    has_plain = workload.cell == "LSTM" and workload.units <= 40 and workload.layers == 1
    if has_plain:
        bars.append(("plain", 1 / 0.7))
    least = {"LSTM 16": 200, "LSTM 64": 15, "LSTM 128": 7}.get(name)
    if least:
        bars.append(("onnxruntime", least))
    return Row(f"step {name}", workload, "step", plain=has_plain, bars=tuple(bars))


def _sequence(name, workload):
    if 4 * workload.recurrent_elements * workload.layers <= SECOND_LEVEL:
        bars = (("best", 1.5),)
    else:
        bars = (("best", 1.2), ("of limit", 0.9))
    return Row(f"sequence {name}", workload, "sequence", bars=bars)


def _variants():
    """LSTMs beside the prelude's plain one of the same size."""
    for units in [16, 128]:
        plain = Workload("LSTM", units, units)
        for mode in ["step", "sequence"]:
            yield Row(
                f"user-written, {mode} LSTM {units}", Copy("LSTM", units, units), mode,
                against=plain, bars=(("beside", 0.97),))
    for cell, projected in [("PeepholeLSTM", 0), ("LayerNormLSTM", 0), ("ProjectedLSTM", 64)]:
        variant = Variant(cell, 128, 128, projected=projected)
        yield Row(f"step {cell} 128", variant, "step", against=Workload("LSTM", 128, 128))


def _lessons():
    """Gradients of one layer: forward and backward."""
    for inputs, units, batch, steps, bars in [
        (64, 128, 32, 64, (("torch", 2), ("of limit", 0.6))),
        (128, 256, 32, 100, (("torch", 2), ("of limit", 0.6))),
        (32, 32, 1, 32, (("torch", 20),)),
    ]:
        lesson = Lesson("LSTM", inputs, units, batch=batch, steps=steps)
        name = f"training LSTM {inputs}-{units}, batch {batch} of {steps}"
        yield Row(name, lesson, "training", bars=bars)
        if batch > 1:
            yield Row(
                f"two threads, {name}", lesson, "training", threads=2, beside=True,
                bars=(("beside", 1.7),))


def _all():
    for cell in ["LSTM", "GRU"]:
        yield from (_step(*shape) for shape in _shapes(cell))
    for name, workload in _shapes("LSTM"):
        if workload.units <= 40 and workload.layers == 1:
            yield Row(
                f"fast activations, step {name}", workload, "step", activations="fast", plain=True,
                beside=True, bars=(("plain", 1 / 0.7),))
    for cell in ["LSTM", "GRU"]:
        yield from (_sequence(*shape) for shape in _shapes(cell))
    for steps, inputs, units in [(63, 24, 32), (31, 48, 32), (15, 96, 32)]:
        workload = Workload("LSTM", inputs, units, bidirectional=True, steps=steps)
        yield _sequence(f"BiLSTM {steps}x{inputs}x{units}", workload)
    yield _sequence("LSTM 512 of 300", Workload("LSTM", 512, 512, steps=300))
    for batch in [8, 32]:
        for units in [128, 256, 512]:
            workload = Workload("LSTM", units, units, batch=batch)
            bars = (("best", 1.2), ("of limit", 0.8)) if batch == 32 else ()
            yield Row(f"batch {batch} LSTM {units}", workload, "sequence", bars=bars)
    for batch in [8, 32]:
        for units in [128, 256, 512]:
            workload = Workload("LSTM", units, units, batch=batch)
            bars = (("beside", 1.8),) if (batch, units) == (32, 512) else ()
            yield Row(
                f"two threads, batch {batch} LSTM {units}", workload, "sequence", threads=2,
                beside=True, bars=bars)
    for units in [256, 512]:
        for mode in ["step", "sequence"]:
            yield Row(
                f"two threads, {mode} LSTM {units}", Workload("LSTM", units, units), mode, threads=2,
                beside=True)
    for cell in ["LSTM", "GRU"]:
        for units in [64, 128, 256, 512]:
            workload = Workload(cell, units, units)
            for mode in ["step", "sequence"]:
                # What a step, or the recurrence of a sequence, reads must not fit the first level.
                read = workload.elements if mode == "step" else workload.recurrent_elements
                bars = (("beside", 1.8),) if 4 * read > FIRST_LEVEL else ()
                yield Row(
                    f"bf16 {mode} {cell} {units}", workload, mode, precision="bf16",
                    beside=True, bars=bars)
    for cell in ["LSTM", "GRU"]:
        for units, least in [(128, 3), (256, 3), (512, 2)]:
            bars = (("onnxruntime", least), ("smaller error", 1)) if cell == "LSTM" else ()
            yield Row(
                f"int8 sequence {cell} {units}", Workload(cell, units, units), "sequence",
                precision="int8", beside=True, bars=bars)
    yield from _variants()
    yield from _lessons()
    for batch in [1, 32]:
        yield Row(f"Pronounce, a word, batch {batch}", Words(batch), "sequence")


ROWS = list(_all())
