"""Pictures of models: what is in the boxes, where they stand, and which files are written."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

from p_vision import Input, Model, Sequential, layers, utils
from p_vision.utils.graph_layout import lay_out
from p_vision.utils.model_plot import plot_model

SVG = "{http://www.w3.org/2000/svg}"


def _branched() -> Any:
    utils.clear_session()
    x = Input((3,), name="x")
    left = layers.Dense(2, activation="relu", name="left")(x)
    return Model(x, layers.Dense(1, name="end")(left + layers.Dense(2, name="right")(x)))


def _texts(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_each_layer_has_a_box_and_each_connection_an_arrow() -> None:
    root = ElementTree.fromstring(plot_model(_branched(), to_file=None).svg)
    assert len(list(root.iter(f"{SVG}rect"))) == 5
    assert len([path for path in root.iter(f"{SVG}path") if path.get("marker-end")]) == 5


def test_boxes_say_what_is_asked_for() -> None:
    picture = plot_model(
        _branched(),
        None,
        show_shapes=True,
        show_layer_names=True,
        show_layer_activations=True,
        show_dtype=True,
        show_trainable=True,
    )
    texts = _texts(picture.svg)
    for wanted in (
        "left (Dense)",
        "in:  (None, 3)",
        "out: (None, 2)",
        "activation: relu",
        "dtype: float32",
        "trained",
        "add (Add)",
    ):
        assert wanted in texts
    assert _texts(plot_model(_branched(), None).svg)[0] == "InputLayer"


def test_nested_models_can_be_opened() -> None:
    inner = Sequential([Input((3,)), layers.Dense(3), layers.ReLU()], name="inner")
    model = Sequential([Input((3,)), inner, layers.Dense(1)])
    assert _texts(plot_model(model, None).svg) == ["InputLayer", "Sequential", "Dense"]
    opened = _texts(plot_model(model, None, expand_nested=True).svg)
    assert opened == ["InputLayer", "Dense", "ReLU", "Dense"]


def test_boxes_of_a_row_do_not_touch() -> None:
    sizes = [(80.0, 30.0)] * 6
    edges = [(0, 1), (0, 2), (0, 3), (1, 4), (2, 4), (3, 4), (0, 5), (4, 5)]
    layout = lay_out(sizes, edges)
    for one, (x, y) in enumerate(layout.centres):
        assert 40 <= x <= layout.width - 40 + 1e-6
        for other, (ox, oy) in enumerate(layout.centres):
            assert one == other or abs(x - ox) >= 80 or abs(y - oy) >= 30
    assert all(layout.centres[a][1] < layout.centres[b][1] for a, b in edges)


def test_the_picture_is_written_as_svg(tmp_path: Path) -> None:
    plot_model(_branched(), tmp_path / "a.svg", rankdir="LR")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<svg")
    with pytest.warns(UserWarning, match=r"'b\.svg' is written"):
        plot_model(_branched(), tmp_path / "b.png")
    assert (tmp_path / "b.svg").exists()
    with pytest.raises(ValueError, match="cannot be drawn yet"):
        plot_model(Sequential([layers.Dense(1)]))
