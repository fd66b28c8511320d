"""OpenVINO on the CPU, in single precision, through its Python interface."""

import numpy as np
import openvino as ov

import onnx_workload
import peer

_core = ov.Core()


class Model:
    def __init__(self, task, mode):
        self.task = task
        steps = 1 if mode == "step" else task.input.shape[0]
        path = onnx_workload.build(task, f"{task.folder}/openvino.onnx", steps, mode == "step")
        compiled = _core.compile_model(
            path,
            "CPU",
            {
                "INFERENCE_NUM_THREADS": task.threads,
                "NUM_STREAMS": 1,
                "PERFORMANCE_HINT": "LATENCY",
                "INFERENCE_PRECISION_HINT": "f32",
                "ENABLE_CPU_PINNING": False,
            },
        )
        self.input = ov.Tensor(np.ascontiguousarray(task.input[:steps]))
        self.output = ov.Tensor(np.zeros(compiled.output("y").shape, np.float32))
        names = [name for layer in onnx_workload.states(task) for name in layer]
        names = names if mode == "step" else []
        size = (task.directions, task.batch, task.units)
        states = [[ov.Tensor(np.zeros(size, np.float32)) for _ in names] for _ in range(2)]
        requests = []
        # A step writes the states that the next one reads.
        for now, after in [(0, 1), (1, 0)]:
            request = compiled.create_infer_request()
            request.set_tensor("x", self.input)
            request.set_tensor("y", self.output)
            for name, old, new in zip(names, states[now], states[after]):
                request.set_tensor(name, old)
                request.set_tensor(f"{name}_next", new)
            requests.append(request)
        first = requests[0]

        def predict():
            first.start_async()
            first.wait()

        def step():
            requests[0].start_async()
            requests[0].wait()
            requests.reverse()

        self.predict, self.step = predict, step

    def answer(self):
        self.predict()
        return self.output.data.copy()

    def steps(self):
        return onnx_workload.answer_steps(
            self.task, self.input.data, self.step, lambda: self.output.data
        )


if __name__ == "__main__":
    peer.serve(Model, f"openvino {ov.__version__.split('-')[0]}")
