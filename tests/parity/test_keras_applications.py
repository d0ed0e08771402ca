"""Networks of the same build as Keras's give the same outputs for the same weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from checked_values import array, case_id, golden

from p_vision import applications


def _weights(model: Any) -> list[np.ndarray]:
    random = np.random.RandomState(7)
    return [
        random.normal(0, 0.05, tuple(weight.shape)).astype("float32")
        + np.float32("gamma" in weight.name or "variance" in weight.name)
        for weight in model.weights
    ]


@pytest.mark.parametrize("case", golden("applications"), ids=case_id)
def test_network_is_keras_s(case: dict[str, Any]) -> None:
    model = getattr(applications, case["application"])(weights=None, **case["config"])
    assert model.name == case["model_name"]
    assert len(model.layers) == case["layers"]
    assert model.count_params() == case["parameters"]
    model.set_weights(_weights(model))
    x = (np.random.RandomState(3).rand(2, *case["config"]["input_shape"]) * 255).astype("float32")
    found = model.predict(x, verbose=0).reshape(2, -1)[:, :8]
    wanted = array(case["output"])
    scale = max(1.0, float(np.abs(wanted).max()))
    np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-5 * scale)
