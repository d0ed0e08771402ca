"""What a function gave back, in a form that the page shows: bars, a picture or text."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from p_vision.show.drawing import Drawing
from p_vision.show.labels import name_of
from p_vision.show.png import as_bytes, data_address

_MOST_BARS = 20


def result_of(value: Any, names: Sequence[str] | None = None) -> dict[str, Any]:
    """The page's form of a value.

    >>> result_of([0.25, 0.75], ["cat", "dog"])["bars"]
    [{'label': 'cat', 'value': 0.25}, {'label': 'dog', 'value': 0.75}]
    >>> result_of({"a": 1})
    {'kind': 'bars', 'bars': [{'label': 'a', 'value': 1.0}]}
    >>> result_of("hello")
    {'kind': 'text', 'text': 'hello'}
    """
    if isinstance(value, Drawing):
        return {"kind": "picture", "svg": value.svg, "text": value.description}
    if isinstance(value, dict) and value and all(_is_number(item) for item in value.values()):
        return _bars({str(key): float(item) for key, item in value.items()})
    if isinstance(value, str):
        return {"kind": "text", "text": value}
    array = _array(value)
    if array is None:
        return {"kind": "text", "text": str(value)}
    while array.ndim > 1 and len(array) == 1:
        array = array[0]
    if array.ndim == 1 and len(array) > 1 and _is_chances(array):
        return _bars({name_of(at, names): float(chance) for at, chance in enumerate(array)})
    if array.ndim in (2, 3) and min(array.shape[:2]) > 2:
        words = f"A picture of {array.shape[0]} by {array.shape[1]}"
        return {"kind": "picture", "address": data_address(as_bytes(array)[0]), "text": words}
    if array.size == 1:
        number = float(array.ravel()[0])
        if names is not None and len(names) == 2 and 0 <= number <= 1:
            return _bars({names[0]: 1 - number, names[1]: number})
        return {"kind": "text", "text": f"{number:.4g}"}
    return {"kind": "text", "text": np.array2string(array, precision=4, threshold=60)}


def _bars(values: dict[str, float]) -> dict[str, Any]:
    most = sorted(values, key=lambda label: -values[label])[:_MOST_BARS]
    kept = [label for label in values if label in most]
    return {"kind": "bars", "bars": [{"label": label, "value": values[label]} for label in kept]}


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) or (hasattr(value, "item") and np.size(value) == 1)


def _is_chances(array: np.ndarray) -> bool:
    return bool((array >= 0).all() and (array <= 1).all() and abs(array.sum() - 1) < 1e-3)


def _array(value: Any) -> np.ndarray | None:
    try:
        array = np.asarray(value)
        return array.astype("float64") if array.dtype.kind in "biuf" and array.size else None
    except (TypeError, ValueError):
        return None
