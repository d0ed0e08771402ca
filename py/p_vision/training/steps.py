"""What one step of training, testing and predicting is, and the numbers it keeps.

Each step is ordinary Python on tensors. `fit` records it once and lets the engine repeat it.
"""

from __future__ import annotations

import inspect
from typing import Any

from p_vision import metrics as metrics_module
from p_vision.errors import ArgumentError
from p_vision.gradient import GradientTape
from p_vision.layers.tracking import owned
from p_vision.training.compile_loss import CompileLoss
from p_vision.training.compile_metrics import CompileMetrics
from p_vision.training.structure import flatten

__all__ = ["Steps", "unpack_batch"]


def unpack_batch(data: Any) -> tuple[Any, Any, Any]:
    """Split what a step receives into x, y and sample_weight; missing ones are None.

    Example:
        >>> unpack_batch((1, 2))
        (1, 2, None)
    """
    if not isinstance(data, tuple):
        return data, None, None
    if not 1 <= len(data) <= 3:
        raise ArgumentError(f"A batch has 1 to 3 parts (x, y, sample_weight), not {len(data)}.")
    x, y, weight = (*data, None, None)[:3]
    return x, y, weight


class Steps:
    """The overridable parts of training that `Model` inherits.

    Reference: https://keras.io/guides/custom_train_step_in_jax/ (the names), with the form of
    the TensorFlow and PyTorch guides: a tape, gradients, `optimizer.apply`.
    """

    optimizer: Any
    loss: Any
    _compile_loss: CompileLoss | None
    _compile_metrics: CompileMetrics | None
    _loss_tracker: Any

    def train_step(self, data: Any) -> dict[str, Any]:
        """One step of training; override it to train in your own way.

        Args:
            data: `(x, y)` or `(x, y, sample_weight)`, tensors of one batch.

        Returns:
            The values to report, by name.
        """
        x, y, sample_weight = unpack_batch(data)
        with GradientTape() as tape:
            y_pred = self(x, training=True)  # type: ignore[operator]
            loss = self._loss_of(x, y, y_pred, sample_weight, training=True)
            scaled = loss if self.optimizer is None else self.optimizer.scale_loss(loss)
        self._track_loss(loss, x)
        variables = self.trainable_variables  # type: ignore[attr-defined]
        if variables:
            gradients = tape.gradient(scaled, variables)
            self.optimizer.apply(gradients, variables)
        return self.compute_metrics(x, y, y_pred, sample_weight)

    def test_step(self, data: Any) -> dict[str, Any]:
        """One step of evaluation; override it to evaluate in your own way.

        Args:
            data: `(x, y)` or `(x, y, sample_weight)`, tensors of one batch.

        Returns:
            The values to report, by name.
        """
        x, y, sample_weight = unpack_batch(data)
        y_pred = self(x, training=False)  # type: ignore[operator]
        loss = self._loss_of(x, y, y_pred, sample_weight, training=False)
        self._track_loss(loss, x)
        return self.compute_metrics(x, y, y_pred, sample_weight)

    def predict_step(self, data: Any) -> Any:
        """One step of prediction; override it to predict in your own way.

        Args:
            data: `x` or a tuple that begins with it, tensors of one batch.
        """
        return self(unpack_batch(data)[0], training=False)  # type: ignore[operator]

    def _loss_of(self, x: Any, y: Any, y_pred: Any, sample_weight: Any, training: bool) -> Any:
        """Call `compute_loss`, which a subclass may have written without `training`."""
        taken = inspect.signature(self.compute_loss).parameters
        more: dict[str, Any] = {"training": training}
        if "training" not in taken and not any(
            entry.kind is inspect.Parameter.VAR_KEYWORD for entry in taken.values()
        ):
            more = {}
        return self.compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight, **more)

    def compute_loss(
        self,
        x: Any = None,
        y: Any = None,
        y_pred: Any = None,
        sample_weight: Any = None,
        training: bool = True,
    ) -> Any:
        """The loss of one batch: the compiled loss plus what layers add (regularization).

        Args:
            x: Inputs.
            y: Targets.
            y_pred: What the model gave.
            sample_weight: Weights of the samples, or None.
            training: Whether this is a step of training.

        Returns:
            A scalar tensor.
        """
        total = None
        if self._compile_loss is not None:
            if y is None:
                raise ArgumentError(
                    f"The loss {self.loss!r} compares the output with targets, but there is no y. "
                    "Pass y, or batches of (x, y)."
                )
            total = self._compile_loss(y, y_pred, sample_weight)
        for extra in self.losses:  # type: ignore[attr-defined]
            total = extra if total is None else total + extra
        if total is None:
            raise ArgumentError(
                "There is nothing to minimize: give compile() a loss, "
                "or let a layer call add_loss()."
            )
        return total

    def compute_metrics(
        self, x: Any, y: Any, y_pred: Any, sample_weight: Any = None
    ) -> dict[str, Any]:
        """Update the metrics with one batch and return all values so far.

        Args:
            x: Inputs.
            y: Targets.
            y_pred: What the model gave.
            sample_weight: Weights of the samples, or None.

        Returns:
            Values by name, `"loss"` among them.
        """
        if self._compile_metrics is not None and y is not None:
            self._compile_metrics.update_state(y, y_pred, sample_weight)
        return self.get_metrics_result()

    @property
    def metrics(self) -> list[Any]:
        """The running mean of the loss first, then all other metrics."""
        found = [self._loss_tracker] if self._loss_tracker is not None else []
        found += self._own_metrics()
        if self._compile_loss is not None:
            found += self._compile_loss.metrics
        if self._compile_metrics is not None:
            found += self._compile_metrics.metrics
        return list({id(metric): metric for metric in found}.values())

    @property
    def metrics_names(self) -> list[str]:
        """The names of loss and metrics, in the order in which `evaluate` returns their values."""
        compiled = [] if self._compile_metrics is None else self._compile_metrics.metrics
        inside = {id(metric) for metric in compiled}
        names = [metric.name for metric in self.metrics if id(metric) not in inside]
        return names + ([] if self._compile_metrics is None else self._compile_metrics.names)

    def _own_metrics(self) -> list[Any]:
        """Metrics kept in attributes of the model, and of the layers inside it."""
        found = owned(self, metrics_module.Metric)
        for layer in self._layers:  # type: ignore[attr-defined]
            found += layer._own_metrics() if isinstance(layer, Steps) else _metrics_in(layer)
        return [metric for metric in found if metric is not self._loss_tracker]

    def get_metrics_result(self) -> dict[str, Any]:
        """The values of all metrics so far, by name."""
        values: dict[str, Any] = {}
        compiled = [] if self._compile_metrics is None else self._compile_metrics.metrics
        inside = {id(metric) for metric in compiled}
        for metric in self.metrics:
            if id(metric) in inside:
                continue
            result = metric.result()
            if isinstance(result, dict):
                values.update(result)
            else:
                values[metric.name] = result
        if self._compile_metrics is not None:
            values.update(self._compile_metrics.result())
        return values

    def reset_metrics(self) -> None:
        """Let all metrics start anew."""
        for metric in self.metrics:
            metric.reset_state()

    def _track_loss(self, loss: Any, x: Any) -> None:
        if self._loss_tracker is not None:
            self._loss_tracker.update_state(loss, sample_weight=flatten(x)[0].shape[0])


def _metrics_in(layer: Any) -> list[Any]:
    found = owned(layer, metrics_module.Metric)
    for inner in layer._layers:
        found += _metrics_in(inner)
    return found
