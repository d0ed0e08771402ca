"""The metrics of a compiled model, found by name and by the shapes they are given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from p_vision import metrics as metrics_module
from p_vision.training.compile_loss import named_outputs

__all__ = ["CompileMetrics"]

_ACCURACY = ("accuracy", "acc")
_CROSSENTROPY = ("crossentropy", "ce")


class CompileMetrics:
    """Updates every metric of every output.

    Args:
        metrics: What `compile` got: a list of names, objects or functions; for several outputs a
            list of lists or a dictionary.
        weighted_metrics: The same; these take `sample_weight` into account.
    """

    def __init__(self, metrics: Any = None, weighted_metrics: Any = None) -> None:
        self._metrics = metrics
        self._weighted_metrics = weighted_metrics
        self._found: list[tuple[int, Any, bool]] | None = None

    @property
    def metrics(self) -> list[Any]:
        """All metrics in order, once built."""
        return [metric for _, metric, _ in self._found or []]

    @property
    def built(self) -> bool:
        """Whether the names have been resolved."""
        return self._found is not None

    def build(self, y_true: Any, y_pred: Any) -> None:
        """Make the metrics; 'accuracy' becomes the one that fits the shapes."""
        if self._found is not None:
            return
        found: list[tuple[int, Any, bool]] = []
        for given, weighted in ((self._metrics, False), (self._weighted_metrics, True)):
            if given is None:
                continue
            targets = named_outputs(y_true, y_pred)
            outputs = named_outputs(y_pred, y_pred)
            for index, (name, wanted) in enumerate(_per_output(given, y_pred)):
                prefix = f"{name}_" if len(outputs) > 1 else ""
                for identifier in _as_list(wanted):
                    if identifier is None:
                        continue
                    metric = _metric(identifier, targets[index][1], outputs[index][1], prefix)
                    found.append((index, metric, weighted))
        self._found = found

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take one batch into account."""
        self.build(y_true, y_pred)
        targets = named_outputs(y_true, y_pred)
        outputs = named_outputs(y_pred, y_pred)
        weights = named_outputs(sample_weight, y_pred)
        for index, metric, weighted in self._found or []:
            weight = weights[index][1] if weighted else None
            metric.update_state(targets[index][1], outputs[index][1], sample_weight=weight)


def _per_output(given: Any, y_pred: Any) -> list[tuple[str, Any]]:
    if not isinstance(y_pred, (Mapping, list, tuple)):
        return [("", given)]
    if isinstance(given, Mapping):
        return named_outputs(given, y_pred)
    flat = isinstance(given, str) or not isinstance(given, Iterable)
    nested = not flat and all(isinstance(part, (list, tuple)) or part is None for part in given)
    if nested:
        return named_outputs(list(given), y_pred)
    return [(name, given) for name, _ in named_outputs(None, y_pred)]


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _metric(identifier: Any, y_true: Any, y_pred: Any, prefix: str) -> Any:
    if isinstance(identifier, metrics_module.Metric):
        return identifier
    if isinstance(identifier, type) and issubclass(identifier, metrics_module.Metric):
        return identifier()
    name = identifier if isinstance(identifier, str) else getattr(identifier, "__name__", None)
    if isinstance(identifier, str) and identifier.lower() in _ACCURACY + _CROSSENTROPY:
        identifier = _by_shapes(identifier.lower(), y_true, y_pred)
    resolved = metrics_module.get(identifier)
    if isinstance(resolved, metrics_module.Metric):
        if name is not None:
            resolved.name = f"{prefix}{name}"
        return resolved
    return metrics_module.MeanMetricWrapper(resolved, name=f"{prefix}{name or 'metric'}")


def _by_shapes(name: str, y_true: Any, y_pred: Any) -> str:
    kind = "accuracy" if name in _ACCURACY else "crossentropy"
    width = y_pred.shape[-1] if len(y_pred.shape) else 1
    if width == 1:
        return f"binary_{kind}"
    rank_true, rank_pred = len(y_true.shape), len(y_pred.shape)
    if rank_true < rank_pred or (y_true.shape[-1] == 1 and width > 1):
        return f"sparse_categorical_{kind}"
    return f"categorical_{kind}"
