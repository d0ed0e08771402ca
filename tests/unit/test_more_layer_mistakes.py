"""Mistakes with layers and models, and the exact text each of them gets."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from p_vision import Dense, Input, Model, Sequential, layers, naming, ops, utils
from p_vision.errors import PVisionError

DRAWN = np.random.default_rng(1)
X = DRAWN.random((20, 4)).astype("float32")
Y = DRAWN.random((20, 1)).astype("float32")


@pytest.fixture(autouse=True)
def _names_from_the_start() -> None:
    naming.reset_names()


def net(*parts: Any, loss: Any = "mse", **kwargs: Any) -> Sequential:
    model = Sequential(list(parts), name="net")
    model.compile("sgd", loss, **kwargs)
    return model


def dense(units: Any = 1, loss: Any = "mse", activation: Any = None, **kwargs: Any) -> Sequential:
    return net(Input((4,)), Dense(units, activation, name="dense"), loss=loss, **kwargs)


def fit(model: Any, x: Any = X, y: Any = Y, **kwargs: Any) -> Any:
    return model.fit(x, y, verbose=0, **kwargs)


ERRORS: list[tuple[str, Callable[[], Any], str]] = [
    (
        "units as text",
        lambda: Dense("10"),
        "units must be a whole number above 0, but it is '10'.",
    ),
    (
        "half a unit",
        lambda: Dense(2.5),
        "units must be a whole number above 0, but it is 2.5.",
    ),
    (
        "no units",
        lambda: Dense(),  # type: ignore[call-arg]
        "Dense needs units: Dense(units).",
    ),
    (
        "no window",
        lambda: layers.Conv2D(3),  # type: ignore[call-arg]
        "Conv2D needs kernel_size: Conv2D(filters, kernel_size).",
    ),
    (
        "a window of halves",
        lambda: layers.Conv2D(3, 2.5),
        "kernel_size must be one whole number or 2 of them, but it is 2.5.",
    ),
    (
        "a window of three sides",
        lambda: layers.Conv2D(3, (3, 3, 3)),
        "kernel_size must be one whole number or 2 of them, but it is (3, 3, 3).",
    ),
    (
        "rate as text",
        lambda: layers.Dropout("0.5"),  # type: ignore[arg-type]
        "rate must be between 0 and 1, but it is '0.5'.",
    ),
    (
        "a window larger than the picture",
        lambda: Sequential([Input((5, 5, 1)), layers.Conv2D(2, 7)]),
        "At 'conv2d' the image is 5x5, smaller than the 7x7 window. Use a larger input, a "
        "smaller window, or padding='same'.",
    ),
    (
        "pictures for a row",
        lambda: Sequential([Input((5,)), layers.Conv2D(2, 3)]),
        "Conv2D 'conv2d' needs inputs with 4 axes (batch, height, width, channels), but "
        "received shape (None, 5). Pictures have a shape such as Input(shape=(28, 28, 1)).",
    ),
    (
        "a row for pictures",
        lambda: Sequential([Input((5, 5, 1)), layers.Conv1D(2, 3)]),
        "Conv1D 'conv1d' needs inputs with 3 axes (batch, steps, channels), but received "
        "shape (None, 5, 5, 1). For pictures there is Conv2D.",
    ),
    (
        "a layer made of tensors",
        lambda: layers.Add([Input((3,)), Input((3,))]),  # type: ignore[misc]
        "Add(...) makes the layer; call it on tensors: Add()([a, b]).",
    ),
    (
        "an axis that is tensors",
        lambda: layers.Concatenate([Input((3,))]),  # type: ignore[arg-type]
        "Concatenate's axis must be a whole number, but is a list. To join tensors, make the "
        "layer and call it on a list: Concatenate()([a, b]).",
    ),
    (
        "units that are a tensor",
        lambda: Dense(Input((3,))),
        "units must be a whole number above 0, but it is a tensor. Make the layer first and "
        "call it on the tensor: Layer(units)(x).",
    ),
    (
        "two arguments in place of a list",
        lambda: layers.Add()(Input((3,)), Input((3,))),
        "Add 'add' takes 1 argument, but 2 were passed. Pass several tensors in a list: "
        "Add(...)([a, b]).",
    ),
    (
        "a layer called on a layer",
        lambda: Dense(3, name="last")(Dense(3)),
        "Dense 'last' was called on a layer. Call it on what a layer gives: x = "
        "Input(shape=...), x = Dense(8)(x), x = Dense(...)(x).",
    ),
    (
        "a layer called on None",
        lambda: dense()(None),
        "Dense 'dense' was called on None. Is a `return` missing before it?",
    ),
    (
        "a layer called on a text",
        lambda: dense()("hello"),
        "Dense 'dense' takes numbers, but was called on the text 'hello'.",
    ),
    (
        "a layer called on a dictionary",
        lambda: dense().predict({"a": X}, verbose=0),
        "Dense 'dense' takes one tensor, but was called on a dictionary ('a'): pass one of "
        "its values, or make a Model with an Input for each.",
    ),
    (
        "a layer called on a list",
        lambda: Dense(3)([Input((3,)), Input((3,))]),
        "Dense 'dense' takes one tensor, but was called on a list of 2. Join them first: x = "
        "Concatenate()([a, b]), then Dense(...)(x).",
    ),
    (
        "shapes of a graph",
        lambda: layers.Concatenate()([Input((3, 4)), Input((5, 4))]),
        "Concatenate 'concatenate' joins along axis -1, so the other axes must agree; the "
        "shapes are (None, 3, 4), (None, 5, 4).",
    ),
    (
        "attention without values",
        lambda: layers.MultiHeadAttention(2, 3)(Input((4, 5))),
        "MultiHeadAttention 'multi_head_attention' needs value too: "
        "MultiHeadAttention(...)(query, value).",
    ),
    (
        "data in the place of a shape",
        lambda: Input(X),
        "Input takes the shape of one sample, not the data itself: Input(shape=x.shape[1:]).",
    ),
    (
        "outputs first",
        lambda: (lambda x: Model(Dense(1)(x), x, name="net"))(Input((3,))),
        "Model 'net' was given what looks like the outputs first: write Model(inputs, outputs).",
    ),
    (
        "layers without a list",
        lambda: Sequential(Dense(3), Dense(2)),  # type: ignore[arg-type]
        "Sequential takes its layers in a list: Sequential([Dense(8), Dense(1)]).",
    ),
    (
        "no layers",
        lambda: fit(net()),
        "'net' has no layers yet: add some, with add(Dense(8)).",
    ),
    (
        "a single array of weights",
        lambda: dense().set_weights([X]),
        "'net' has 2 weights, but 1 array was given.",
    ),
    (
        "the name first",
        lambda: layers.Layer().add_weight("w", (3,)),
        "add_weight takes the shape first: add_weight(shape=(...), name='w').",
    ),
    (
        "names of classes",
        lambda: utils.to_categorical(["a", "b"]),
        "to_categorical takes class numbers. numpy.unique(x, return_inverse=True)[1] turns "
        "names of classes into numbers.",
    ),
    (
        "one sequence",
        lambda: utils.pad_sequences([1, 2, 3]),
        "pad_sequences takes a list of lists, but entry 0 is 1. For one sequence write "
        "pad_sequences([x]).",
    ),
    (
        "texts to pad",
        lambda: utils.pad_sequences([["a"], ["b"]]),
        "pad_sequences takes numbers, but entry 0 holds 'a'. layers.TextVectorization turns "
        "texts into numbers.",
    ),
    (
        "an activation's class",
        lambda: ops.cast(X, "floot"),
        "There is no dtype 'floot' here. Use 'float32', 'int32' or 'bool' (float64 and int64 "
        "are converted to the 32-bit ones).",
    ),
]


@pytest.mark.parametrize(("make", "text"), [row[1:] for row in ERRORS], ids=[r[0] for r in ERRORS])
def test_the_error_says(make: Callable[[], Any], text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(PVisionError) as raised:
            make()
    assert str(raised.value) == text


def test_numbers_of_numpy_are_whole_numbers() -> None:
    size = np.max([3, 4])
    assert Dense(size).units == 4
    assert layers.Embedding(size + 1, 2).get_config()["input_dim"] == 5
    assert layers.Conv2D(size, (size, size)).kernel_size == (4, 4)
    assert Input((size,)).shape == (None, 4)
    assert len(fit(dense(), epochs=np.int64(2), batch_size=size).history["loss"]) == 2
