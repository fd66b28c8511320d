"""ONNX Runtime, through its Python interface."""

import numpy as np
import onnxruntime as ort

import onnx_workload
import peer


class Model:
    def __init__(self, task, mode):
        self.task = task
        options = ort.SessionOptions()
        options.intra_op_num_threads = task.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        steps = 1 if mode == "step" else task.input.shape[0]
        path = onnx_workload.build(task, f"{task.folder}/ort.onnx", steps, mode == "step")
        if task.precision == "int8":
            path = self._quantised(path)
        self.session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self._bindings(mode)

    def _quantised(self, path):
        from onnxruntime.quantization import QuantType, quantize_dynamic

        result = path.replace(".onnx", ".int8.onnx")
        quantize_dynamic(path, result, weight_type=QuantType.QInt8)
        return result

    def _bindings(self, mode):
        """Memory for all inputs and outputs is bound once, which is faster than to pass it each time; a
        step can do either."""
        task, session = self.task, self.session
        # The value shares its memory with the array.
        self.given = (task.input[:1] if mode == "step" else task.input).copy()
        shape = session.get_outputs()[0].shape
        self.output = ort.OrtValue.ortvalue_from_numpy(np.zeros(shape, np.float32))
        self.input = ort.OrtValue.ortvalue_from_numpy(self.given)
        names = [name for layer in onnx_workload.states(task) for name in layer]
        names = names if mode == "step" else []
        size = (task.directions, task.batch, task.units)
        states = [
            [ort.OrtValue.ortvalue_from_numpy(np.zeros(size, np.float32)) for _ in names]
            for _ in range(2)
        ]
        # Bindings do not keep the memory of what is bound.
        self.states = states
        # A step writes the states that the next one reads.
        bindings = []
        for now, after in [(0, 1), (1, 0)]:
            binding = session.io_binding()
            binding.bind_ortvalue_input("x", self.input)
            binding.bind_ortvalue_output("y", self.output)
            for name, old, new in zip(names, states[now], states[after]):
                binding.bind_ortvalue_input(name, old)
                binding.bind_ortvalue_output(f"{name}_next", new)
            bindings.append(binding)
        even, odd = bindings
        if mode != "step":
            self.predict = lambda: session.run_with_iobinding(even)
            return
        turn = [even, odd]

        def step_bound():
            session.run_with_iobinding(turn[0])
            turn.reverse()

        self.step_bound = step_bound
        x, outputs = self.given, ["y"] + [f"{name}_next" for name in names]
        state = dict.fromkeys(names, np.zeros(size, np.float32))

        def step():
            nonlocal state
            _, *after = session.run(outputs, {"x": x, **state})
            state = dict(zip(names, after))

        self.step = step

    def answer(self):
        self.predict()
        return self.output.numpy()

    def steps(self):
        return onnx_workload.answer_steps(
            self.task, self.given, self.step_bound, self.output.numpy
        )


if __name__ == "__main__":
    peer.serve(Model, f"onnxruntime {ort.__version__}")
