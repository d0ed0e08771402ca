"""What the page asks of the session's models."""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np
import pytest

from p_vision import Conv2D, Dense, Flatten, Input, Model, Sequential, layers
from playground import Session
from playground.host import SilentHost
from playground.look import Look
from playground.look.blocks import blocks_of


def convnet() -> Sequential:
    model = Sequential(
        [Input((6, 6, 1)), Conv2D(4, 3), Flatten(), Dense(3, activation="softmax")], name="small"
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def residual(blocks: int) -> Model:
    x = start = Input((8,))
    for number in range(blocks):
        y = Dense(8, activation="relu", name=f"part{number}_one")(x)
        y = Dense(8, name=f"part{number}_two")(y)
        x = layers.Add(name=f"part{number}_sum")([x, y])
    return Model(start, Dense(2, name="end")(x), name="deep")


@pytest.fixture
def names() -> dict[str, Any]:
    rng = np.random.default_rng(0)
    return {
        "model": convnet(),
        "x_train": rng.random((40, 6, 6, 1), "float32"),
        "x_test": rng.random((9, 6, 6), "float32"),
        "y_test": np.arange(9) % 3,
        "y_train": np.arange(40) % 3,
        "other": rng.random((9, 5), "float32"),
    }


def opened(names: dict[str, Any], **options: Any) -> tuple[Look, dict[str, Any]]:
    look = Look(names)
    return look, look.answer("models", options)["graph"]


def test_boxes_carry_shapes_and_parameters(names: dict[str, Any]) -> None:
    _, graph = opened(names)
    assert [node["kind"] for node in graph["nodes"]] == ["InputLayer", "Conv2D", "Flatten", "Dense"]
    assert [node["parameters"] for node in graph["nodes"]] == [0, 40, 0, 195]
    assert (graph["layers"], graph["parameters"], graph["variable"]) == (3, 235, "model")
    assert [line["label"] for line in graph["picture"]["lines"]] == ["6 × 6 × 1", "4 × 4 × 4", "64"]
    assert graph["nodes"][2]["after"] == ["conv2d"] or graph["nodes"][2]["after"][0].startswith(
        "conv2d"
    )
    json.dumps(graph)


def test_long_models_come_in_blocks() -> None:
    _, graph = opened({"net": residual(12)})
    assert [block["title"] for block in graph["blocks"]] == [f"part{n}" for n in range(12)]
    assert len(graph["picture"]["boxes"]) == 1 + 12 + 1
    inside = graph["blocks"][0]["picture"]
    assert len(inside["boxes"]) == 3
    assert len(inside["lines"]) == 4, "the way around is drawn too"
    assert graph["picture"]["height"] < 1_500


def test_short_models_are_shown_whole() -> None:
    _, graph = opened({"net": residual(3)})
    assert graph["blocks"] == []
    assert len(graph["picture"]["boxes"]) == 11


def test_numbered_neighbours_are_no_block() -> None:
    names = ["input", "dense", "dense_1", "dense_2", "dense_3"]
    assert blocks_of(names, [(0, 1), (1, 2), (2, 3), (3, 4)]) == []


def test_an_output_inside_keeps_a_block_open() -> None:
    names = ["in", "a_one", "a_two", "a_three", "a_four"]
    edges = [(0, 1), (1, 2), (1, 3), (3, 4)]
    assert blocks_of(names, edges) == []


def test_nested_models_open_where_nothing_stands_beside_them() -> None:
    inner = Sequential([Input((4,)), Dense(3), Dense(2)], name="inner")
    _, graph = opened({"outer": Sequential([Input((4,)), inner, Dense(1)])})
    block = graph["blocks"][0]
    assert block["title"] == "inner"
    assert [graph["nodes"][number]["kind"] for number in block["members"]] == [
        "InputLayer",
        "Dense",
        "Dense",
    ]


def test_a_model_without_shapes_and_one_of_its_own_code() -> None:
    class Own(Model):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.first, self.second = Dense(2), Dense(1)

        def call(self, x: Any) -> Any:
            return self.second(self.first(x))

    _, graph = opened({"model": Sequential([Dense(2), Dense(1)])})
    assert graph["note"] == "unbuilt"
    assert [node["parameters"] for node in graph["nodes"]] == [None, None]
    _, graph = opened({"model": Own()})
    assert graph["note"] == "free"
    assert graph["picture"]["lines"] == []


def test_weights_are_images_and_histograms(names: dict[str, Any]) -> None:
    look, graph = opened(names)
    found = look.answer("weights", {"key": graph["key"], "node": 1})["weights"]
    kernel, bias = found
    assert kernel["shape"] == "(3, 3, 1, 4)"
    assert "4 images, 3 by 3" in kernel["drawings"][0]["text/plain"]
    assert bias["drawings"][0]["text/csv"].startswith("of,from,to,count")


def test_activations_of_a_sample(names: dict[str, Any]) -> None:
    look, graph = opened(names)
    assert [item["name"] for item in look.answer("data", {"key": graph["key"]})["data"]] == [
        "x_test",
        "x_train",
    ]
    options = {"key": graph["key"], "data": "x_test", "index": 5}
    conv = look.answer("activations", {**options, "node": 1})
    assert conv["truth"] == "2"
    assert "4 images, 4 by 4" in conv["answer"]["text/plain"]
    last = look.answer("activations", {**options, "node": 3})
    expected = names["model"].predict(names["x_test"][5:6], verbose=0)[0]
    rows = last["answer"]["text/csv"].splitlines()[1:]
    np.testing.assert_allclose([float(row.split(",")[1]) for row in rows], expected, atol=1e-6)
    assert (
        "rows 0 to 8" in look.answer("activations", {**options, "index": 9, "node": 1})["problem"]
    )


def test_activations_inside_of_a_nested_model() -> None:
    inner = Sequential([Input((4,)), Dense(3, name="deep"), Dense(2)], name="inner")
    names = {"outer": Sequential([Input((4,)), inner, Dense(1)]), "x": np.ones((2, 4), "float32")}
    look, graph = opened(names)
    node = next(i for i, node in enumerate(graph["nodes"]) if node["name"] == "deep")
    found = look.answer("activations", {"key": graph["key"], "node": node, "data": "x", "index": 0})
    assert found["answer"]["text/plain"].startswith("3 values")


def test_a_profile_leaves_the_model_as_it_was(names: dict[str, Any]) -> None:
    model = names["model"]
    model.fit(names["x_train"], names["y_train"], epochs=1, verbose=0)
    before = [variable.numpy() for variable in [*model.variables, *model.optimizer.variables]]
    found = Look(names).answer("profile", {})
    assert found.get("problem") is None
    assert (found["what"], found["batch"], found["variable"]) == ("train", 32, "model")
    times = [row[2] for row in found["rows"]]
    assert times == sorted(times, reverse=True)
    assert {"conv", "matmul"} <= {row[0] for row in found["rows"]}
    assert json.loads(found["trace"])["traceEvents"]
    after = [variable.numpy() for variable in [*model.variables, *model.optimizer.variables]]
    assert all(np.array_equal(a, b) for a, b in zip(before, after, strict=True))


def test_without_a_model_there_is_nothing_to_measure() -> None:
    assert "no model yet" in Look({}).answer("profile", {})["problem"]
    empty = Sequential([Dense(2)])
    assert "no shapes yet" in Look({"model": empty}).answer("profile", {})["problem"]


def test_an_answer_belongs_to_the_picture_that_is_shown(names: dict[str, Any]) -> None:
    look, graph = opened(names)
    names["model"] = convnet()
    assert look.answer("models", {"known": graph["key"]})["graph"] is not None
    assert (
        "look at the picture again"
        in look.answer("layer", {"key": graph["key"], "node": 1})["problem"]
    )


def test_the_same_picture_is_sent_once(names: dict[str, Any]) -> None:
    look, graph = opened(names)
    assert look.answer("models", {"known": graph["key"]})["graph"] is None


def test_a_fit_shows_its_model_before_its_first_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    host = SilentHost()
    session = Session()
    session.attach(host, lambda awaitable: awaitable)
    program = (
        "import numpy as np\n"
        "from p_vision import *\n"
        "model = Sequential([Input((2,)), Dense(1)])\n"
        "model.compile('sgd', 'mse')\n"
        "for _ in range(2):\n"
        "    h = model.fit(np.ones((4, 2)), np.ones(4), verbose=0)\n"
    )
    assert json.loads(session.run(program, "cell", "script.py")) == {"outcome": "ok"}
    events = [json.loads(event) for event in host.events]
    kinds = [event["event"] for event in events]
    assert kinds[:2] == ["model", "fit_begin"]
    assert kinds.count("model") == 1
    assert events[0]["graph"]["variable"] == "model"
