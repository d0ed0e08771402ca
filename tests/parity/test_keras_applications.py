"""Networks of the same build as Keras's give the same outputs for the same weights."""

from __future__ import annotations

import inspect
import os
from typing import Any

import numpy as np
import pytest
from checked_values import array, case_id, golden

from p_vision import applications
from p_vision.layers import Layer

#: Counted where P_VISION_EVERY_CASE is set: families whose smallest network is counted too, and
#: networks that take seconds to build.
LARGE = {
    *("ConvNeXtBase", "ConvNeXtLarge", "ConvNeXtSmall", "ConvNeXtXLarge"),
    *("DenseNet169", "DenseNet201", "InceptionResNetV2", "NASNetLarge"),
    *(f"EfficientNetB{number}" for number in range(2, 8)),
    *(f"EfficientNetV2{size}" for size in ("B1", "B2", "B3", "L", "M")),
    *("ResNet152", "ResNet152V2"),
}
SIZES = [
    case
    for case in golden("application_sizes")
    if case["name"] not in LARGE or "P_VISION_EVERY_CASE" in os.environ
]


def _spread(shape: tuple[int, ...], deep: bool) -> float:
    return min(0.05, float(np.prod(shape[:-1])) ** -0.5) if deep else 0.05


def _weights(model: Any, deep: bool) -> list[np.ndarray]:
    random = np.random.RandomState(7)
    return [
        random.normal(0, _spread(weight.shape, deep), tuple(weight.shape)).astype("float32")
        + np.float32("gamma" in weight.name or "variance" in weight.name)
        for weight in model.weights
    ]


@pytest.mark.parametrize("case", golden("applications"), ids=case_id)
def test_network_is_keras_s(case: dict[str, Any]) -> None:
    model = getattr(applications, case["application"])(weights=None, **case["config"])
    assert model.name == case["model_name"]
    assert len(model.layers) == case["layers"]
    assert model.count_params() == case["parameters"]
    model.set_weights(_weights(model, case.get("deep", False)))
    x = (np.random.RandomState(3).rand(2, *case["config"]["input_shape"]) * 255).astype("float32")
    found = model.predict(x, verbose=0).reshape(2, -1)[:, :8]
    wanted = array(case["output"])
    scale = max(1.0, float(np.abs(wanted).max()))
    np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-5 * scale)


@pytest.mark.parametrize("case", SIZES, ids=case_id)
def test_network_is_as_large_as_keras_s(
    case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    add_weight = Layer.add_weight

    def quickly(self: Any, *args: Any, **kwargs: Any) -> Any:
        """Zeros: drawing numbers by chance would take longer than all the rest."""
        return add_weight(self, *args, **{**kwargs, "initializer": "zeros"})

    monkeypatch.setattr(Layer, "add_weight", quickly)
    model = getattr(applications, case["name"])(weights=None)
    assert model.name == case["model_name"]
    assert model.count_params() == case["parameters"]
    assert sum(weight.size for weight in model.trainable_weights) == case["trained"]
    assert len(model.layers) == case["layers"]
    assert case["side"] in (None, model.input_shape[1])


@pytest.mark.parametrize("case", golden("application_sizes"), ids=case_id)
def test_arguments_and_defaults_are_keras_s(case: dict[str, Any]) -> None:
    entries = inspect.signature(getattr(applications, case["name"])).parameters.values()
    assert {entry.name: repr(entry.default) for entry in entries} == case["arguments"]
