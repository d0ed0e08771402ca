"""Compiled models report Keras's numbers and end with its weights."""

from __future__ import annotations

from typing import Any

import pytest
from checked_values import TOLERANCES, array, case_id, golden

from p_vision import Sequential, layers, optimizers


@pytest.mark.parametrize("eagerly", [False, True], ids=["recorded", "eager"])
@pytest.mark.parametrize("case", golden("fitting"), ids=case_id)
def test_fit_is_keras_s(case: dict[str, Any], eagerly: bool, backend: str, close: Any) -> None:
    arguments = dict(case["arguments"])
    one_hot = arguments.pop("one_hot", False)
    sparse = "" if one_hot else "sparse_"
    model = Sequential(
        [
            layers.Input((4,)),
            layers.Dense(5, activation="relu"),
            layers.Dense(3, activation="softmax"),
        ],
        backend=backend,
    )
    model.set_weights([array(entry) for entry in case["first"]])
    model.compile(
        optimizers.SGD(0.1),
        loss=f"{sparse}categorical_crossentropy",
        metrics=["accuracy", "mae"] if one_hot else ["accuracy"],
        weighted_metrics=[f"{sparse}categorical_crossentropy"],
        run_eagerly=eagerly,
    )
    if arguments.get("sample_weight"):
        arguments["sample_weight"] = array(case["weight"])
    if "class_weight" in arguments:
        arguments["class_weight"] = {int(k): v for k, v in arguments["class_weight"].items()}
    x, y = array(case["x"]), array(case["y"])
    found = model.fit(x, y, batch_size=4, epochs=2, shuffle=False, verbose=0, **arguments)
    relative = max(2e-5, 3 * TOLERANCES[backend])
    assert set(found.history) == set(case["history"])
    for name, row in case["history"].items():
        assert found.history[name] == pytest.approx(row, rel=relative, abs=1e-6), name
    evaluated = model.evaluate(x, y, batch_size=5, verbose=0, return_dict=True)
    assert evaluated == pytest.approx(case["evaluated"], rel=relative, abs=1e-6)
    for weight, entry in zip(model.weights, case["weights"], strict=True):
        close(weight, entry, weight.path, 5e-5)


@pytest.mark.parametrize("case", golden("training"), ids=case_id)
def test_train_on_batch_is_keras_s(case: dict[str, Any], backend: str, close: Any) -> None:
    model = Sequential([layers.Input(tuple(case["input"]))], backend=backend)
    for name, config in case["layers"]:
        model.add(getattr(layers, name)(**config))
    model.set_weights([array(entry) for entry in case["first"]])
    name, config = case["optimizer"]
    model.compile(getattr(optimizers, name)(**config), loss=case["loss"])
    x, y = array(case["x"]), array(case["y"])
    tolerance = 5 * max(case.get("tolerance", 0.0), 2e-5, TOLERANCES[backend])
    for number, wanted in enumerate(case["losses"]):
        rows = slice(4 * (number % 3), 4 * (number % 3) + 4)
        model.reset_metrics()
        loss = model.train_on_batch(x[rows], y[rows])
        assert float(loss) == pytest.approx(wanted, rel=tolerance), f"step {number + 1}"
    for weight, entry in zip(model.weights, case["weights"], strict=True):
        close(weight, entry, weight.path, tolerance)
    close(model.predict(x, verbose=0), case["prediction"], "prediction", tolerance)
