"""Names of older versions and of other libraries: they work, or the error says what to write."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import p_vision
from p_vision import GradientTape, Variable, backend, layers, ops
from p_vision.errors import MissingImportError, MissingModuleError, MissingNameError, PVisionError


def run(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    exec(text, found)
    return found


def test_what_keras_keeps_in_its_backend_is_there() -> None:
    found = run("from p_vision.backend import epsilon, clear_session, is_keras_tensor as asks")
    assert found["epsilon"]() == pytest.approx(1e-7)
    assert backend.floatx() == "float32"
    assert backend.is_int_dtype("int64")
    assert not found["asks"](1)
    found["clear_session"]()


IMPORTS = [
    ("from p_vision.backend import sum", "p_vision.backend does not have Keras's 'sum': use ops"),
    (
        "import p_vision.layers.embeddings",
        "p_vision has no module 'layers.embeddings': write 'from",
    ),
    (
        "from p_vision.utils.np_utils import to_categorical",
        "p_vision has no module 'utils.np_utils': write 'from p_vision.utils import to_cat",
    ),
    ("import p_vision.modells", "p_vision has no module 'modells'. Did you mean 'models'?"),
    (
        "from p_vision.layers.foo import Dense",
        "p_vision has no module 'layers.foo'. What is in p_vision.layers is imported from there",
    ),
    ("import tensorflow as tf", "tensorflow is not here, but p_vision has its Keras: write"),
]


@pytest.mark.parametrize(("text", "said"), IMPORTS)
def test_an_import_of_old_says_where_the_name_is(text: str, said: str) -> None:
    if "tensorflow" in text and importlib.util.find_spec("tensorflow"):
        pytest.skip("TensorFlow is on this machine")
    with pytest.raises((MissingModuleError, MissingImportError)) as caught:
        run(text)
    assert str(caught.value).startswith(said)


def test_looking_for_a_module_raises_nothing() -> None:
    assert importlib.util.find_spec("p_vision.nothing") is None
    with pytest.raises(ModuleNotFoundError, match="No module named 'nothing_at_all'"):
        run("import nothing_at_all")


def tape_method(name: str) -> Any:
    with GradientTape() as tape:
        pass
    return getattr(tape, name)


METHODS: list[tuple[Callable[[], Any], str]] = [
    (lambda: ops.ones((2,)).backward(), "Tensor has no 'backward': gradients come from a tape"),
    (lambda: ops.ones((2,)).mean(), "Tensor has no 'mean': write ops.mean(x)."),
    (lambda: Variable(1.0).detach(), "Variable has no 'detach': ops.stop_gradient(x) does it."),
    (lambda: p_vision.Input((2,)).get_shape(), "KerasTensor has no 'get_shape': x.shape is"),
    (lambda: ops.ones((2,)).tolst(), "Tensor has no 'tolst'. Did you mean 'tolist'?"),
    (lambda: tape_method("jacobian"), "GradientTape has no 'jacobian': ask for the gradient of"),
    (lambda: tape_method("gradiend"), "GradientTape has no 'gradiend'. Did you mean 'gradient'?"),
]


@pytest.mark.parametrize(("call", "said"), METHODS)
def test_a_method_of_old_says_what_to_write(call: Callable[[], Any], said: str) -> None:
    with pytest.raises(MissingNameError) as caught:
        call()
    assert str(caught.value).startswith(said)


ARGUMENTS: list[tuple[Callable[[], Any], str]] = [
    (
        lambda: layers.LSTM(3, batch_input_shape=(1, 2, 3)),
        "LSTM has no argument 'batch_input_shape': put Input(batch_shape=...) before the layer.",
    ),
    (lambda: layers.Dense(3, weights=[]), "Dense has no argument 'weights': layer.set_weights("),
    (lambda: layers.Dense(nodes=3), "Dense has no argument 'nodes': write units=... instead."),
    (
        lambda: p_vision.Sequential().save("x.keras", save_format="h5"),
        "save has no argument 'save_format': leave it out: the ending of the name says the format.",
    ),
    (
        lambda: p_vision.Sequential().fit(workers=2),
        "fit has no argument 'workers': leave it out, or give it to the PyDataset.",
    ),
]


@pytest.mark.parametrize(("call", "said"), ARGUMENTS)
def test_an_argument_of_old_says_what_to_write(call: Callable[[], Any], said: str) -> None:
    with pytest.raises(PVisionError) as caught:
        call()
    assert str(caught.value).startswith(said)


def test_arguments_that_keras_still_takes_work() -> None:
    with pytest.warns(UserWarning, match="negative_slope"):
        leaky = layers.LeakyReLU(alpha=0.1)
    assert leaky.get_config()["negative_slope"] == 0.1
    with pytest.warns(UserWarning, match="input_length"):
        table = layers.Embedding(5, 2, input_length=3)
    assert "input_length" not in table.get_config()
    assert layers.InputLayer(input_shape=(3,)).batch_shape == (None, 3)
    assert layers.InputLayer(batch_input_shape=(2, 3)).batch_shape == (2, 3)


def test_validation_data_may_be_a_list() -> None:
    x, y = np.ones((4, 3), "float32"), np.ones((4, 1), "float32")
    model = p_vision.Sequential([p_vision.Input((3,)), layers.Dense(1)])
    model.compile("sgd", "mse")
    history = model.fit(x, y, validation_data=[x, y], verbose=0).history
    assert "val_loss" in history
