"""What rows about training work on: a layer, its inputs, and what its answers should be."""

import os
from array import array
from dataclasses import dataclass

from . import tensors
from .workload import Workload


@dataclass(frozen=True)
class Lesson(Workload):
    """One layer whose answers are to come near random ones, by the mean of squares."""

    @property
    def spec(self):
        return super().spec.rstrip("}\n") + (
            "\n  train {\n"
            f"    target truth: sequence of [{self.outputs}]\n"
            "    loss squaredError(y, truth)\n"
            f"    batch {self.batch}\n"
            "  }\n"
            "}\n"
        )

    def files(self, folder):
        """Writes spec, weights and examples, and for peers inputs and answers; answers the paths of what
        Recur takes."""
        spec, weights, _ = super().files(folder)
        count = self.batch * self.steps
        truth = tensors.uniform(count * self.outputs, 1, "truth")
        tensors.write_npy(
            os.path.join(folder, "truth.npy"), (self.batch, self.steps, self.outputs), truth)
        examples = os.path.join(folder, "examples.safetensors")
        steps = ((self.batch,), array("i", [self.steps] * self.batch))
        tensors.write_safetensors(
            examples,
            {
                "x": ((count * self.inputs,), tensors.uniform(count * self.inputs, 1, "input")),
                "x.steps": steps,
                "truth": ((len(truth),), truth),
                "truth.steps": steps,
            })
        return [spec, weights, examples]
