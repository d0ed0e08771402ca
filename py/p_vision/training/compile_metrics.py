"""The metrics of a compiled model, found by name and by the shapes they are given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from p_vision import metrics as metrics_module
from p_vision.errors import ShapeError
from p_vision.training.compile_loss import kind_of_classes
from p_vision.training.output_names import by_output, check_names, names_of_outputs

__all__ = ["CompileMetrics"]

_ACCURACY = ("accuracy", "acc")
_CROSSENTROPY = ("crossentropy", "ce")


class _Part(NamedTuple):
    """A metric of one output, and the name of its value."""

    place: int
    metric: Any
    weighted: bool
    name: str


class CompileMetrics:
    """Updates every metric of every output.

    Args:
        metrics: What `compile` got: a list of names, objects or functions; for several outputs a
            list of lists or a dictionary.
        weighted_metrics: The same; these take `sample_weight` into account.
        output_names: The names of the model's outputs, if it knows them.
    """

    def __init__(
        self,
        metrics: Any = None,
        weighted_metrics: Any = None,
        output_names: list[str] | None = None,
    ) -> None:
        self._metrics = metrics
        self._weighted_metrics = weighted_metrics
        self._output_names = output_names
        self._parts: list[_Part] | None = None

    @property
    def metrics(self) -> list[Any]:
        """All metrics in order, once built."""
        return [part.metric for part in self._parts or []]

    @property
    def names(self) -> list[str]:
        """The names of the values, in the order in which `evaluate` lists them."""
        return sorted(part.name for part in self._parts or [])

    @property
    def built(self) -> bool:
        """Whether the names have been resolved."""
        return self._parts is not None

    def build(self, y_true: Any, y_pred: Any) -> None:
        """Make the metrics; 'accuracy' becomes the one that fits the shapes."""
        if self._parts is not None:
            return
        names = names_of_outputs(y_pred, self._output_names)
        targets, outputs = by_output(y_true, names, "y"), by_output(y_pred, names, "the model")
        found: list[_Part] = []
        taken: dict[str, int] = {}
        for given, weighted in ((self._metrics, False), (self._weighted_metrics, True)):
            if given is None:
                continue
            what = "weighted_metrics" if weighted else "metrics"
            check_names(given, names, what)
            for place, wanted in enumerate(_per_output(given, names, what)):
                output = names[place] if len(names) > 1 else None
                for identifier in _as_list(wanted):
                    if identifier is not None and targets[place] is not None:
                        metric = _metric(identifier, targets[place], outputs[place])
                        name = _free_name(output, metric.name, taken, weighted)
                        found.append(_Part(place, metric, weighted, name))
        self._parts = found

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take one batch into account."""
        self.build(y_true, y_pred)
        names = names_of_outputs(y_pred, self._output_names)
        targets, outputs = by_output(y_true, names, "y"), by_output(y_pred, names, "the model")
        weights = by_output(sample_weight, names, "sample_weight")
        for place, metric, weighted, _ in self._parts or []:
            weight = weights[place] if weighted else None
            try:
                metric.update_state(targets[place], outputs[place], sample_weight=weight)
            except ShapeError as error:
                if not type(metric).__module__.startswith("p_vision."):
                    raise
                raise _misfit(metric, targets[place], outputs[place], error) from None

    def result(self) -> dict[str, Any]:
        """All values so far, by name."""
        return {part.name: part.metric.result() for part in self._parts or []}


def _misfit(metric: Any, target: Any, output: Any, error: ShapeError) -> ShapeError:
    """The error of a metric in terms of y and the output."""
    given, made = tuple(target.shape), tuple(output.shape)
    if given == made:
        return error
    text = f"The metric '{metric.name}' cannot compare y of shape {given} with the output of {made}"
    if len(given) < len(made) or given[-1] == 1:
        return ShapeError(
            f"{text}. It takes one row per sample: to_categorical(y, {made[-1]}), or use "
            "metrics=['accuracy']."
        )
    return ShapeError(f"{text}.")


def _free_name(output: str | None, metric: str, taken: dict[str, int], weighted: bool) -> str:
    """A name no other value has, made in Keras's way."""
    prefix = f"{output}_" if output else ""
    name = f"{prefix}{metric}"
    if name in taken and weighted:
        name = f"{prefix}weighted_{metric}"
    count = taken.get(name, 0)
    taken[name] = count + 1
    return f"{name}_{count}" if count else name


def _per_output(given: Any, names: list[str | None], what: str) -> list[Any]:
    if isinstance(given, Mapping):
        return by_output(given, names, what)
    listed = _as_list(given)
    if len(names) == 1:
        flat: list[Any] = []
        for entry in listed:
            flat.extend(_as_list(entry))
        return [flat]
    if len(listed) == len(names):
        return listed
    if any(isinstance(entry, (list, tuple)) for entry in listed):
        return by_output(listed, names, what)
    return [listed for _ in names]


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _metric(identifier: Any, y_true: Any, y_pred: Any) -> Any:
    if isinstance(identifier, metrics_module.Metric):
        return identifier
    if isinstance(identifier, type) and issubclass(identifier, metrics_module.Metric):
        return identifier()
    name = identifier if isinstance(identifier, str) else getattr(identifier, "__name__", None)
    if isinstance(identifier, str) and identifier.lower() in _ACCURACY + _CROSSENTROPY:
        kind = "accuracy" if identifier.lower() in _ACCURACY else "crossentropy"
        identifier = f"{kind_of_classes(y_true, y_pred)}_{kind}"
    resolved = metrics_module.get(identifier)
    if isinstance(resolved, metrics_module.Metric):
        if name is not None:
            resolved.name = name
        return resolved
    return metrics_module.MeanMetricWrapper(resolved, name=name or "metric")
