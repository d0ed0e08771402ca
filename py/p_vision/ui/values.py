"""Inputs that are numbers or words: sliders and a line of text."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from p_vision.ui.widget import Widget


def slider(function: Any, *, names: Sequence[str] | None = None, **ranges: Any) -> None:
    """Show a slider for each named number; every move is answered at once.

    Args:
        function: takes the numbers by name, or a model that takes them in this order.
        names: the classes' names, for answers that are probabilities.
        **ranges: for each number (least, most) or (least, most, first).

    Raises:
        ValueError: if there is no slider, or a range is empty.

    >>> slider(lambda width, height: width * height, width=(1, 5), height=(1, 3, 2))
    Sliders: width, height (shown in the playground)
    """
    if not ranges:
        raise ValueError("Name at least one number: ui.slider(model, width=(0, 1)).")
    sliders = [_range(name, ends) for name, ends in ranges.items()]

    def read(message: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (), {name: float(message["values"][name]) for name in ranges}

    def predict(**values: float) -> Any:
        row = np.array([[values[name] for name in ranges]], dtype="float32")
        return function.predict(row, verbose=0)[0]

    asked: Callable[..., Any] = predict if hasattr(function, "predict") else function
    words = "Sliders: " + ", ".join(ranges)
    chosen = list(names) if names else None
    Widget("slider", {"sliders": sliders}, asked, read, chosen, words).show()


def text(
    function: Callable[[str], Any],
    *,
    label: str = "Text",
    first: str = "",
    names: Sequence[str] | None = None,
) -> None:
    """Show a line to type into; it is answered while one types.

    Args:
        function: takes the text.
        label: what stands beside the line.
        first: what stands in it at the beginning.
        names: the classes' names, for answers that are probabilities.

    >>> text(str.upper, label="Word")
    A line of text: Word (shown in the playground)
    """

    def read(message: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (str(message["text"]),), {}

    options = {"label": label, "first": first}
    chosen = list(names) if names else None
    Widget("text", options, function, read, chosen, f"A line of text: {label}").show()


def _range(name: str, ends: Any) -> dict[str, Any]:
    low, high, *rest = (float(end) for end in ends)
    if not low < high:
        raise ValueError(f"The range of {name} goes from {low:g} to {high:g}: it is empty.")
    first = min(max(rest[0] if rest else (low + high) / 2, low), high)
    return {"name": name, "low": low, "high": high, "first": first}
