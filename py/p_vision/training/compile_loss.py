"""The loss of a compiled model: one for each output, weighted and added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from p_vision import losses as losses_module
from p_vision import metrics as metrics_module
from p_vision.errors import ArgumentError, ShapeError, closest_names
from p_vision.training.output_names import by_output, check_names, is_nested, names_of_outputs

__all__ = ["CompileLoss"]


class _Part(NamedTuple):
    """The loss of one output: its place among the outputs, its factor and its name."""

    place: int
    loss: Any
    factor: float
    name: str


class CompileLoss:
    """Adds up the losses of all outputs.

    Args:
        loss: What `compile` got: a name, object or function, or a list or dictionary of them.
        loss_weights: Factors of the same nesting, or None.
        output_names: The names of the model's outputs, if it knows them.
    """

    def __init__(
        self, loss: Any, loss_weights: Any = None, output_names: list[str] | None = None
    ) -> None:
        self._loss = loss
        self._loss_weights = loss_weights
        self._output_names = output_names
        self._parts: list[_Part] | None = None
        self._trackers: list[Any] = []

    @property
    def metrics(self) -> list[Any]:
        """The running mean of each output's loss, when there are several."""
        return self._trackers

    @property
    def names(self) -> list[str]:
        """The names of the losses in use: those of their outputs where there are several."""
        return [part.name for part in self._parts or []]

    @property
    def losses(self) -> list[Any]:
        """The losses in use, once built."""
        return [part.loss for part in self._parts or []]

    def build(self, y_pred: Any, y_true: Any = None) -> None:
        """Find the loss of each output from the outputs' nesting.

        Args:
            y_pred: The outputs, or their shapes.
            y_true: The targets, or their shapes; needed for the loss "crossentropy".
        """
        if self._parts is not None:
            return
        names = names_of_outputs(y_pred, self._output_names)
        check_names(self._loss, names, "loss")
        check_names(self._loss_weights, names, "loss_weights")
        given = by_output(self._loss, names, "loss")
        weights = by_output(self._loss_weights, names, "loss_weights")
        outputs = by_output(y_pred, names, "the model")
        targets = by_output(y_true, names, "y")
        found = []
        for place, loss in enumerate(given):
            for one in loss if isinstance(loss, (list, tuple)) else [loss]:
                if one is None:
                    continue
                resolved = losses_module.get(_by_shapes(one, targets[place], outputs[place]))
                weight = _weight(weights[place])
                own = one if isinstance(one, str) else getattr(resolved, "name", None)
                name = names[place] or own or resolved.__name__
                found.append(_Part(place, resolved, weight, name))
        if not found:
            known = ", ".join(name for name in names if name)
            raise ArgumentError(
                f"loss={self._loss!r} names no output of the model. Its outputs are: {known}."
            )
        if isinstance(self._loss, Mapping) and isinstance(y_pred, Mapping):
            order = list(self._loss)
            found.sort(key=lambda part: order.index(part.name) if part.name in order else 0)
        self._parts = found
        if len(found) > 1:
            self._trackers = [metrics_module.Mean(name=f"{part.name}_loss") for part in found]

    def pairs(self, y_true: Any, y_pred: Any) -> list[tuple[Any, Any, Any]]:
        """Each loss with its target and its output."""
        names = names_of_outputs(y_pred, self._output_names)
        if len(self._with_loss()) > 1 and not is_nested(y_true):
            listed = ", ".join(str(name) for name in names if name)
            raise ShapeError(
                f"The model has {len(names)} outputs{f' ({listed})' if listed else ''}, but y is "
                "one array: pass a list with an array for each, or a dictionary by name."
            )
        targets = by_output(y_true, names, "y", partial=self._with_loss())
        outputs = by_output(y_pred, names, "the model")
        return [(part.loss, targets[part.place], outputs[part.place]) for part in self._parts or []]

    def _with_loss(self) -> list[int]:
        return sorted({part.place for part in self._parts or []})

    def __call__(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        """The sum of the weighted losses, a scalar tensor."""
        self.build(y_pred, y_true)
        assert self._parts is not None
        names = names_of_outputs(y_pred, self._output_names)
        weights = by_output(sample_weight, names, "sample_weight")
        total = None
        for index, (part, (loss, target, output)) in enumerate(
            zip(self._parts, self.pairs(y_true, y_pred), strict=True)
        ):
            if target is None:
                raise ShapeError(_nothing_for(part.name, y_true))
            value = _value(loss, target, output, weights[part.place])
            if self._trackers:
                self._trackers[index].update_state(value, sample_weight=output.shape[0])
            if part.factor != 1.0:
                value = value * part.factor
            total = value if total is None else total + value
        return total


def _nothing_for(name: str, y: Any) -> str:
    text = f"y has nothing for the output {name!r} of the model."
    if not isinstance(y, Mapping):
        return text
    near = closest_names(name, [str(key) for key in y])
    hint = f" Did you mean '{name}' by '{near[0]}'?" if near else ""
    return f"{text}{hint} y has: {', '.join(str(key) for key in y)}."


def _value(loss: Any, target: Any, output: Any, weight: Any) -> Any:
    if isinstance(loss, losses_module.Loss):
        return loss(target, output, sample_weight=weight)
    return losses_module.LossFunctionWrapper(loss)(target, output, sample_weight=weight)


def _by_shapes(loss: Any, y_true: Any, y_pred: Any) -> Any:
    """The crossentropy that fits the shapes, for the loss named "crossentropy"."""
    if not isinstance(loss, str) or loss.lower() not in ("crossentropy", "ce") or y_true is None:
        return loss
    return f"{kind_of_classes(y_true, y_pred)}_crossentropy"


def kind_of_classes(y_true: Any, y_pred: Any) -> str:
    """Whether targets are "binary", class numbers or one-hot, told by the shapes."""
    width = y_pred.shape[-1] if len(y_pred.shape) else 1
    if width == 1:
        return "binary"
    if len(y_true.shape) < len(y_pred.shape) or (y_true.shape[-1] == 1 and width > 1):
        return "sparse_categorical"
    return "categorical"


def _weight(value: Any) -> float:
    if value is None:
        return 1.0
    try:
        return float(value)
    except (TypeError, ValueError):
        raise ArgumentError(
            f"loss_weights holds {value!r}, but takes numbers. In compile(optimizer, loss, ...) "
            "the third argument is loss_weights: write metrics=['accuracy']."
        ) from None
