"""Inputs of the page: what they ask of Python, and what the page gets back."""

from __future__ import annotations

import base64
import json
from typing import Any

import numpy as np
import pytest

from p_vision import Dense, Flatten, Input, Rescaling, Sequential, show, ui
from p_vision.show.drawing import Drawing
from p_vision.ui.results import result_of
from p_vision.ui.widget import MIME


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[ui.Widget]:
    """What was put into the page."""
    seen: list[ui.Widget] = []
    monkeypatch.setattr("__main__.display", seen.append, raising=False)
    return seen


def ask(widget: ui.Widget, **message: Any) -> dict[str, Any]:
    reply: dict[str, Any] = json.loads(ui.answer(widget.id, json.dumps(message)))
    return reply


def values_in(reply: dict[str, Any]) -> np.ndarray:
    assert reply["kind"] == "values"
    values = np.frombuffer(base64.b64decode(reply["values"]), "<f8")
    return values.reshape(reply["shape"])


def image_of(size: int, channels: int = 1, value: int = 255) -> dict[str, Any]:
    data = bytes([value]) * (size * size * channels)
    return {"size": size, "channels": channels, "pixels": base64.b64encode(data).decode()}


def test_a_function_gets_the_drawing(shown: list[ui.Widget]) -> None:
    ui.draw(lambda image: f"{image.shape} {image.max()}", size=4)
    described = json.loads(shown[0]._repr_mimebundle_()[MIME])
    assert described["kind"] == "draw"
    assert described["options"] == {"size": 4, "centred": True, "channels": 1}
    assert ask(shown[0], **image_of(4)) == {"kind": "text", "text": "(4, 4) 1.0"}


@pytest.mark.parametrize("shape", [(8, 8), (8, 8, 1), (64,)])
def test_a_model_gets_it_in_its_own_form(shown: list[ui.Widget], shape: tuple[int, ...]) -> None:
    model = Sequential([Input(shape), Flatten(), Dense(3, activation="softmax")])
    ui.draw(model, names=["a", "b", "c"])
    assert shown[0].options["size"] == 8
    reply = ask(shown[0], **image_of(8))
    assert reply["names"] == ["a", "b", "c"]
    assert values_in(reply).shape == (3,)
    assert values_in(reply).sum() == pytest.approx(1, abs=1e-4)


def test_a_model_that_divides_by_255_itself_gets_bytes(shown: list[ui.Widget]) -> None:
    ui.draw(Sequential([Input((2, 2)), Rescaling(1 / 255), Flatten(), Dense(1)]))
    model = Sequential([Input((2, 2)), Rescaling(1.0), Flatten()])
    ui.draw(model)
    assert values_in(ask(shown[1], **image_of(2))).tolist() == [255.0] * 4


def test_colour_pictures_and_what_is_no_model(shown: list[ui.Widget]) -> None:
    ui.upload(lambda image: str(image.shape), size=3)
    assert ask(shown[0], **image_of(3, channels=3))["text"] == "(3, 3, 3)"
    ui.webcam(Sequential([Input((5, 5, 1)), Flatten(), Dense(2)]))
    assert shown[1].options == {"size": 5, "channels": 1}
    wrong: Any = 5
    with pytest.raises(TypeError, match="not int"):
        ui.draw(wrong)


def test_sliders_by_name_and_for_a_model(shown: list[ui.Widget]) -> None:
    ui.slider(lambda width, height: width * height, width=(0, 4), height=(1, 3, 9))
    assert shown[0].options["sliders"] == [
        {"name": "width", "low": 0.0, "high": 4.0, "first": 2.0},
        {"name": "height", "low": 1.0, "high": 3.0, "first": 3.0},
    ]
    assert values_in(ask(shown[0], values={"width": 2, "height": 3})).tolist() == 6
    ui.slider(Sequential([Input((2,)), Dense(1)]), a=(0, 1), b=(0, 1))
    assert values_in(ask(shown[1], values={"a": 0, "b": 0})).tolist() == [0]
    with pytest.raises(ValueError, match="is empty"):
        ui.slider(print, a=(1, 1))
    with pytest.raises(ValueError, match="at least one"):
        ui.slider(print)


def test_text_and_errors(shown: list[ui.Widget]) -> None:
    ui.text(lambda words: 1 / len(words), label="Word")
    assert values_in(ask(shown[0], text="ab")) == 0.5
    assert ask(shown[0], text="") == {
        "kind": "problem",
        "text": "ZeroDivisionError: division by zero",
    }
    assert json.loads(ui.answer("text-99999", "{}")) == {"kind": "gone"}


def test_what_comes_back_reaches_the_page() -> None:
    assert values_in(result_of(np.eye(8))).shape == (8, 8)
    assert result_of(Drawing(5, 5, "empty"))["text"] == "empty"
    assert result_of([0.3], ["no", "yes"])["names"] == ["no", "yes"]
    assert np.isnan(values_in(result_of(float("nan"))))
    assert result_of(None)["text"] == "None"
    assert result_of(np.zeros(1_000_001))["text"] == "1,000,001 numbers of the shape (1000001,)"
    assert len(result_of({str(at): at for at in range(50)})["bars"]) == 20
    assert show.Drawing is Drawing
