"""Making a model ready for the data it gets: shapes, metrics, optimizer, and checks."""

from __future__ import annotations

from typing import Any

from p_vision import tracing
from p_vision.errors import ArgumentError, PVisionError, ValueNeededError
from p_vision.notices import warn
from p_vision.training.advice import advice_on_output
from p_vision.training.input_fitting import fit_inputs
from p_vision.training.recorder import Recorder, tensor_from_samples
from p_vision.training.samples import Samples
from p_vision.training.sources import Batch, Nesting
from p_vision.training.steps import Steps
from p_vision.training.structure import flatten, pack, structure_of
from p_vision.training.target_checks import (
    check_labels,
    check_targets,
    is_sparse,
    warn_of_range,
)

__all__ = ["Preparation"]


class Preparation(Steps):
    """What fitting, evaluating and predicting share; `Model` inherits it."""

    name: str
    backend: Any
    optimizer: Any = None
    loss: Any = None
    compiled = False
    run_eagerly = False
    stop_training = False
    history: Any = None
    _compile_loss: Any = None
    _compile_metrics: Any = None
    _loss_tracker: Any = None
    _warnings_checked = False
    #: How many inputs and outputs there are; says what a list of arrays means.
    _nesting = Nesting()

    @property
    def _said_of_targets(self) -> set[str]:
        found: set[str] = self.__dict__.setdefault("_said", set())
        return found

    @property
    def _recorder(self) -> Recorder:
        found = self.__dict__.get("_recorded_steps")
        if found is None:
            found = self.__dict__["_recorded_steps"] = Recorder(self)
        return found

    def _require_compiled(self, method: str) -> None:
        if not self.compiled:
            raise ArgumentError(
                f"'{self.name}' is not compiled yet. Before {method}() call, for example, "
                "model.compile(optimizer='adam', loss='mse')."
            )

    def _input_specs(self, x: Any) -> list[tuple[Any, str | None, str]]:
        """Shape, number type and name of each array of x; empty when the model takes anything."""
        return []

    def _fitted_batch(self, batch: Batch, stage: str) -> Batch:
        """The batch as the model takes it; builds the model at the first one.

        Raises:
            ShapeError: The data does not fit the model.
            ArgumentError: Labels the model has no output for.
        """
        expected = self._input_specs(batch.x)
        leaves = flatten(batch.x)
        if len(expected) == len(leaves):
            fitted = [
                fit_inputs(leaf, shape, dtype, self.name, name)
                for leaf, (shape, dtype, name) in zip(leaves, expected, strict=True)
            ]
            x = pack(structure_of(batch.x), fitted)
            batch = Batch(x, batch.y, batch.sample_weight)
        outputs = self._outputs_for(batch, stage)
        if stage == "predict":
            return batch
        self._make_ready(batch, outputs, stage)
        if batch.y is not None and self._compile_loss is not None and outputs is not None:
            self._check_y(batch.y, outputs)
        return batch

    def _outputs_for(self, batch: Batch, stage: str) -> Any:
        """Shapes of what the model gives for a batch; None where a step of its own decides that."""
        if stage == "predict" and self._shapes_known():
            return None
        own_step = getattr(type(self), f"{stage}_step") is not getattr(Steps, f"{stage}_step")
        if not own_step:
            return self._output_specs(batch)
        try:
            return self._output_specs(batch)
        except (NotImplementedError, PVisionError, TypeError):
            # The step may use the layers in another way than `call` does.
            return None

    def _shapes_known(self) -> bool:
        return bool(self.built)  # type: ignore[attr-defined]

    def _output_specs(self, batch: Batch) -> Any:
        """Shapes of what the model gives; builds it if need be."""
        leaves = flatten(batch.x)
        structure = structure_of(batch.x)
        key = (structure, tuple((leaf.shape[1:], leaf.dtype) for leaf in leaves))
        known = self.__dict__.setdefault("_known_outputs", {})
        if key not in known:
            specs = [tracing.TensorSpec((None, *leaf.shape[1:]), leaf.dtype) for leaf in leaves]
            try:
                known[key] = tracing.compute_output_spec(
                    lambda *inputs: self(pack(structure, list(inputs)), training=False),  # type: ignore[operator]
                    *specs,
                )
            except ValueNeededError:
                known[key] = self._output_specs_of_values(batch)
            if known[key] is None:
                raise ArgumentError(
                    f"{type(self).__name__} '{self.name}' returned None from call(): is a `return` "
                    "missing?"
                )
        return known[key]

    def _output_specs_of_values(self, batch: Batch) -> Any:
        """Shapes of what the model gives, where its code looks at values: they are computed."""
        few = batch.map(lambda leaf: leaf.slice(0, 2))
        inputs = [tensor_from_samples(leaf) for leaf in flatten(few.x)]
        outputs = self(pack(structure_of(few.x), inputs), training=False)  # type: ignore[operator]
        return tracing.map_leaves(
            lambda leaf: tracing.TensorSpec((None, *leaf.shape[1:]), leaf.dtype), outputs
        )

    def _make_ready(self, batch: Batch, outputs: Any, stage: str) -> None:
        targets = pack(
            structure_of(batch.y),
            [tracing.TensorSpec(leaf.shape, leaf.dtype) for leaf in flatten(batch.y)],
        )
        if self._compile_loss is not None and batch.y is not None and outputs is not None:
            self._compile_loss.build(outputs, targets)
            if not self._warnings_checked and hasattr(outputs, "shape"):
                self._warnings_checked = True
                last = self.layers[-1] if self.layers else None  # type: ignore[attr-defined]
                names = self._compile_metrics
                for loss in self._compile_loss.losses:
                    for line in advice_on_output(last, loss, outputs, names):
                        warn(line)
        metrics = self._compile_metrics
        known = outputs is not None and batch.y is not None
        if metrics is not None and not metrics.built and known:
            metrics.build(targets, outputs)
            self._recorder.metrics_changed()
        if stage == "train" and self.optimizer is not None and not self.optimizer.built:
            variables = self.trainable_variables  # type: ignore[attr-defined]
            if variables:  # else the step makes them, and the optimizer follows
                self.optimizer.build(variables)

    def _check_y(self, y: Any, outputs: Any) -> None:
        layers = self.layers  # type: ignore[attr-defined]
        last = layers[-1].name if layers and hasattr(outputs, "shape") else None
        names = self._compile_loss.names
        for place, (loss, target, output) in enumerate(self._compile_loss.pairs(y, outputs)):
            if not isinstance(target, Samples) or not hasattr(output, "shape"):
                continue
            who = last if last or len(names) < 2 else names[place]
            check_targets(target, tuple(output.shape), loss, who)
            said = warn_of_range(target, loss)
            if said and said not in self._said_of_targets:
                self._said_of_targets.add(said)
                warn(said)
            classes = output.shape[-1] if len(output.shape) > 1 else None
            if is_sparse(loss) and classes is not None and classes > 1:
                check_labels(target, classes, getattr(loss, "ignore_class", None))
