"""One layer: what it is, what it was made with, and what it has learned."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["facts_of", "weights_of"]

_LONGEST = 400
#: Larger weights are not read: that alone would take seconds.
_LARGEST = 4_000_000


def facts_of(layer: Any) -> dict[str, Any]:
    """Shapes, parameters and configuration.

    Args:
        layer: a layer or an operation between layers.
    """
    weights = list(getattr(layer, "weights", ())) if getattr(layer, "built", True) else []
    return {
        "name": str(layer.name),
        "kind": type(layer).__name__,
        "given": _given(layer),
        "documentation": _sentence(layer),
        "config": _config(layer),
        "weights": [
            {
                "name": str(weight.name),
                "shape": str(tuple(weight.shape)),
                "dtype": str(weight.dtype),
                "trained": bool(getattr(weight, "trainable", True)) and bool(layer.trainable),
            }
            for weight in weights
        ],
    }


def _given(layer: Any) -> str:
    calls = getattr(layer, "_inbound_nodes", None)
    if calls:
        from p_vision.tracing import KerasTensor, flatten

        tensors = flatten((calls[0].args, calls[0].kwargs))
        shapes = [tuple(t.shape) for t in tensors if isinstance(t, KerasTensor)]
        return str(shapes[0]) if len(shapes) == 1 else ", ".join(map(str, shapes))
    shape = getattr(layer, "input_shape", None)
    return "" if shape is None else str(shape)


def _sentence(layer: Any) -> str:
    text = (type(layer).__doc__ or "").strip().partition("\n\n")[0]
    return " ".join(text.split())


def _config(layer: Any) -> list[list[str]]:
    try:
        config = dict(layer.get_config())
    except Exception:
        return []
    config.pop("name", None)
    config.pop("layers", None)
    return [[str(key), _written(value)] for key, value in config.items()]


def _written(value: Any) -> str:
    if isinstance(value, dict) and isinstance(value.get("class_name"), str):
        inner = value.get("config") or {}
        arguments = ", ".join(f"{key}={_written(part)}" for key, part in inner.items())
        return f"{value['class_name']}({arguments})"[:_LONGEST]
    if isinstance(value, dict):
        return json.dumps(value, default=str)[:_LONGEST]
    return repr(value)[:_LONGEST]


def weights_of(layer: Any) -> list[dict[str, Any]]:
    """A drawing for each weight: images of filters and units, else a histogram.

    Args:
        layer: a built layer.
    """
    import numpy as np

    from p_vision.show.histograms import drawn
    from p_vision.show.layer_weights import as_images
    from p_vision.show.pictures import sheet
    from p_vision.show.png import as_bytes

    found: list[dict[str, Any]] = []
    for number, weight in enumerate(layer.weights):
        head = {"name": str(weight.name), "shape": str(tuple(weight.shape))}
        if np.prod(weight.shape) > _LARGEST:
            found.append({**head, "large": True})
            continue
        values = np.asarray(weight)
        pictures = as_images(values) if number == 0 else None
        drawings = [] if pictures is None else [_sheet(sheet, as_bytes, pictures)]
        drawings.append(drawn(values, 40))
        found.append({**head, "drawings": [drawing_of(drawing) for drawing in drawings]})
    return found


def _sheet(sheet: Any, as_bytes: Any, pictures: Any) -> Any:
    shown = as_bytes(pictures)[:32]
    return sheet(shown, [str(number) for number in range(len(shown))], 8)


def drawing_of(drawing: Any) -> dict[str, str]:
    """A drawing as the forms in which the page shows and saves it."""
    return dict(drawing._repr_mimebundle_())
