"""Losses for every reduction, with and without weights, and their gradients."""

from __future__ import annotations

from typing import Any

import jax
import keras
import numpy as np
from golden_values import array, directions, probabilities, values, whole

REDUCTIONS = ("sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", None)


def _labels() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """y_true and y_pred for each kind of problem."""
    one_hot = np.eye(4, dtype="float32")[whole("classes", (5,), 4)]
    return {
        "numbers": (values("numbers/y", (5, 3), -2, 2), values("numbers/p", (5, 3), -2, 2)),
        "column": (values("column/y", (5,)), values("column/p", (5, 1))),
        "positive": (values("pos/y", (5, 3), 0.1, 2), values("pos/p", (5, 3), 0.1, 2)),
        "binary": (whole("bin/y", (5, 3), 2), values("bin/p", (5, 3), 0.01, 0.99)),
        "binary column": (whole("binc/y", (6,), 2), values("binc/p", (6, 1), 0.01, 0.99)),
        "binary sure": (np.array([[1], [0]], "int32"), np.array([[0.0], [1.0]], "float32")),
        "binary logits": (whole("binl/y", (5, 3), 2), values("binl/p", (5, 3), -4, 4)),
        "signs": (whole("sign/y", (5, 3), 2) * 2 - 1, values("sign/p", (5, 3), -2, 2)),
        "one hot": (one_hot, probabilities("onehot/p", (5, 4))),
        "one hot logits": (one_hot, values("onehotl/p", (5, 4), -4, 4)),
        "classes": (whole("classes", (5,), 4), probabilities("onehot/p", (5, 4))),
        "classes column": (whole("classes", (5, 1), 4), probabilities("onehot/p", (5, 4))),
        "classes logits": (whole("classes", (5,), 4), values("onehotl/p", (5, 4), -4, 4)),
        "pixels": (whole("pixels", (2, 3, 2), 4), probabilities("pixels/p", (2, 3, 2, 4))),
        "embeddings": (whole("emb/y", (6,), 3), directions("emb/p", (6, 3))),
        "unplaced labels": (
            np.array([[1, 2, 2, 0], [3, 1, 0, 0]], "int32"),
            values("ctc/p", (2, 6, 4), -2, 2),
        ),
        "distributions": (probabilities("d/y", (5, 4)), probabilities("d/p", (5, 4))),
    }


CASES: list[tuple[str, dict[str, Any], str]] = [
    ("MeanSquaredError", {}, "numbers"),
    ("MeanSquaredError", {}, "column"),
    ("MeanAbsoluteError", {}, "numbers"),
    ("MeanAbsolutePercentageError", {}, "numbers"),
    ("MeanSquaredLogarithmicError", {}, "positive"),
    ("Huber", {}, "numbers"),
    ("Huber", {"delta": 0.5}, "numbers"),
    ("LogCosh", {}, "numbers"),
    ("CosineSimilarity", {}, "numbers"),
    ("CosineSimilarity", {"axis": 0}, "numbers"),
    ("Poisson", {}, "positive"),
    ("Hinge", {}, "signs"),
    ("Hinge", {}, "binary"),
    ("SquaredHinge", {}, "signs"),
    ("CategoricalHinge", {}, "one hot"),
    ("KLDivergence", {}, "distributions"),
    ("BinaryCrossentropy", {}, "binary"),
    ("BinaryCrossentropy", {}, "binary column"),
    ("BinaryCrossentropy", {}, "binary sure"),
    ("BinaryCrossentropy", {"from_logits": True}, "binary logits"),
    ("BinaryCrossentropy", {"label_smoothing": 0.2}, "binary"),
    ("CategoricalCrossentropy", {}, "one hot"),
    ("CategoricalCrossentropy", {"from_logits": True}, "one hot logits"),
    ("CategoricalCrossentropy", {"label_smoothing": 0.1}, "one hot"),
    ("SparseCategoricalCrossentropy", {}, "classes"),
    ("SparseCategoricalCrossentropy", {}, "classes column"),
    ("SparseCategoricalCrossentropy", {"from_logits": True}, "classes logits"),
    ("SparseCategoricalCrossentropy", {"ignore_class": 1}, "classes"),
    ("SparseCategoricalCrossentropy", {"from_logits": True, "ignore_class": 1}, "classes logits"),
    ("SparseCategoricalCrossentropy", {}, "pixels"),
    ("BinaryFocalCrossentropy", {}, "binary"),
    ("BinaryFocalCrossentropy", {"apply_class_balancing": True, "gamma": 3.0}, "binary column"),
    ("BinaryFocalCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, "binary logits"),
    ("CategoricalFocalCrossentropy", {}, "one hot"),
    ("CategoricalFocalCrossentropy", {"from_logits": True, "gamma": 1.5}, "one hot logits"),
    ("CategoricalFocalCrossentropy", {"label_smoothing": 0.1, "alpha": 0.5}, "one hot"),
    ("CategoricalGeneralizedCrossEntropy", {"q": 0.3}, "classes"),
    ("Dice", {}, "binary"),
    ("Dice", {"axis": -1}, "binary"),
    ("Tversky", {"alpha": 0.3, "beta": 0.7}, "binary"),
    ("Circle", {"gamma": 5.0}, "embeddings"),
    ("CTC", {}, "unplaced labels"),
    ("Circle", {"gamma": 5.0, "margin": 0.2, "remove_diagonal": False}, "embeddings"),
]


def cases() -> list[dict[str, Any]]:
    return [_case(*entry) for entry in CASES]


def _case(class_name: str, config: dict[str, Any], problem: str) -> dict[str, Any]:
    y_true, y_pred = _labels()[problem]
    weight = values("weights", (y_pred.shape[0],), 0.1, 2.0)
    results = []
    for reduction in REDUCTIONS:
        for weighted in (False, True):
            loss = getattr(keras.losses, class_name)(reduction=reduction, **config)
            given = weight if weighted else None
            value = _value(loss, y_true, y_pred, given)
            if value is not None:
                results.append(
                    {"reduction": reduction, "weighted": weighted, "value": array(value)}
                )
    loss = getattr(keras.losses, class_name)(**config)
    gradient = jax.grad(lambda p: loss(y_true, p))(jax.numpy.asarray(y_pred))
    return {
        "name": " ".join([class_name, *config, f"({problem})"]),
        "loss": class_name,
        "config": config,
        "y_true": array(y_true),
        "y_pred": array(y_pred),
        "weight": array(weight),
        "results": results,
        "gradient": array(gradient),
    }


def _value(loss: Any, y_true: Any, y_pred: Any, weight: Any) -> Any:
    """The loss, or None where the weights do not fit its values (axis 0, for one)."""
    try:
        return loss(y_true, y_pred, sample_weight=weight)
    except (TypeError, ValueError):
        return None
