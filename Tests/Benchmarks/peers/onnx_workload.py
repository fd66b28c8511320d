"""A workload as an ONNX model."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

# Where PyTorch's gates (i f g o; r z n) are found in ONNX's order (i o f c; z r h).
_ORDERS = {"LSTM": [0, 3, 1, 2], "GRU": [1, 0, 2]}


def states(task):
    """The names of the state tensors of each layer."""
    kinds = ["h", "c"] if task.cell == "LSTM" else ["h"]
    return [[f"{kind}{layer}" for kind in kinds] for layer in range(task.layers)]


def build(task, path, steps, keeps_state):
    """Writes a model from `x` [steps, batch, inputs] to `y`; with `keeps_state` also from each state to
    the same name with `_next`."""
    nodes, weights, inputs, outputs = [], [], [], []

    def weight(name, array):
        weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def ordered(array):
        gates = array.reshape(-1, task.units, *array.shape[1:])
        return np.concatenate([gates[gate] for gate in _ORDERS[task.cell]])

    value = "x"
    for layer, names in enumerate(states(task)):
        parts = [task.layer(layer, direction) for direction in range(task.directions)]
        arguments = [
            value,
            weight(f"W{layer}", np.stack([ordered(part[0]) for part in parts])),
            weight(f"R{layer}", np.stack([ordered(part[1]) for part in parts])),
            weight(
                f"B{layer}",
                np.stack([np.concatenate([ordered(b) for b in part[2:]]) for part in parts]),
            ),
        ]
        results = [f"Y{layer}"]
        if keeps_state:
            arguments += [""] + names
            results += [f"{name}_next" for name in names]
            shape = [task.directions, task.batch, task.units]
            for name in names:
                inputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
                outputs.append(
                    helper.make_tensor_value_info(f"{name}_next", TensorProto.FLOAT, shape)
                )
        attributes = {"hidden_size": task.units}
        if task.cell == "GRU":
            attributes["linear_before_reset"] = 1
        if task.bidirectional:
            attributes["direction"] = "bidirectional"
        nodes.append(helper.make_node(task.cell, arguments, results, **attributes))
        # [steps, directions, batch, units] to [steps, batch, directions * units]
        if task.bidirectional:
            nodes.append(
                helper.make_node("Transpose", [f"Y{layer}"], [f"T{layer}"], perm=[0, 2, 1, 3])
            )
        source = f"T{layer}" if task.bidirectional else f"Y{layer}"
        shape = np.array([steps, task.batch, task.directions * task.units], np.int64)
        value = f"S{layer}"
        nodes.append(
            helper.make_node("Reshape", [source, weight(f"shape{layer}", shape)], [value])
        )
    if task.dense:
        matrix = weight("dense", task.tensors["y.weight"].T)
        nodes.append(helper.make_node("MatMul", [value, matrix], ["product"]))
        bias = weight("bias", task.tensors["y.bias"])
        nodes.append(helper.make_node("Add", ["product", bias], ["y"]))
        width = task.dense
    else:
        nodes.append(helper.make_node("Identity", [value], ["y"]))
        width = task.directions * task.units
    first = helper.make_tensor_value_info(
        "x", TensorProto.FLOAT, [steps, task.batch, task.inputs]
    )
    last = helper.make_tensor_value_info("y", TensorProto.FLOAT, [steps, task.batch, width])
    graph = helper.make_graph(nodes, "row", [first] + inputs, [last] + outputs, weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.save(model, path)
    return path


def answer_steps(task, given, step, answer):
    """The answers `answer()` to each time step of the input in turn: `step()` takes `given`, in which the
    first is afterwards."""
    answers = []
    for vectors in task.input:
        given[:] = vectors
        step()
        answers.append(answer()[0].copy())
    given[:] = task.input[:1]
    return np.stack(answers)
