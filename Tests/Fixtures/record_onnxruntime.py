"""Writes onnxruntime_cells.json: recurrent operators as ONNX Runtime evaluates them.

Run:  python3 -m venv V && V/bin/pip install onnxruntime==1.31.1 onnx==1.23.2 numpy==2.4.6
      V/bin/python Tests/Fixtures/record_onnxruntime.py

Each case holds the weights under the names of the prelude's cells, cut from the operator's stacked
tensors (gates z,r,h for GRU and i,o,f,c for LSTM; the two biases of a gate added where the cell has
one), an input sequence, the initial states, and the operator's outputs. ONNX Runtime computes in
Float, so a number is good to about 1e-7.
"""

import importlib.metadata
import json
import pathlib

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

PINNED = {"onnxruntime": "1.31.1", "onnx": "1.23.2", "numpy": "2.4.6"}
INPUTS, UNITS, STEPS = 3, 4, 6
DIRECTIONS = {"forward": [""], "reverse": [""], "bidirectional": ["forward.", "backward."]}

# The operator's gates, in its order, by the suffix of the prelude's weights.
GATES = {"RNN": [""], "GRU": ["z", "r", "n"], "LSTM": ["i", "o", "f", "g"]}

# Name of the case, operator, its attributes.
CASES = [
    ("RNN", "RNN", {}),
    ("RNNRelu", "RNN", {"activations": ["Relu"]}),
    ("LSTM", "LSTM", {}),
    ("LSTMReverse", "LSTM", {"direction": "reverse"}),
    ("LSTMBidirectional", "LSTM", {"direction": "bidirectional"}),
    ("GRU", "GRU", {"linear_before_reset": 0}),
    ("GRUResetAfter", "GRU", {"linear_before_reset": 1}),
    ("GRUResetAfterReverse", "GRU", {"linear_before_reset": 1, "direction": "reverse"}),
]


def tensor(array):
    """An array as it stands in the file: its shape and each Float with as many digits as it needs."""
    return {"shape": list(array.shape), "elements": [float(str(x)) for x in array.ravel()]}


def weights(operator, attributes, prefixes, w, r, b):
    """The operator's stacked tensors, cut into the prelude's."""
    named = {}
    gates = GATES[operator]
    for d, prefix in enumerate(prefixes):
        for g, gate in enumerate(gates):
            rows = slice(g * UNITS, (g + 1) * UNITS)
            input_bias, recurrent_bias = np.split(b[d], 2)
            named[f"{prefix}W{gate}"] = w[d, rows]
            named[f"{prefix}U{gate}"] = r[d, rows]
            if gate == "n" and attributes.get("linear_before_reset") == 1:
                named[f"{prefix}bn"] = input_bias[rows]
                named[f"{prefix}cn"] = recurrent_bias[rows]
            else:
                both = input_bias[rows].astype(np.float64) + recurrent_bias[rows]
                named[f"{prefix}b{gate}"] = both
    return {f"h.{name}": tensor(array) for name, array in sorted(named.items())}


def record(name, operator, attributes, generator):
    """One case: random tensors and what the operator makes of them."""
    prefixes = DIRECTIONS[attributes.get("direction", "forward")]
    directions, gates = len(prefixes), len(GATES[operator])

    def random(*shape):
        return generator.uniform(-0.8, 0.8, shape).astype(np.float32)

    feeds = {
        "X": random(STEPS, 1, INPUTS),
        "W": random(directions, gates * UNITS, INPUTS),
        "R": random(directions, gates * UNITS, UNITS),
        "B": random(directions, 2 * gates * UNITS),
        "initial_h": random(directions, 1, UNITS),
    }
    if directions == 2:  # A spec gives both directions the same initial states: here zeros.
        feeds["initial_h"] *= 0
    names, outputs = ["X", "W", "R", "B", "", "initial_h"], ["Y", "Y_h"]
    if operator == "LSTM":
        feeds["initial_c"] = random(directions, 1, UNITS) * (directions == 1)
        names.append("initial_c")
        outputs.append("Y_c")
    if "activations" in attributes:
        attributes = attributes | {"activations": attributes["activations"] * directions}
    node = helper.make_node(operator, names, outputs, hidden_size=UNITS, **attributes)
    graph = helper.make_graph(
        [node], name,
        [helper.make_tensor_value_info(k, TensorProto.FLOAT, v.shape) for k, v in feeds.items()],
        [helper.make_tensor_value_info(k, TensorProto.FLOAT, [None] * (4 if k == "Y" else 3))
         for k in outputs])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    onnx.checker.check_model(model)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"])
    made = dict(zip(outputs, session.run(outputs, feeds)))

    inputs = {"x": tensor(feeds["X"][:, 0])}
    answers = {"y": tensor(np.concatenate([made["Y"][:, d, 0] for d in range(directions)], axis=1))}
    for state in ["h", "c"][: len(outputs) - 1]:
        for d, prefix in enumerate(prefixes):
            suffix = f"{state}.{prefix}".rstrip(".").replace(".", "_")
            if directions == 1:
                inputs[f"initial_{suffix}"] = tensor(feeds[f"initial_{state}"][d, 0])
            answers[f"final_{suffix}"] = tensor(made[f"Y_{state}"][d, 0])
    return {
        "name": name, "operator": operator, "attributes": attributes,
        "weights": weights(operator, attributes, prefixes, feeds["W"], feeds["R"], feeds["B"]),
        "inputs": inputs, "outputs": answers,
    }


def main():
    for package, version in PINNED.items():
        found = importlib.metadata.version(package)
        if found != version:
            raise SystemExit(f"{package} is {found}, not {version}")
    generator = np.random.default_rng(1997)
    cases = [record(*case, generator) for case in CASES]
    path = pathlib.Path(__file__).with_name("onnxruntime_cells.json")
    lines = ",\n".join(json.dumps(case) for case in cases)
    path.write_text(f'{{"recordedWith": {json.dumps(PINNED)}, "cases": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    main()
