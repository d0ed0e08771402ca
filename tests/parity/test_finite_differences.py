"""Gradients agree with differences of the function itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from p_vision import GradientTape, layers, losses, ops

STEP = 1e-2

CASES = {
    "dense tanh": lambda x: layers.Dense(3, activation="tanh", kernel_initializer=_wave)(x),
    "conv same": lambda x: layers.Conv2D(2, 3, padding="same", kernel_initializer=_wave)(_image(x)),
    "conv stride": lambda x: layers.Conv2D(2, 2, strides=2, kernel_initializer=_wave)(_image(x)),
    "average pooling": lambda x: layers.AveragePooling2D(2, padding="same")(_image(x)),
    "layer norm": lambda x: layers.LayerNormalization()(x),
    "batch norm": lambda x: layers.BatchNormalization()(x, training=True),
    "softmax": lambda x: layers.Softmax()(x),
    "gelu": lambda x: layers.Activation("gelu")(x),
    "mse": lambda x: losses.mean_squared_error(np.ones((2, 12), "float32"), x),
    "cross": lambda x: losses.categorical_crossentropy(
        np.eye(12, dtype="float32")[:2], x, from_logits=True
    ),
    "huber": lambda x: losses.huber(np.zeros((2, 12), "float32"), x, delta=0.5),
    "einsum": lambda x: ops.einsum("bi,bj->bij", x, x),
    "cumsum": lambda x: ops.cumsum(x * x, axis=1),
    "logsumexp": lambda x: ops.logsumexp(x, axis=1),
}


def _wave(shape: tuple[int, ...], dtype: str | None = None) -> Any:
    return np.sin(np.arange(np.prod(shape), dtype="float32")).reshape(shape)


def _image(x: Any) -> Any:
    return ops.reshape(x, (2, 3, 4, 1))


@pytest.mark.parametrize("name", CASES)
def test_gradient_is_the_slope(name: str, backend: str) -> None:
    function = CASES[name]
    x = np.random.default_rng(5).uniform(-1, 1, (2, 12)).astype("float32")
    factors = np.cos(np.arange(np.prod(function(ops.convert_to_tensor(x)).shape), dtype="float32"))

    def value(given: Any) -> Any:
        result = function(given)
        return ops.sum(ops.multiply(result, factors.reshape(result.shape)))

    tensor = ops.convert_to_tensor(x)
    with GradientTape() as tape:
        tape.watch(tensor)
        total = value(tensor)
    gradient = tape.gradient(total, [tensor])[0].numpy()
    for index in [(0, 0), (0, 7), (1, 3), (1, 11)]:
        shift = np.zeros_like(x)
        shift[index] = STEP
        above = float(value(ops.convert_to_tensor(x + shift)))
        below = float(value(ops.convert_to_tensor(x - shift)))
        slope = (above - below) / (2 * STEP)
        assert gradient[index] == pytest.approx(slope, rel=2e-2, abs=2e-3), index
