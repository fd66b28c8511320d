"""JAX: a jitted `lax.scan` whose input projections are one product before it."""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

import peer

jax.config.update("jax_default_matmul_precision", "highest")


def _lstm(projected, state, recurrent, _):
    h, c = state
    i, f, g, o = jnp.split(projected + h @ recurrent, 4, axis=-1)
    c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
    h = jax.nn.sigmoid(o) * jnp.tanh(c)
    return h, (h, c)


def _gru(projected, state, recurrent, bias):
    (h,) = state
    r, z, n = jnp.split(projected, 3, axis=-1)
    hr, hz, hn = jnp.split(h @ recurrent + bias, 3, axis=-1)
    r, z = jax.nn.sigmoid(r + hr), jax.nn.sigmoid(z + hz)
    n = jnp.tanh(n + r * hn)
    h = (1 - z) * n + z * h
    return h, (h,)


class Model:
    def __init__(self, task, mode):
        self.task = task
        cell = _lstm if task.cell == "LSTM" else _gru
        count = 2 if task.cell == "LSTM" else 1
        size = (task.batch, task.units)
        self.zero = tuple(
            tuple(jnp.zeros(size) for _ in range(count)) for _ in range(task.layers)
        )
        weights = [
            [self._prepared(task.layer(layer, way)) for way in range(task.directions)]
            for layer in range(task.layers)
        ]
        dense = [jnp.asarray(task.tensors[f"y.{n}"]) for n in ("weight", "bias") if task.dense]

        def scan(x, state, parameters, reverse):
            matrix, recurrent, bias, inner = parameters

            def advance(state, projected):
                h, state = cell(projected, state, recurrent, inner)
                return state, h

            return lax.scan(advance, state, x @ matrix + bias, reverse=reverse)

        def network(x, states, weights, dense):
            after = []
            for state, ways in zip(states, weights):
                results = [
                    scan(x, state, parameters, way == 1) for way, parameters in enumerate(ways)
                ]
                after.append(results[0][0])
                x = jnp.concatenate([h for _, h in results], axis=-1)
            if dense:
                x = x @ dense[0].T + dense[1]
            return x, tuple(after)

        compiled = jax.jit(network)
        whole, first = jnp.asarray(task.input), jnp.asarray(task.input[:1])
        self.run = lambda x, states: compiled(x, states, weights, dense)
        self.state = self.zero

        def predict():
            answer, _ = compiled(whole, self.zero, weights, dense)
            answer.block_until_ready()
            return answer

        def step():
            answer, self.state = compiled(first, self.state, weights, dense)
            answer.block_until_ready()

        def loss(weights):
            answer, _ = network(whole, self.zero, weights, dense)
            return jnp.mean((answer - truth) ** 2)

        differentiated = jax.jit(jax.value_and_grad(loss))

        def gradient():
            value, gradients = differentiated(weights)
            jax.block_until_ready(gradients)
            return value, gradients

        self.predict, self.step, self.gradient = predict, step, gradient
        if mode == "training":
            truth = jnp.asarray(task.truth)
            gradient()

    def _prepared(self, layer):
        """The matrices for products from the left; the LSTM's two biases are one."""
        matrix, recurrent, bias, inner = layer
        if self.task.cell == "LSTM":
            bias, inner = bias + inner, np.zeros(0, np.float32)
        return [jnp.asarray(a) for a in (matrix.T.copy(), recurrent.T.copy(), bias, inner)]

    def answer(self):
        if self.task.truth is None:
            return np.asarray(self.predict())
        value, gradients = self.gradient()
        squares = sum(
            float((np.asarray(leaf, np.float64) ** 2).sum()) for leaf in jax.tree.leaves(gradients))
        return [float(value), squares**0.5]

    def steps(self):
        answers, states = [], self.zero
        for vectors in self.task.input:
            answer, states = self.run(jnp.asarray(vectors[None]), states)
            answers.append(np.asarray(answer[0]))
        return np.stack(answers)


if __name__ == "__main__":
    peer.serve(Model, f"jax {jax.__version__}")
