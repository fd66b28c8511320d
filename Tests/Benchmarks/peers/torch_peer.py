"""PyTorch's own LSTM and GRU."""

import torch

import peer


class Model:
    def __init__(self, task, mode):
        torch.set_num_threads(task.threads)
        self.task = task
        layers = getattr(torch.nn, task.cell)(
            task.inputs, task.units, task.layers, bidirectional=task.bidirectional
        )
        with torch.no_grad():
            for name, parameter in layers.named_parameters():
                parameter.copy_(torch.from_numpy(task.tensors[f"h.{name}"]))
        dense = None
        if task.dense:
            dense = torch.nn.Linear(task.units * task.directions, task.dense)
            with torch.no_grad():
                dense.weight.copy_(torch.from_numpy(task.tensors["y.weight"]))
                dense.bias.copy_(torch.from_numpy(task.tensors["y.bias"]))
        layers.eval()
        whole = torch.from_numpy(task.input)
        first = whole[:1].clone()
        self.state = None

        @torch.inference_mode()
        def run(x, state):
            h, state = layers(x, state)
            return (dense(h) if dense else h), state

        def predict():
            return run(whole, None)[0]

        def step():
            answer, self.state = run(first, self.state)
            return answer

        def gradient():
            layers.zero_grad()
            loss = ((layers(whole)[0] - truth) ** 2).mean()
            loss.backward()
            return loss

        self.run, self.predict, self.step, self.gradient = run, predict, step, gradient
        self.layers = layers
        if mode == "training":
            layers.train()
            truth = torch.from_numpy(task.truth)
            gradient()
        else:
            step()

    def answer(self):
        if self.task.truth is None:
            return self.predict().numpy()
        loss = self.gradient()
        squares = sum(
            float((parameter.grad.double() ** 2).sum())
            for name, parameter in self.layers.named_parameters()
            if not name.startswith("bias_hh"))
        return [float(loss), squares**0.5]

    def steps(self):
        answers, state = [], None
        for vectors in torch.from_numpy(self.task.input):
            answer, state = self.run(vectors[None], state)
            answers.append(answer[0])
        return torch.stack(answers).numpy()


if __name__ == "__main__":
    peer.serve(Model, f"torch {torch.__version__}")
