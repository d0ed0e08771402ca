"""Without a library: a network, its gradient and its training in numpy.

Everything that fit does is in the twelve lines of the loop.
"""

import numpy as np

generator = np.random.default_rng(26)
x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
y = np.array([[0], [1], [1], [0]], dtype=float)

w1, b1 = generator.normal(size=(2, 8)), np.zeros(8)
w2, b2 = generator.normal(size=(8, 1)), np.zeros(1)

for step in range(2001):
    # Forwards.
    hidden = np.tanh(x @ w1 + b1)
    answer = 1 / (1 + np.exp(-(hidden @ w2 + b2)))
    # Backwards: the chain rule, from the loss to every weight.
    d_sum = (answer - y) / len(x)
    d_hidden = d_sum @ w2.T * (1 - hidden**2)
    w2 -= 0.5 * hidden.T @ d_sum
    b2 -= 0.5 * d_sum.sum(axis=0)
    w1 -= 0.5 * x.T @ d_hidden
    b1 -= 0.5 * d_hidden.sum(axis=0)
    if step % 400 == 0:
        loss = -np.mean(y * np.log(answer) + (1 - y) * np.log(1 - answer))
        print(f"step {step:4d}   loss {loss:.4f}")

print("answers:", answer[:, 0].round(2))
