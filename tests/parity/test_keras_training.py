"""Small models take the same steps as in Keras, written out as a loop."""

from __future__ import annotations

from typing import Any

import pytest
from checked_values import TOLERANCES, array, case_id, golden

from p_vision import GradientTape, function, layers, losses, ops, optimizers


@pytest.mark.parametrize("recorded", [False, True], ids=["eager", "recorded"])
@pytest.mark.parametrize("case", golden("training"), ids=case_id)
def test_training_is_keras_s(
    case: dict[str, Any], recorded: bool, backend: str, close: Any
) -> None:
    model = [getattr(layers, name)(**config) for name, config in case["layers"]]
    x, y = array(case["x"]), array(case["y"])

    def forward(given: Any, training: bool) -> Any:
        for layer in model:
            given = layer(given, training=training)
        return given

    forward(x, training=False)
    first = iter(case["first"])
    for layer in model:
        layer.set_weights([array(next(first)) for _ in layer.weights])
    name, config = case["optimizer"]
    optimizer = getattr(optimizers, name)(**config)
    loss = losses.get(case["loss"])
    weights = [weight for layer in model for weight in layer.trainable_weights]
    optimizer.build(weights)

    def train_step(features: Any, labels: Any) -> Any:
        with GradientTape() as tape:
            value = loss(labels, forward(features, training=True))
            for layer in model:
                for penalty in layer.losses:
                    value = ops.add(value, penalty)
        optimizer.apply(tape.gradient(value, weights), weights)
        return value

    step = function(train_step) if recorded else train_step
    tolerance = max(case.get("tolerance", 0.0), 2e-5, TOLERANCES[backend])
    for number, wanted in enumerate(case["losses"]):
        rows = slice(4 * (number % 3), 4 * (number % 3) + 4)
        value = step(ops.convert_to_tensor(x[rows]), ops.convert_to_tensor(y[rows]))
        assert float(value) == pytest.approx(wanted, rel=tolerance * 5), f"step {number + 1}"
    after = [weight for layer in model for weight in layer.weights]
    for weight, entry in zip(after, case["weights"], strict=True):
        close(weight, entry, weight.path, tolerance * 5)
    close(forward(x, training=False), case["prediction"], "prediction", tolerance * 5)
