"""Pictures of data and models: what they hold, and what they say in words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from typing import Any

import numpy as np
import pytest

from p_vision import show
from p_vision.show.boundary import boundary
from p_vision.show.confusion import matrix
from p_vision.show.curves import drawn as curve_drawn
from p_vision.show.histograms import drawn as histogram_drawn
from p_vision.show.pictures import sheet
from p_vision.show.png import as_bytes, png


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in plain Python, where pictures are told in words."""
    monkeypatch.delattr("__main__.display", raising=False)


class Rule:
    """A model that answers by a rule."""

    def __init__(self, rule: Any) -> None:
        self.rule = rule

    def predict(self, x: Any, verbose: int = 1) -> np.ndarray:
        return np.asarray(self.rule(np.asarray(x)))


def elements(drawing: show.Drawing, name: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(drawing.svg)
    return root.findall(f".//{{http://www.w3.org/2000/svg}}{name}")


def test_images_take_every_usual_form() -> None:
    for shape in ((4, 8, 8), (4, 8, 8, 1), (4, 8, 8, 3)):
        assert as_bytes(np.ones(shape)).shape[:3] == (4, 8, 8)
    assert as_bytes(np.full((8, 8), 255, np.uint8)).max() == 255
    assert as_bytes(np.array([[-3.0, 5.0]])).ravel().tolist() == [0, 255]
    assert as_bytes(np.array([[0.0, 51.0]])).ravel().tolist() == [0, 51]
    with pytest.raises(ValueError, match=r"these have \(2, 2, 2, 2, 2\)"):
        as_bytes(np.zeros((2, 2, 2, 2, 2)))


def test_a_png_is_one_that_others_can_read() -> None:
    data = png(np.arange(12, dtype=np.uint8).reshape(2, 2, 3))
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert data[16:24] == (2).to_bytes(4, "big") + (2).to_bytes(4, "big")


def test_a_sheet_has_an_image_and_a_caption_each() -> None:
    drawing = sheet(as_bytes(np.zeros((5, 4, 4))), ["a", "b", "<c>", "d", "e"], columns=3)
    assert len(elements(drawing, "image")) == 5
    assert [text.text for text in elements(drawing, "text")] == ["a", "b", "<c>", "d", "e"]
    assert sheet(as_bytes(np.zeros((0, 4, 4))), None, 8).description == "0 images, 4 by 4"


def test_samples_mark_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    model = Rule(lambda x: np.eye(3)[[0, 1, 2]])
    show.samples(model, np.zeros((3, 4, 4)), [0, 1, 1], names=["cat", "dog", "cow"])
    assert "cat, dog, cow, not dog (1 of 3 wrong)" in capsys.readouterr().out


def test_a_confusion_matrix_counts() -> None:
    drawing = matrix([0, 0, 1, 1], [[0.9, 0.1], [0.2, 0.8], [0.1, 0.9], [0.3, 0.7]], ["no", "yes"])
    numbers = [text.text for text in elements(drawing, "text")][-4:]
    assert numbers == ["1", "1", "0", "2"]
    assert "3 of 4 right (75.0%)" in drawing.description
    assert "no taken for yes (1 times)" in drawing.description
    with pytest.raises(ValueError, match="2 true classes and 1 answers"):
        matrix([0, 1], [0], None)


def test_a_boundary_has_every_point_inside_its_frame() -> None:
    x = np.random.default_rng(0).normal(size=(50, 2))
    y = (x[:, 0] > 0).astype(int)
    model = Rule(lambda places: 1 / (1 + np.exp(-5 * places[:, :1])))
    drawing = boundary(model, x, y, steps=20, points=400)
    circles = elements(drawing, "circle")
    assert len(circles) == 50
    assert {circle.get("fill") for circle in circles} == {"#0b6f63", "#d07a1f"}
    assert all(48 <= float(circle.get("cx", "0")) <= 468 for circle in circles)
    with pytest.raises(ValueError, match=r"x has the shape \(5, 3\)"):
        boundary(model, np.zeros((5, 3)), None, 20, 400)


def test_a_curve_follows_the_model() -> None:
    drawing = curve_drawn(Rule(lambda x: 2 * x), [0, 1, 2], [0, 2, 4], points=10)
    line = elements(drawing, "polyline")[0].get("points") or ""
    numbers = re.findall(r"[\d.]+", line)
    first, last = numbers[:2], numbers[-2:]
    assert (float(first[0]), float(last[0])) == (48.0, 468.0)
    assert float(first[1]) > float(last[1]), "up is up"
    with pytest.raises(ValueError, match="one input"):
        curve_drawn(Rule(lambda x: x), np.zeros((2, 2)), None, 10)


def test_histograms_of_arrays_and_models() -> None:
    from p_vision import Dense, Input, Sequential

    drawing = histogram_drawn(Sequential([Input((3,)), Dense(2)]), bins=10)
    assert "6 values" in drawing.description
    assert "2 values from 0 to 0" in drawing.description
    assert histogram_drawn([float("nan")], 5).description == "Histogram: no values."


def test_it_shows_itself_where_a_display_is(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    monkeypatch.setattr("__main__.display", seen.append, raising=False)
    show.histogram([1, 2])
    assert "<svg" in seen[0]._repr_svg_()


def test_weights_are_shown_as_images_where_they_are_some(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from p_vision import Conv2D, Dense, Flatten, Input, Sequential

    model = Sequential([Input((6, 6, 2)), Conv2D(4, 3), Flatten(), Dense(2)])
    show.weights(model.layers[0])
    assert capsys.readouterr().out.startswith("4 images, 3 by 3: 0, 1, 2, 3\nHistogram of")
    show.weights(model.layers[2])
    assert capsys.readouterr().out.startswith("2 images, 8 by 8")
    with pytest.raises(ValueError, match="has no weights"):
        show.weights(model.layers[1])
