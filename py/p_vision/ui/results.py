"""What a function gave back, in a form that the page shows."""

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np

from p_vision.show.drawing import Drawing

_MOST_BARS = 20
_MOST_VALUES = 1_000_000


def result_of(value: Any, names: Sequence[str] | None = None) -> dict[str, Any]:
    """The page's form of a value.

    Arrays go as they are: what they are shown as (bars for probabilities, a picture, numbers) is
    decided by the page, which does the same for a demo that answers without Python.

    >>> result_of({"a": 1})
    {'kind': 'bars', 'bars': [{'label': 'a', 'value': 1.0}]}
    >>> result_of("hello")
    {'kind': 'text', 'text': 'hello'}
    >>> result_of([0.25, 0.75], ["cat", "dog"])["shape"]
    [2]
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
    if array.size > _MOST_VALUES:
        return {"kind": "text", "text": f"{array.size:,} numbers of the shape {array.shape}"}
    return {
        "kind": "values",
        "shape": list(array.shape),
        # As bytes: JSON has no words for infinite numbers, and pictures would be long.
        "values": base64.b64encode(array.astype("<f8").tobytes()).decode("ascii"),
        "names": None if names is None else [str(name) for name in names],
    }


def _bars(values: dict[str, float]) -> dict[str, Any]:
    most = sorted(values, key=lambda label: -values[label])[:_MOST_BARS]
    kept = [label for label in values if label in most]
    return {"kind": "bars", "bars": [{"label": label, "value": values[label]} for label in kept]}


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) or (hasattr(value, "item") and np.size(value) == 1)


def _array(value: Any) -> np.ndarray | None:
    try:
        array = np.asarray(value)
        return array.astype("float64") if array.dtype.kind in "biuf" and array.size else None
    except (TypeError, ValueError):
        return None
