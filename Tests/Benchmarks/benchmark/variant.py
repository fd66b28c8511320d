"""LSTMs that are not the prelude's plain one, to be timed beside it."""

from dataclasses import dataclass

from . import tensors
from .workload import Workload

# The prelude's LSTM as a user might write it: other names, another order.
_COPY = """cell Recollection(Size)(signal: [Width]) {
  weight fromSignalO, fromSignalF, fromSignalG, fromSignalI: [Size, Width]
  bias   shiftG, shiftO, shiftI, shiftF: [Size]
  state  spoken: [Size]
  weight fromSelfF, fromSelfO, fromSelfI, fromSelfG: [Size, Size]
  state  kept: [Size]

  loud    = sigmoid(shiftO + fromSelfO @ spoken + fromSignalO @ signal)
  news    = tanh(fromSelfG @ spoken + shiftG + fromSignalG @ signal)
  leave   = sigmoid(fromSignalF @ signal + shiftF + fromSelfF @ spoken)
  enter   = sigmoid(fromSelfI @ spoken + fromSignalI @ signal + shiftI)
  kept'   = news * enter + kept * leave
  spoken' = tanh(kept') * loud

  layout pytorch {
    "weight_ih_l{layer}{reverse}": fromSignalI, fromSignalF, fromSignalG, fromSignalO
    "weight_hh_l{layer}{reverse}": fromSelfI, fromSelfF, fromSelfG, fromSelfO
    "bias_ih_l{layer}{reverse}": shiftI, shiftF, shiftG, shiftO
    "bias_hh_l{layer}{reverse}": shiftI, shiftF, shiftG, shiftO
  }
}

"""


@dataclass(frozen=True)
class Copy(Workload):
    """An LSTM that a spec brings along."""

    @property
    def spec(self):
        return _COPY + super().spec.replace("LSTM(", "Recollection(")


_LSTM = [("W", "H", "X"), ("U", "H", "H"), ("b", "H")]

# The weights of each cell: those of all four gates, then the others.
_WEIGHTS = {
    "PeepholeLSTM": (_LSTM, [("pi", "H"), ("pf", "H"), ("po", "H")]),
    "LayerNormLSTM": (_LSTM + [("a", "H"), ("r", "H")], [("ac", "H"), ("bc", "H")]),
    "ProjectedLSTM": ([("W", "H", "X"), ("U", "H", "P"), ("b", "H")], [("R", "P", "H")]),
}


@dataclass(frozen=True)
class Variant(Workload):
    """A cell of the prelude that has four gates."""

    # The outputs of a cell that projects them, else 0.
    projected: int = 0

    @property
    def outputs(self):
        return self.projected or self.units

    @property
    def recurrent_elements(self):
        width = self.projected or self.units
        return 4 * self.units * width + self.projected * self.units

    @property
    def projection_elements(self):
        return 4 * self.units * self.inputs

    @property
    def spec(self):
        sizes = f"{self.units}, {self.projected}" if self.projected else f"{self.units}"
        return (
            "model Row {\n"
            f"  input x: sequence of [{self.inputs}]\n"
            f"  output y: sequence of [{self.outputs}] = {self.cell}({sizes})(x)\n"
            "}\n"
        )

    def _write_weights(self, path):
        extents = {"H": self.units, "X": self.inputs, "P": self.projected}
        gates, others = _WEIGHTS[self.cell]
        names = [(name + gate, *axes) for name, *axes in gates for gate in "ifgo"] + others
        result = {}
        for name, *axes in names:
            shape = tuple(extents[axis] for axis in axes)
            count = shape[0] * (shape[1] if len(shape) > 1 else 1)
            result[f"y.{name}"] = (shape, tensors.uniform(count, self.units**-0.5, name))
        tensors.write_safetensors(path, result)
