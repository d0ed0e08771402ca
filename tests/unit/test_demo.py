"""A model as a demo: what is written, what comes back, what it costs, and what is refused."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from p_vision import (
    Dense,
    Dropout,
    Embedding,
    Flatten,
    Input,
    Model,
    Rescaling,
    Sequential,
    ui,
    utils,
)
from p_vision.errors import ArgumentError
from p_vision.layers import (
    LSTM,
    BatchNormalization,
    Conv2D,
    Conv2DTranspose,
    DepthwiseConv2D,
    GlobalAveragePooling1D,
    MultiHeadAttention,
    Normalization,
    Reshape,
    TextVectorization,
)
from p_vision.saving.demo_file import read_demo_weights
from p_vision.saving.rounding import in_bytes, out_of_bytes
from p_vision.tensor import from_host
from p_vision.tracing import Program, TensorSpec
from p_vision.tracing._program import _Slot
from p_vision.ui.widget import newest_model_widget
from p_vision.variable import Variable


@pytest.fixture(autouse=True)
def shown(monkeypatch: pytest.MonkeyPatch) -> list[ui.Widget]:
    """What was put into the page."""
    seen: list[ui.Widget] = []
    monkeypatch.setattr("__main__.display", seen.append, raising=False)
    monkeypatch.setattr("p_vision.ui.widget._widgets", {})
    utils.set_random_seed(3)
    return seen


def picture_model() -> Sequential:
    return Sequential(
        [
            Input((8, 8, 1)),
            Rescaling(1 / 255),
            Conv2D(4, 3, activation="relu"),
            DepthwiseConv2D(3),
            Dropout(0.2),
            Flatten(),
            Dense(10, activation="softmax"),
        ]
    )


def header(data: bytes) -> dict[str, Any]:
    end = 16 + int.from_bytes(data[12:16], "little")
    found: dict[str, Any] = json.loads(data[16:end])
    return found


def made(precision: str = "float32") -> tuple[bytes, str]:
    """What the page gets for the input shown last."""
    offers = json.loads(ui.demos("{}"))["offers"]
    offer = next(each for each in offers if each["precision"] == precision)
    reply = json.loads(ui.demos(json.dumps(offer)))
    assert reply["description"] == offer["description"]
    return base64.b64decode(reply["data"]), reply["description"]


def test_a_demo_holds_input_program_and_weights() -> None:
    ui.draw(picture_model(), names=[str(digit) for digit in range(10)])
    data, description = made()
    found = header(data)
    assert found["widget"] == {
        "kind": "draw",
        "options": {"size": 8, "centred": True, "channels": 1},
    }
    assert found["names"][9] == "9"
    program = json.loads(found["program"])
    assert program["inputs"] == [{"dtype": "float32", "shape": [64]}]
    assert len(program["outputs"]) == 1
    assert [weight["stored"] for weight in found["weights"]] == ["float32"] * 6
    assert description == "Exact weights: the same answers as here"
    assert len(data) == 16 + int.from_bytes(data[12:16], "little") + sum(
        weight["bytes"] for weight in found["weights"]
    )


@pytest.mark.parametrize("precision", ["float32", "float16", "int8"])
def test_its_weights_can_be_loaded(tmp_path: Path, precision: str) -> None:
    model = picture_model()
    ui.draw(model)
    path = tmp_path / "digits.pvdemo"
    words = ui.save_demo(path, precision)
    other = picture_model()
    other.load_weights(path)
    image = np.random.default_rng(0).uniform(0, 255, (5, 8, 8, 1)).astype("float32")
    own, loaded = model.predict(image, verbose=0), other.predict(image, verbose=0)
    largest = abs(own - loaded).max()
    assert largest == 0 if precision == "float32" else 0 < largest < 0.05
    assert precision == "float32" or "differ by at most" in words


def test_smaller_weights_say_what_they_cost(shown: list[ui.Widget]) -> None:
    model = picture_model()
    samples = np.random.default_rng(1).uniform(0, 255, (20, 8, 8, 1)).astype("float32")
    ui.draw(model, samples=samples)
    exact, _ = made()
    small, words = made("int8")
    assert len(small) < len(exact)
    assert words.endswith("% on 20 samples") or "get another class" in words
    cost = header(small)["cost"]
    assert 0 < cost["difference"] < 1
    assert (cost["chances"], cost["trials"], cost["inputs"]) == (True, 20, "samples")
    assert header(exact)["cost"] is None
    ui.draw(model)
    assert "made-up inputs" in made("int8")[1]
    pixels = base64.b64encode(bytes(range(64))).decode()
    ui.answer(shown[-1].id, json.dumps({"size": 8, "channels": 1, "pixels": pixels}))
    assert "the last 1 inputs" in made("float16")[1]


def test_the_difference_is_the_one_that_loading_makes(tmp_path: Path) -> None:
    model = Sequential([Input((4,)), Dense(32, activation="relu"), Dense(1)])
    samples = np.random.default_rng(2).normal(size=(9, 4)).astype("float32")
    ui.slider(model, samples=samples, a=(0, 1), b=(0, 1), c=(0, 1), d=(0, 1))
    words = ui.save_demo(tmp_path / "a.pvdemo", "int8")
    before = model.predict(samples, verbose=0)
    model.load_weights(tmp_path / "a.pvdemo")
    largest = abs(before - model.predict(samples, verbose=0)).max()
    assert f"differ by at most {largest:.2g} on 9 samples" in words


def test_scales_belong_to_output_channels() -> None:
    layers: list[tuple[Any, tuple[int, ...], list[int]]] = [
        (Conv2D(5, 3), (6, 6, 2), [1, 1, 1, 5]),
        (Conv2DTranspose(5, 3), (6, 6, 2), [1, 1, 5, 1]),
        (DepthwiseConv2D(3, depth_multiplier=2), (6, 6, 4), [1, 1, 4, 2]),
        (Dense(9), (9,), [1, 9]),
    ]
    for layer, shape, scale in layers:
        model = Sequential([Input(shape), layer, Flatten()])
        ui.slider(model, **{f"x{at}": (0, 1) for at in range(int(np.prod(shape)))})
        widget = newest_model_widget()
        assert widget is not None
        assert widget.question is not None
        widget.question.prepare = lambda row, shape=shape: row.reshape((1, *shape))
        widget.question._samples = np.zeros((1, *shape), "float32")
        kernel = header(made("int8")[0])["weights"][0]
        assert kernel["scale"] == scale, type(layer).__name__


def test_a_channel_of_large_weights_does_not_spoil_the_others() -> None:
    array = np.full((50, 2), 0.01, "float32")
    array[:, 1] = 100
    entry, data = in_bytes(array, "int8")
    assert np.allclose(out_of_bytes(entry, data), array, rtol=1e-6)
    assert abs(out_of_bytes(*in_bytes(array, "int8", ())) - array).max() > 0.005


def test_numbers_too_large_for_half_precision_stay_exact() -> None:
    array = np.full((16, 16), 1e6, "float32")
    entry, data = in_bytes(array, "float16")
    assert entry["stored"] == "float32"
    assert (out_of_bytes(entry, data) == array).all()


def test_a_text_brings_its_vocabulary() -> None:
    words = TextVectorization(output_sequence_length=4)
    words.adapt(["a good film", "a bad film"])
    model = Sequential(
        [
            Input((4,), dtype="int32"),
            Embedding(words.vocabulary_size(), 16),
            GlobalAveragePooling1D(),
            Dense(1, activation="sigmoid"),
        ]
    )
    ui.text(model, vectorize=words, names=["bad", "good"])
    options = header(made("int8")[0])["widget"]["options"]
    assert sorted(options.pop("words")) == ["a", "bad", "film", "good"]
    assert options == {
        "label": "Text",
        "first": "",
        "standardize": "lower_and_strip_punctuation",
        "split": "whitespace",
        "ngrams": None,
        "mode": "int",
        "cut": 4,
        "length": 4,
    }


def memory() -> tuple[Any, tuple[int, ...]]:
    return Sequential([Input((6, 2)), LSTM(5), Dense(3, activation="softmax")]), (6, 2)


def normalized() -> tuple[Any, tuple[int, ...]]:
    scale = Normalization()
    scale.adapt(np.random.default_rng(4).normal(3, 2, (50, 4)).astype("float32"))
    return Sequential([Input((4,)), scale, Dense(8), BatchNormalization(), Dense(1)]), (4,)


def branched() -> tuple[Any, tuple[int, ...]]:
    given = Input((5, 4))
    looked = MultiHeadAttention(2, 3)(given, given)
    return Model(given, Dense(2)(Flatten()(given + looked))), (5, 4)


def pictured() -> tuple[Any, tuple[int, ...]]:
    return Sequential([Input((3,)), Dense(16), Reshape((4, 4)), Dropout(0.5)]), (3,)


@pytest.mark.parametrize("make", [memory, normalized, branched, pictured])
def test_the_file_alone_answers_as_the_model_does(
    make: Callable[[], tuple[Any, tuple[int, ...]]],
) -> None:
    model, shape = make()
    count = int(np.prod(shape))
    ui.slider(model, **{f"x{at}": (0, 1) for at in range(count)})
    widget = newest_model_widget()
    assert widget is not None
    assert widget.question is not None
    widget.question.prepare = lambda row: row.reshape((1, *shape))
    data, _ = made()
    found = header(data)
    program = json.loads(found["program"])
    begin = 16 + int.from_bytes(data[12:16], "little")
    arrays = []
    for entry in found["weights"]:
        arrays.append(out_of_bytes(entry, data[begin : begin + entry["bytes"]]))
        begin += entry["bytes"]
    constants, variables = len(program["constants"]), len(program["variables"])
    row = np.random.default_rng(5).uniform(0, 1, (count,)).astype("float32")
    expected = model.predict(row.reshape((1, *shape)), verbose=0)
    alone = Program(
        found["program"],
        (TensorSpec((count,)),),
        [from_host(array, str(array.dtype)) for array in arrays[:constants]],
        [Variable(array) for array in arrays[constants : constants + variables]],
        _Slot(("float32", expected.shape[1:])),
    )
    assert np.allclose(alone.run(row).numpy(), expected, atol=1e-6)


def no_model() -> None:
    ui.draw(lambda image: "ink", size=4)


def own_words() -> None:
    ui.text(Sequential([Input((2,)), Dense(1)]), vectorize=lambda text: np.array([len(text), 1.0]))


def two_results() -> None:
    given = Input((2,))
    ui.slider(Model(given, [Dense(1)(given), Dense(2)(given)]), a=(0, 1), b=(0, 1))


class Looking(Model):
    """Looks at values."""

    def call(self, inputs: Any) -> Any:
        """The same."""
        return inputs * float(inputs[0, 0])


def looks_at_values() -> None:
    ui.slider(Looking(), a=(0, 1))


def not_numbers() -> None:
    model = Sequential([Input((1,)), Dense(1)])
    model.set_weights([np.array([[np.nan]]), np.array([0.0])])
    ui.slider(model, a=(0, 1))


@pytest.mark.parametrize("show", [no_model, own_words, two_results, looks_at_values, not_numbers])
def test_what_needs_python_is_not_offered(show: Callable[[], None], tmp_path: Path) -> None:
    show()
    assert ui.demos("{}") == '{"offers": []}'
    with pytest.raises(ArgumentError):
        ui.save_demo(tmp_path / "a.pvdemo")


def test_a_model_needs_numbers_for_a_text() -> None:
    with pytest.raises(ValueError, match="vectorize="):
        ui.text(Sequential([Input((2,)), Dense(1)]))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\3\4", "is no demo"),
        (b"p_vision\2\0\0\0\2\0\0\0{}", "newer version"),
        (b"p_vision\1\0\0\0\2\0\0\0{}", "damaged"),
        (b"p_vision\1\0\0\0\xff\xff\xff\xff{}", "damaged"),
    ],
)
def test_a_bad_file_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ArgumentError, match=words):
        read_demo_weights(data)


def test_a_cut_file_is_refused() -> None:
    ui.draw(picture_model())
    data, _ = made()
    with pytest.raises(ArgumentError, match="damaged"):
        read_demo_weights(data[:-1])
