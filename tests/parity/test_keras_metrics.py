"""Metrics give Keras's numbers after every batch."""

from __future__ import annotations

from typing import Any

import pytest
from checked_values import array, case_id, golden

from p_vision import metrics


@pytest.mark.parametrize("case", golden("metrics"), ids=case_id)
def test_metric_is_keras_s(case: dict[str, Any], backend: str, close: Any) -> None:
    metric = getattr(metrics, case["metric"])(**case["config"])
    for _ in range(2):
        for batch in case["batches"]:
            weight = None if batch["weight"] is None else array(batch["weight"])
            metric.update_state(*[array(a) for a in batch["arrays"]], sample_weight=weight)
            close(metric.result(), batch["result"], "result")
        metric.reset_state()
        assert not metric.result().numpy().any()


@pytest.mark.parametrize("case", golden("metrics")[::2], ids=case_id)
def test_configuration_makes_the_same_metric(case: dict[str, Any]) -> None:
    metric = getattr(metrics, case["metric"])(**case["config"])
    again = metrics.deserialize(metrics.serialize(metric))
    assert again.get_config() == metric.get_config()
