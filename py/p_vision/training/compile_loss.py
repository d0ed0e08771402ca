"""The loss of a compiled model: one for each output, weighted and added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision import losses as losses_module
from p_vision import metrics as metrics_module
from p_vision.errors import ArgumentError, ShapeError

__all__ = ["CompileLoss", "named_outputs"]


def named_outputs(value: Any, like: Any) -> list[tuple[str, Any]]:
    """What belongs to each output of a model, with the output's name.

    Args:
        value: Targets, losses or weights: one for all outputs, a list, or a dictionary by name.
        like: The model's outputs, which say how many there are and their names.
    """
    if isinstance(like, Mapping):
        names = list(like)
        if isinstance(value, Mapping):
            return [(name, value.get(name)) for name in names]
    elif isinstance(like, (list, tuple)):
        names = [f"output_{index}" for index in range(len(like))]
        if isinstance(value, Mapping):
            return [(name, value.get(name)) for name in names]
    else:
        return [("", value)]
    if isinstance(value, (list, tuple)):
        if len(value) != len(names):
            raise ArgumentError(
                f"The model has {len(names)} outputs ({', '.join(names)}), but here are "
                f"{len(value)} entries."
            )
        return list(zip(names, value, strict=True))
    return [(name, value) for name in names]


class CompileLoss:
    """Adds up the losses of all outputs.

    Args:
        loss: What `compile` got: a name, object or function, or a list or dictionary of them.
        loss_weights: Factors of the same nesting, or None.
    """

    def __init__(self, loss: Any, loss_weights: Any = None) -> None:
        self._loss = loss
        self._loss_weights = loss_weights
        self._losses: list[tuple[str, Any, float]] | None = None
        self._trackers: list[Any] = []

    @property
    def metrics(self) -> list[Any]:
        """The running mean of each output's loss, when there are several."""
        return self._trackers

    @property
    def losses(self) -> list[Any]:
        """The losses in use, once built."""
        return [loss for _, loss, _ in self._losses or [] if loss is not None]

    def build(self, y_pred: Any) -> None:
        """Find the loss of each output from the outputs' nesting."""
        if self._losses is not None:
            return
        given = named_outputs(self._loss, y_pred)
        weights = dict(named_outputs(self._loss_weights, y_pred))
        found = []
        for name, loss in given:
            resolved = None if loss is None else losses_module.get(loss)
            weight = weights.get(name)
            found.append((name, resolved, 1.0 if weight is None else float(weight)))
        if all(loss is None for _, loss, _ in found):
            raise ArgumentError(
                f"loss={self._loss!r} names no output of the model. "
                f"Its outputs are: {', '.join(name for name, _, _ in found)}."
            )
        self._losses = found
        if len(found) > 1:
            self._trackers = [
                metrics_module.Mean(name=f"{name}_loss")
                for name, loss, _ in found
                if loss is not None
            ]

    def __call__(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        """The sum of the weighted losses, a scalar tensor."""
        self.build(y_pred)
        assert self._losses is not None
        targets = named_outputs(y_true, y_pred)
        outputs = named_outputs(y_pred, y_pred)
        weights = named_outputs(sample_weight, y_pred)
        trackers = iter(self._trackers)
        total = None
        for index, (name, loss, factor) in enumerate(self._losses):
            if loss is None:
                continue
            target = targets[index][1]
            if target is None:
                raise ShapeError(f"y has nothing for the output {name!r} of the model.")
            value = _value(loss, target, outputs[index][1], weights[index][1])
            if self._trackers:
                next(trackers).update_state(value, sample_weight=outputs[index][1].shape[0])
            if factor != 1.0:
                value = value * factor
            total = value if total is None else total + value
        return total


def _value(loss: Any, target: Any, output: Any, weight: Any) -> Any:
    if isinstance(loss, losses_module.Loss):
        return loss(target, output, sample_weight=weight)
    return losses_module.LossFunctionWrapper(loss)(target, output, sample_weight=weight)
