"""Outputs of whole networks with weights that are the same each time."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from golden_values import array

CASES: list[tuple[str, dict[str, Any]]] = [
    ("MobileNetV2", {"input_shape": [33, 32, 3], "classes": 5}),
    ("MobileNetV3Small", {"input_shape": [32, 32, 3], "classes": 5}),
    ("EfficientNetB0", {"input_shape": [32, 32, 3], "classes": 5}),
    ("ConvNeXtTiny", {"input_shape": [32, 32, 3], "include_top": False, "pooling": "avg"}),
    ("EfficientNetV2B0", {"input_shape": [32, 33, 3], "classes": 5}),
    ("InceptionResNetV2", {"input_shape": [75, 75, 3], "include_top": False, "pooling": "max"}),
    ("MobileNet", {"input_shape": [32, 32, 3], "classes": 5, "alpha": 0.5}),
    ("NASNetMobile", {"input_shape": [32, 32, 3], "classes": 5}),
    ("ResNet50V2", {"input_shape": [32, 32, 3], "classes": 5}),
    ("Xception", {"input_shape": [71, 71, 3], "classes": 5}),
    ("VGG16", {"input_shape": [32, 32, 3], "include_top": False, "pooling": "max"}),
]


def cases() -> list[dict[str, Any]]:
    return [_case(*entry) for entry in CASES]


#: Networks in which numbers would grow beyond all bounds with weights of one size.
DEEP = ("ConvNeXtTiny", "InceptionResNetV2", "NASNetMobile", "ResNet50V2", "Xception")


def weights_for(
    shapes: list[tuple[int, ...]], names: list[str], deep: bool = False
) -> list[np.ndarray]:
    """Small numbers, for deep networks smaller ones; scales and variances are near 1."""
    random = np.random.RandomState(7)
    return [
        random.normal(0, spread(shape, deep), shape).astype("float32")
        + np.float32("gamma" in name or "variance" in name)
        for shape, name in zip(shapes, names, strict=True)
    ]


def spread(shape: tuple[int, ...], deep: bool) -> float:
    return min(0.05, float(np.prod(shape[:-1])) ** -0.5) if deep else 0.05


def pictures(shape: list[int]) -> np.ndarray:
    return (np.random.RandomState(3).rand(2, *shape) * 255).astype("float32")


def _case(name: str, config: dict[str, Any]) -> dict[str, Any]:
    arguments = {**config, "input_shape": tuple(config["input_shape"])}
    model = getattr(keras.applications, name)(weights=None, **arguments)
    shapes = [tuple(weight.shape) for weight in model.weights]
    paths = [weight.path.split("/")[-2:] for weight in model.weights]
    names = [path[-1] for path in paths]
    model.set_weights(weights_for(shapes, names, name in DEEP))
    output = np.asarray(model(pictures(config["input_shape"])))
    return {
        "name": f"{name} {sorted(config)}",
        "application": name,
        "config": config,
        "model_name": model.name,
        "deep": name in DEEP,
        "layers": len(model.layers),
        "parameters": model.count_params(),
        "output": array(output.reshape(2, -1)[:, :8]),
    }
