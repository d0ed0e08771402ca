"""Inputs that are numbers: sliders."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from p_vision import ops
from p_vision.tracing import TensorSpec
from p_vision.ui.model_question import ModelQuestion
from p_vision.ui.widget import Widget


def slider(
    function: Any, *, names: Sequence[str] | None = None, samples: Any = None, **ranges: Any
) -> None:
    """Show a slider for each named number; every move is answered at once.

    Args:
        function: takes the numbers by name, or a model that takes them in this order.
        names: the classes' names, for answers that are probabilities.
        samples: a few inputs of the model, to measure on what rounded weights cost when it is
            shared.
        **ranges: for each number (least, most) or (least, most, first).

    Raises:
        ValueError: if there is no slider, or a range is empty.

    >>> slider(lambda width, height: width * height, width=(1, 5), height=(1, 3, 2))
    Sliders: width, height (shown in the playground)
    """
    if not ranges:
        raise ValueError("Name at least one number: ui.slider(model, width=(0, 1)).")
    sliders = [_range(name, ends) for name, ends in ranges.items()]
    words = "Sliders: " + ", ".join(ranges)
    chosen = list(names) if names else None
    options = {"sliders": sliders}

    def read(message: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (), {name: float(message["values"][name]) for name in ranges}

    def whole(message: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (message,), {}

    if hasattr(function, "predict"):
        question = _question(function, sliders, samples)
        Widget("slider", options, question.answer, whole, chosen, words, question).show()
    else:
        Widget("slider", options, function, read, chosen, words).show()


def _question(model: Any, sliders: list[dict[str, Any]], samples: Any) -> ModelQuestion:
    count = len(sliders)

    def numbers(message: Mapping[str, Any]) -> np.ndarray:
        return np.array([message["values"][each["name"]] for each in sliders], dtype="float32")

    def made_up(rows: int) -> list[Any]:
        low = np.array([each["low"] for each in sliders])
        high = np.array([each["high"] for each in sliders])
        drawn = np.random.default_rng(0).uniform(low, high, (rows, count))
        return list(drawn.astype("float32"))

    spec = TensorSpec((count,), "float32")
    return ModelQuestion(
        model, spec, numbers, lambda row: ops.reshape(row, (1, count)), {}, made_up, samples
    )


def _range(name: str, ends: Any) -> dict[str, Any]:
    low, high, *rest = (float(end) for end in ends)
    if not low < high:
        raise ValueError(f"The range of {name} goes from {low:g} to {high:g}: it is empty.")
    first = min(max(rest[0] if rest else (low + high) / 2, low), high)
    return {"name": name, "low": low, "high": high, "first": first}
