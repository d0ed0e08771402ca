"""Metrics besides their numbers: names, state, own ones."""

from __future__ import annotations

from typing import Any

import pytest

from p_vision import metrics, ops
from p_vision.errors import UnknownNameError


def test_lookup() -> None:
    assert isinstance(metrics.get("mae"), metrics.MeanAbsoluteError)
    assert isinstance(metrics.get("BinaryAccuracy"), metrics.BinaryAccuracy)
    assert metrics.get(metrics.binary_accuracy) is metrics.binary_accuracy
    with pytest.raises(UnknownNameError, match="Did you mean 'accuracy'"):
        metrics.get("acuracy")


def test_mean_weighs_batches_by_their_size() -> None:
    metric = metrics.Mean(name="loss")
    metric.update_state([1.0, 1.0, 1.0])
    metric.update_state([5.0])
    assert float(metric.result()) == 2.0
    metric.update_state(2.0, sample_weight=4)
    assert float(metric.result()) == 2.0
    assert [variable.name for variable in metric.variables] == ["total", "count"]
    assert len(metric.variables) == 2


def test_mean_of_nothing_is_zero() -> None:
    assert float(metrics.Mean().result()) == 0.0


def test_metric_of_a_function() -> None:
    def bias(y_true: Any, y_pred: Any) -> Any:
        return ops.mean(ops.subtract(y_pred, y_true), axis=-1)

    metric = metrics.MeanMetricWrapper(bias)
    metric.update_state([[1.0], [2.0]], [[2.0], [2.0]])
    assert metric.name == "bias"
    assert float(metric.result()) == 0.5


def test_metrics_inside_of_metrics_are_found() -> None:
    class Both(metrics.Metric):
        def __init__(self) -> None:
            super().__init__(name="both")
            self.parts = [metrics.Mean(), metrics.Sum()]

        def update_state(self, values: Any) -> None:
            for part in self.parts:
                part.update_state(values)

        def result(self) -> Any:
            return self.parts[0].result() + self.parts[1].result()

    both = Both()
    assert float(both([1.0, 3.0])) == 6.0
    assert len(both.variables) == 3
    both.reset_state()
    assert float(both.result()) == 0.0
