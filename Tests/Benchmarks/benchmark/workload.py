"""What a row of the table works on: a spec, its weights, its inputs and what they cost."""

import os
from dataclasses import asdict, dataclass

from . import tensors

_GATES = {"LSTM": 4, "GRU": 3}

# PyTorch, ONNX Runtime with `linear_before_reset` and JAX as written here reset after the product.
_CELLS = {"LSTM": "LSTM", "GRU": "GRUResetAfter"}


@dataclass(frozen=True)
class Workload:
    """A stack of equal layers over sequences of vectors."""

    cell: str
    inputs: int
    units: int
    layers: int = 1
    bidirectional: bool = False
    dense: int = 0
    batch: int = 1
    steps: int = 100

    # What times are divided by.
    parts = 1

    @property
    def directions(self):
        return 2 if self.bidirectional else 1

    @property
    def outputs(self):
        return self.dense or self.units * self.directions

    @property
    def recurrent_elements(self):
        """The elements of the recurrent matrices of one layer, both directions."""
        return _GATES[self.cell] * self.units**2 * self.directions

    @property
    def projection_elements(self):
        """The elements of all matrices that do not depend on the state."""
        hidden = self.units * self.directions
        widths = self.inputs + (self.layers - 1) * hidden
        gates = _GATES[self.cell] * self.units * self.directions
        return gates * widths + self.dense * hidden

    @property
    def elements(self):
        """The elements of all matrices: what a step reads once."""
        return self.recurrent_elements * self.layers + self.projection_elements

    @property
    def spec(self):
        cell = f"{_CELLS[self.cell]}({self.units})"
        if self.bidirectional:
            cell = f"bidirectional({cell})"
        if self.layers > 1:
            cell = f"stack({', '.join([cell] * self.layers)})"
        answer = f"dense(h, {self.dense})" if self.dense else "h"
        return (
            "model Row {\n"
            f"  input x: sequence of [{self.inputs}]\n"
            f"  h = {cell}(x)\n"
            f"  output y: sequence of [{self.outputs}] = {answer}\n"
            "}\n"
        )

    def description(self):
        """Everything, for other processes."""
        return asdict(self)

    def _write_weights(self, path):
        """Writes random weights in PyTorch's layout: +-1/sqrt(units), as PyTorch begins."""
        result = {}

        def add(name, *shape):
            count = 1
            for extent in shape:
                count *= extent
            seed = f"{name} {shape}"
            result[name] = (shape, tensors.uniform(count, self.units**-0.5, seed))

        rows = _GATES[self.cell] * self.units
        for layer in range(self.layers):
            width = self.inputs if layer == 0 else self.units * self.directions
            for suffix in ["", "_reverse"][: self.directions]:
                add(f"h.weight_ih_l{layer}{suffix}", rows, width)
                add(f"h.weight_hh_l{layer}{suffix}", rows, self.units)
                add(f"h.bias_ih_l{layer}{suffix}", rows)
                add(f"h.bias_hh_l{layer}{suffix}", rows)
        if self.dense:
            add("y.weight", self.dense, self.units * self.directions)
            add("y.bias", self.dense)
        tensors.write_safetensors(path, result)

    def _write_input(self, path):
        """Writes random inputs, [steps, inputs] or [batch, steps, inputs]."""
        shape = (self.steps, self.inputs)
        if self.batch > 1:
            shape = (self.batch,) + shape
        count = self.batch * self.steps * self.inputs
        tensors.write_npy(path, shape, tensors.uniform(count, 1, "input"))

    @property
    def gradient_elements(self):
        """The products of a gradient for each time step: of the answer, of the gradients by states, and of
        those by all matrices. Nobody asks for the gradient by the input."""
        return 2 * self.projection_elements + 3 * self.recurrent_elements * self.layers

    def files(self, folder):
        """Writes spec, weights and input; answers their paths."""
        paths = [os.path.join(folder, name) for name in
                 ("row.recur", "weights.safetensors", "input.npy")]
        with open(paths[0], "w", encoding="utf-8") as file:
            file.write(self.spec)
        self._write_weights(paths[1])
        self._write_input(paths[2])
        return paths
