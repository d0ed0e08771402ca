"""Metrics over three batches, with and without weights."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from golden_values import array, probabilities, values, whole

SIZES = (5, 5, 3)


def _problem(kind: str, name: str, rows: int) -> tuple[np.ndarray, np.ndarray]:
    if kind == "numbers":
        return values(f"{name}/y", (rows, 2), -2, 2), values(f"{name}/p", (rows, 2), -2, 2)
    if kind == "column":
        return values(f"{name}/y", (rows,)), values(f"{name}/p", (rows, 1))
    if kind == "positive":
        return values(f"{name}/y", (rows, 2), 0.1, 2), values(f"{name}/p", (rows, 2), 0.1, 2)
    if kind == "equal":
        return whole(f"{name}/y", (rows, 2), 3), whole(f"{name}/p", (rows, 2), 3)
    if kind == "binary":
        return whole(f"{name}/y", (rows, 1), 2), values(f"{name}/p", (rows, 1), 0.01, 0.99)
    if kind == "binary flat":
        return whole(f"{name}/y", (rows,), 2), values(f"{name}/p", (rows, 1), 0.01, 0.99)
    if kind == "classes":
        return whole(f"{name}/y", (rows,), 6), probabilities(f"{name}/p", (rows, 6))
    if kind == "classes column":
        return whole(f"{name}/y", (rows, 1), 6), probabilities(f"{name}/p", (rows, 6))
    if kind == "pixels":
        return whole(f"{name}/y", (rows, 2, 2), 3), probabilities(f"{name}/p", (rows, 2, 2, 3))
    if kind == "binary logits":
        return whole(f"{name}/y", (rows, 1), 2), values(f"{name}/p", (rows, 1), -4, 4)
    if kind == "two labels":
        return whole(f"{name}/y", (rows, 2), 2), values(f"{name}/p", (rows, 2), 0.01, 0.99)
    if kind == "rows":
        return values(f"{name}/y", (rows, 6), -2, 2), values(f"{name}/p", (rows, 6), -2, 2)
    if kind == "labels":
        return whole(f"{name}/y", (rows,), 3), whole(f"{name}/p", (rows,), 3)
    if kind == "sorted classes":
        order = np.argsort(values(f"{name}/p", (rows, 6)), axis=-1).astype("int32")
        return whole(f"{name}/y", (rows,), 6), order
    labels = np.eye(6, dtype="float32")[whole(f"{name}/y", (rows,), 6)]
    return labels, probabilities(f"{name}/p", (rows, 6))


CASES: list[tuple[str, dict[str, Any], str]] = [
    ("Accuracy", {}, "equal"),
    ("BinaryAccuracy", {}, "binary"),
    ("BinaryAccuracy", {}, "binary flat"),
    ("BinaryAccuracy", {"threshold": 0.3}, "binary"),
    ("CategoricalAccuracy", {}, "one hot"),
    ("SparseCategoricalAccuracy", {}, "classes"),
    ("SparseCategoricalAccuracy", {}, "classes column"),
    ("SparseCategoricalAccuracy", {}, "pixels"),
    ("TopKCategoricalAccuracy", {"k": 2}, "one hot"),
    ("SparseTopKCategoricalAccuracy", {"k": 3}, "classes"),
    ("MeanSquaredError", {}, "numbers"),
    ("MeanSquaredError", {}, "column"),
    ("RootMeanSquaredError", {}, "numbers"),
    ("MeanAbsoluteError", {}, "numbers"),
    ("MeanAbsolutePercentageError", {}, "numbers"),
    ("MeanSquaredLogarithmicError", {}, "positive"),
    ("CosineSimilarity", {}, "numbers"),
    ("LogCoshError", {}, "numbers"),
    ("KLDivergence", {}, "one hot"),
    ("Poisson", {}, "positive"),
    ("BinaryCrossentropy", {}, "binary"),
    ("BinaryCrossentropy", {"label_smoothing": 0.1}, "binary"),
    ("CategoricalCrossentropy", {}, "one hot"),
    ("SparseCategoricalCrossentropy", {}, "classes"),
    ("SparseCategoricalCrossentropy", {}, "pixels"),
    ("SparseCategoricalCrossentropy", {"ignore_class": 1}, "classes"),
    ("Hinge", {}, "binary"),
    ("SquaredHinge", {}, "numbers"),
    ("CategoricalHinge", {}, "one hot"),
    ("Precision", {}, "binary"),
    ("Precision", {"thresholds": [0.25, 0.75]}, "binary flat"),
    ("Precision", {"class_id": 1}, "one hot"),
    ("Recall", {}, "binary"),
    ("Recall", {"thresholds": 0.3}, "binary"),
    ("Precision", {"top_k": 2}, "one hot"),
    ("Recall", {"top_k": 3, "class_id": 2}, "one hot"),
    ("AUC", {}, "binary"),
    ("AUC", {"num_thresholds": 20, "summation_method": "minoring"}, "binary"),
    ("AUC", {"num_thresholds": 20, "curve": "PR", "summation_method": "majoring"}, "binary"),
    ("AUC", {"num_thresholds": 20, "curve": "PR"}, "binary"),
    ("AUC", {"num_thresholds": 20, "curve": "PRGAIN"}, "binary"),
    ("AUC", {"thresholds": [0.2, 0.5, 0.9]}, "binary"),
    ("AUC", {"multi_label": True, "num_labels": 2, "num_thresholds": 9}, "two labels"),
    ("AUC", {"multi_label": True, "label_weights": [1.0, 3.0], "curve": "PR"}, "two labels"),
    ("AUC", {"from_logits": True, "num_thresholds": 20}, "binary logits"),
    ("TruePositives", {}, "binary"),
    ("TrueNegatives", {"thresholds": [0.3, 0.7]}, "binary"),
    ("FalsePositives", {}, "binary"),
    ("FalseNegatives", {"thresholds": 0.3}, "binary"),
    ("F1Score", {}, "one hot"),
    ("F1Score", {"average": "weighted", "threshold": 0.2}, "one hot"),
    ("FBetaScore", {"average": "macro", "beta": 2.0}, "one hot"),
    ("FBetaScore", {"average": "micro", "beta": 0.5}, "one hot"),
    ("R2Score", {}, "numbers"),
    ("R2Score", {"class_aggregation": None}, "numbers"),
    ("R2Score", {"class_aggregation": "variance_weighted_average"}, "numbers"),
    ("R2Score", {"num_regressors": 2}, "column"),
    ("PearsonCorrelation", {}, "rows"),
    ("ConcordanceCorrelation", {}, "rows"),
    ("SensitivityAtSpecificity", {"specificity": 0.5}, "binary"),
    ("SpecificityAtSensitivity", {"sensitivity": 0.6, "num_thresholds": 20}, "binary"),
    ("PrecisionAtRecall", {"recall": 0.4}, "binary"),
    ("RecallAtPrecision", {"precision": 0.5, "num_thresholds": 20}, "binary"),
    ("IoU", {"num_classes": 3, "target_class_ids": [0, 2]}, "labels"),
    ("BinaryIoU", {}, "binary"),
    ("BinaryIoU", {"target_class_ids": [1], "threshold": 0.3}, "binary"),
    ("MeanIoU", {"num_classes": 3}, "labels"),
    ("MeanIoU", {"num_classes": 6, "sparse_y_pred": False, "ignore_class": 1}, "classes"),
    ("OneHotIoU", {"num_classes": 6, "target_class_ids": [1, 2]}, "one hot"),
    ("OneHotMeanIoU", {"num_classes": 6}, "one hot"),
    (
        "SparseTopKCategoricalAccuracy",
        {"k": 2, "from_sorted_ids": True},
        "sorted classes",
    ),
    ("Mean", {}, "values"),
    ("Sum", {}, "values"),
]


def cases() -> list[dict[str, Any]]:
    return [_case(*entry, weighted) for entry in CASES for weighted in (False, True)]


def _case(class_name: str, config: dict[str, Any], kind: str, weighted: bool) -> dict[str, Any]:
    metric = getattr(keras.metrics, class_name)(**config)
    batches = []
    for index, rows in enumerate(SIZES):
        name = f"{class_name}/{kind}/{index}"
        single = kind == "values"
        arrays = (values(name, (rows, 2)),) if single else _problem(kind, name, rows)
        weight = values(f"{name}/w", (rows,), 0.1, 2.0)
        if "IoU" in class_name:
            # Keras's tables of overlaps hold whole numbers.
            weight = np.ceil(weight)
        metric.update_state(*arrays, sample_weight=weight if weighted else None)
        batches.append(
            {
                "arrays": [array(a) for a in arrays],
                "weight": array(weight) if weighted else None,
                "result": array(metric.result()),
            }
        )
    return {
        "name": " ".join(
            [class_name, *config, f"({kind})", "weighted" if weighted else ""]
        ).strip(),
        "metric": class_name,
        "config": config,
        "batches": batches,
    }
