"""Writes pytorch_training.json: the losses of 100 steps of training as PyTorch takes them.

Run:  apt-get install python3-torch   (Debian's 1.13; its own Python has it)
      python3 Tests/Fixtures/record_training.py

An LSTM and a GRU with a dense layer learn made-up sequences of different lengths, four at a time out of
twelve, with each optimizer, and in pieces of a few time steps, a step each, whose states go on (truncated
backpropagation through time). The weights stand under the names of the prelude's cells. Where the cell has one
bias and PyTorch has two that are added, PyTorch's second is 0 and stays so. PyTorch computes in Float.
"""

import json
import pathlib

import torch

INPUTS, UNITS, OUTPUTS, EXAMPLES, BATCH, STEPS, WINDOW = 3, 6, 2, 12, 4, 100, 4
LENGTHS = [5, 9, 2, 7, 9, 1, 8, 3, 6, 4, 9, 7]
# The gates in PyTorch's order, by the suffix of the prelude's weights.
GATES = {"LSTM": "ifgo", "GRUResetAfter": "rzn"}

# What the spec says, and the same for PyTorch.
CASES = [
    ("adam(rate: 0.01)", "clip norm 0.5", torch.optim.Adam, {"lr": 0.01}),
    ("adam(rate: 0.02, beta1: 0.8, beta2: 0.99, epsilon: 0.001, decay: 0.01)", "",
     torch.optim.Adam, {"lr": 0.02, "betas": (0.8, 0.99), "eps": 0.001, "weight_decay": 0.01}),
    ("adamW(rate: 0.01, decay: 0.1)", "", torch.optim.AdamW, {"lr": 0.01, "weight_decay": 0.1}),
    ("sgd(rate: 0.5)", "clip value 0.05", torch.optim.SGD, {"lr": 0.5}),
    ("sgd(rate: 0.1, momentum: 0.9, nesterov: true, decay: 0.01)", "clip each 0.1", torch.optim.SGD,
     {"lr": 0.1, "momentum": 0.9, "nesterov": True, "weight_decay": 0.01}),
    ("rmsProp(rate: 0.005, smoothing: 0.9, momentum: 0.5)", "", torch.optim.RMSprop,
     {"lr": 0.005, "alpha": 0.9, "momentum": 0.5}),
    ("adagrad(rate: 0.05)", "", torch.optim.Adagrad, {"lr": 0.05}),
]


def tensor(values):
    """A tensor as it stands in the file: its shape and each Float with as many digits as it needs."""
    flat = values.detach().reshape(-1).numpy()
    return {"shape": list(values.shape), "elements": [float(str(x)) for x in flat]}


class Model(torch.nn.Module):
    def __init__(self, cell):
        super().__init__()
        kind = torch.nn.LSTM if cell == "LSTM" else torch.nn.GRU
        self.h = kind(INPUTS, UNITS, batch_first=True)
        self.dense = torch.nn.Linear(UNITS, OUTPUTS)
        # Which elements of the second bias are one of their own.
        own = torch.zeros(len(GATES[cell]), UNITS)
        if cell == "GRUResetAfter":
            own[-1] = 1
        own = own.reshape(-1)
        with torch.no_grad():
            self.h.bias_hh_l0 *= own
        self.h.bias_hh_l0.register_hook(lambda gradient: gradient * own)

    def named(self, cell):
        """The weights under the prelude's names."""
        weights = {}
        for g, gate in enumerate(GATES[cell]):
            rows = slice(g * UNITS, (g + 1) * UNITS)
            weights[f"h.W{gate}"] = self.h.weight_ih_l0[rows]
            weights[f"h.U{gate}"] = self.h.weight_hh_l0[rows]
            weights[f"h.b{gate}"] = self.h.bias_ih_l0[rows]
            if cell == "GRUResetAfter" and gate == "n":
                weights["h.cn"] = self.h.bias_hh_l0[rows]
        weights["y.weight"] = self.dense.weight
        weights["y.bias"] = self.dense.bias
        return {path: tensor(weight) for path, weight in weights.items()}

    def forward(self, x):
        return self.dense(self.h(x)[0])


def clip(model, line):
    if not line:
        return
    kind, limit = line.split()[1], float(line.split()[2])
    if kind == "value":
        torch.nn.utils.clip_grad_value_(model.parameters(), limit)
    elif kind == "norm":
        torch.nn.utils.clip_grad_norm_(model.parameters(), limit)
    else:
        # Of each of the prelude's weights, which are the gates' parts of PyTorch's.
        for parameter in model.parameters():
            parts = parameter.grad.shape[0] // UNITS if parameter.grad.shape[0] >= UNITS else 1
            for part in parameter.grad.chunk(parts):
                part *= min(1.0, limit / (float(part.norm()) + 1e-6))


def losses(cell, model, x, target, line, optimizer):
    found = []
    for step in range(STEPS):
        rows = slice(step % 3 * BATCH, step % 3 * BATCH + BATCH)
        mask = torch.tensor([[float(t < n) for t in range(x.shape[1])] for n in LENGTHS[rows]])
        each = ((model(x[rows]) - target[rows]) ** 2).mean(-1)
        loss = (each * mask).sum() / mask.sum()
        optimizer.zero_grad()
        loss.backward()
        clip(model, line)
        optimizer.step()
        found.append(float(str(loss.detach().numpy())))
    return found


def losses_of_pieces(model, x, target, optimizer):
    found = []
    batch = 0
    while len(found) < STEPS:
        rows = sorted(range(batch % 3 * BATCH, batch % 3 * BATCH + BATCH), key=lambda r: -LENGTHS[r])
        batch += 1
        state = None
        for start in range(0, LENGTHS[rows[0]], WINDOW):
            rows = [row for row in rows if LENGTHS[row] > start]
            times = slice(start, start + WINDOW)
            if state is not None:
                parts = state if isinstance(state, tuple) else (state,)
                parts = tuple(part[:, :len(rows)].detach().contiguous() for part in parts)
                state = parts if isinstance(state, tuple) else parts[0]
            answers, state = model.h(x[rows, times], state)
            mask = torch.tensor([
                [float(start + t < LENGTHS[row]) for t in range(answers.shape[1])] for row in rows])
            each = ((model.dense(answers) - target[rows, times]) ** 2).mean(-1)
            loss = (each * mask).sum() / mask.sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            found.append(float(str(loss.detach().numpy())))
    return found[:STEPS]


def main():
    torch.set_num_threads(1)
    torch.manual_seed(4)
    x = torch.randn(EXAMPLES, max(LENGTHS), INPUTS)
    target = torch.tanh(x.cumsum(1))[:, :, :OUTPUTS]
    cells = {}
    for cell in GATES:
        torch.manual_seed(5)
        start = Model(cell).state_dict()
        cases = []
        for said, line, kind, arguments in CASES:
            model = Model(cell)
            model.load_state_dict(start)
            weights = model.named(cell)
            optimizer = kind(model.parameters(), **arguments)
            cases.append({
                "optimizer": said, "clip": line,
                "losses": losses(cell, model, x, target, line, optimizer)})
        model = Model(cell)
        model.load_state_dict(start)
        optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
        cases.append({
            "optimizer": "adam(rate: 0.01)", "clip": "", "truncate": WINDOW,
            "losses": losses_of_pieces(model, x, target, optimizer)})
        cells[cell] = {"weights": weights, "cases": cases}
    fixture = {
        "source": f"PyTorch {torch.__version__}, Tests/Fixtures/record_training.py",
        "batch": BATCH, "lengths": LENGTHS, "x": tensor(x), "target": tensor(target),
        "cells": cells}
    path = pathlib.Path(__file__).with_name("pytorch_training.json")
    path.write_text(json.dumps(fixture) + "\n")


main()
