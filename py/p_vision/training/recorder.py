"""Keeps the recorded steps of a model: each is recorded once per shape of batch."""

from __future__ import annotations

import json
from array import array
from typing import Any

from p_vision import engine, ops, tracing
from p_vision.callbacks.callback import Logs
from p_vision.callbacks.named_numbers import NamedNumbers
from p_vision.errors import IndexOutOfRangeError, ValueNeededError
from p_vision.notices import warn
from p_vision.tensor import Tensor, read_all
from p_vision.training.freezing import warn_of_change
from p_vision.training.lookup_errors import explained
from p_vision.training.number_reader import NumberReader
from p_vision.training.samples import Samples
from p_vision.training.sources import Batch
from p_vision.training.structure import pack
from p_vision.variable import Variable

__all__ = ["Recorder", "StepProgram", "tensor_from_samples"]


def tensor_from_samples(samples: Samples) -> Tensor:
    """Copy samples into a tensor of the backend in use."""
    target = engine.default()
    sizes = ",".join(map(str, samples.shape))
    handle = target.upload(samples.address, samples.nbytes, samples.source, samples.dtype, sizes)
    return Tensor(handle, target)


class StepProgram:
    """One step of a model for one shape of batch, recorded or run as Python.

    Args:
        recorder: What it belongs to.
        stage: `"train"`, `"test"` or `"predict"`.
        program: The recorded step; None runs the Python code each time.
        logs: The values the step returned, when they are not those of the metrics: a variable
            for each tensor, or a plain number.
    """

    def __init__(
        self,
        recorder: Recorder,
        stage: str,
        program: tracing.Program | None = None,
        logs: dict[str, Any] | None = None,
    ) -> None:
        self._recorder = recorder
        self._stage = stage
        self._program = program
        self._logs = logs

    @property
    def program(self) -> tracing.Program | None:
        """What was recorded; None where the step runs as Python."""
        return self._program

    def plan(self, data: Batch, order: array[int], first_row: int, size: int) -> str:
        """Say where the engine finds the samples of each batch, as JSON."""
        columns = [
            {
                "address": leaf.address,
                "dtype": leaf.source,
                "row_shape": list(leaf.shape[1:]),
                "rows": leaf.rows,
            }
            for leaf in data.leaves
        ]
        return json.dumps(
            {
                "columns": columns,
                "indices_address": order.buffer_info()[0] + first_row * order.itemsize,
                "indices_count": len(order) - first_row,
                "batch": size,
            }
        )

    def run_steps(self, plan: str, first: int, steps: int, budget_ms: float) -> int:
        """Run several steps on gathered batches; returns how many were run."""
        assert self._program is not None
        try:
            return self._program.run_steps(plan, first, steps, budget_ms)
        except IndexOutOfRangeError as error:
            raise explained(error, self._recorder.model) from None

    def run(self, batch: Batch) -> Any:
        """Run one step on a batch; returns what the step gives (for predictions)."""
        tensors = [tensor_from_samples(leaf) for leaf in batch.leaves]
        if self._program is not None:
            try:
                return self._program.run(*tensors)
            except IndexOutOfRangeError as error:
                raise explained(error, self._recorder.model) from None
        returned = self._recorder.call_step(self._stage, pack(batch.structure, list(tensors)))
        if self._stage != "predict":
            self._logs = self._recorder.extra_logs(returned)
        return returned

    def read_logs(self) -> Logs:
        """The values to report so far, in one read-back, sorted by name."""
        if self._logs is None:
            return self._recorder.read_metrics()
        values = {
            name: value._read() if isinstance(value, Variable) else value
            for name, value in self._logs.items()
        }
        return _numbers(values)


class Recorder:
    """Records the steps of one model.

    Args:
        model: The model; its `train_step`, `test_step` and `predict_step` are recorded.
    """

    def __init__(self, model: Any) -> None:
        self.model = model
        self._steps: dict[Any, StepProgram] = {}
        self._engine: engine.Engine | None = None
        self._trained: tuple[int, ...] | None = None
        self._result: tracing.Program | None = None
        #: Reads what the program of results gives, where that is single numbers.
        self._numbers: NumberReader | None = None
        self._reset: tracing.Program | None = None
        self._eager_metrics = False
        self._eager_stages: set[str] = set()

    def forget(self) -> None:
        """Drop all that was recorded: the model has changed."""
        self._steps.clear()
        self._trained = None
        self._result = self._reset = None
        self._eager_metrics = False
        self._eager_stages.clear()

    def _check_engine(self) -> None:
        """Record anew after the engine was started again; to another one programs go along."""
        now = engine.default()
        if now is not self._engine:
            if self._engine is not None and self._engine.dead:
                self._steps.clear()
                self._result = self._reset = None
            self._engine = now

    def refresh(self) -> None:
        """Notice which weights are trained now."""
        variables = self.model.trainable_variables
        trained = tuple(id(variable) for variable in variables)
        if trained != self._trained:
            if self._trained:
                warn_of_change(self.model, variables)
            self._trained = trained
            self._steps.clear()

    def records(self, stage: str) -> bool:
        """Whether a step is recorded, not run as Python."""
        return not self.model.run_eagerly and stage not in self._eager_stages

    def give_up(self, stage: str, error: ValueNeededError) -> None:
        """Run a step as Python from now on, and say so once."""
        self._eager_stages.add(stage)
        reason = str(error).split(" Run it eagerly")[0]
        warn(
            f"{stage}_step of '{self.model.name}' is run as plain Python, which is slower: {reason}"
        )

    def prepared(self, batch: Batch, stage: str) -> Batch:
        """The batch as the model takes it, checked."""
        found: Batch = self.model._fitted_batch(batch, stage)
        return found

    def step(self, stage: str, data: Batch, size: int) -> StepProgram:
        """The recorded step for batches of `size` samples like those of `data`.

        Raises:
            ValueNeededError: The step looks at values, so it cannot be recorded.
        """
        self._check_engine()
        leaves = data.leaves
        structure = data.structure
        key = (stage, size, structure, tuple((leaf.dtype, leaf.shape[1:]) for leaf in leaves))
        found = self._steps.get(key)
        if found is None:
            specs = [tracing.TensorSpec((size, *leaf.shape[1:]), leaf.dtype) for leaf in leaves]
            found = self._steps[key] = self._recorded(stage, specs, structure)
        return found

    def eager_step(self, stage: str) -> StepProgram:
        """The step as plain Python."""
        return StepProgram(self, stage)

    def call_step(self, stage: str, data: Any) -> Any:
        """Call the model's step with tensors or symbols."""
        function = getattr(self.model, f"{stage}_step")
        if data[2] is None:
            data = data[:2] if data[1] is not None else data[:1]
        return function(data if len(data) > 1 else data[0])

    def _recorded(self, stage: str, specs: list[Any], structure: Any) -> StepProgram:
        logs: dict[str, Any] | None = None

        def step(*leaves: Any) -> Any:
            nonlocal logs
            returned = self.call_step(stage, pack(structure, list(leaves)))
            if stage == "predict":
                return returned
            logs = self._kept_logs(self.extra_logs(returned))
            return None

        return StepProgram(self, stage, tracing.trace(step, specs), logs)

    def extra_logs(self, returned: Any) -> dict[str, Any] | None:
        """What a step returned, unless it is just the values of the metrics."""
        if not isinstance(returned, dict):
            return None
        if set(returned) == set(self.model.get_metrics_result()):
            return None
        return returned

    def _kept_logs(self, logs: dict[str, Any] | None) -> dict[str, Any] | None:
        """Variables that hold the values a recorded step returns."""
        if logs is None:
            return None
        kept: dict[str, Any] = {}
        for name, value in logs.items():
            if hasattr(value, "dtype"):
                slot = Variable(0.0, trainable=False, name=f"log_{name}")
                number = ops.mean(ops.cast(value, "float32"))
                slot.assign(number)
                kept[name] = slot
            else:
                kept[name] = value
        return kept

    # Metrics

    def read_metrics(self) -> Logs:
        """The values of all metrics, in one read-back, sorted by name."""
        model = self.model
        self._check_engine()
        if self._numbers is not None and self._result is not None:
            return self._numbers.read()
        if not self._eager_metrics and self._result is None:
            try:
                self._result = tracing.trace(model.get_metrics_result, [])
                self._numbers = NumberReader.of(self._result)
            except ValueNeededError:
                self._eager_metrics = True
        if self._result is None:
            return _numbers(model.get_metrics_result())
        return _numbers(self._result.run())

    def reset_metrics(self) -> None:
        """Let all metrics start anew."""
        self._check_engine()
        if self._reset is None:
            if not self.model.metrics:
                return
            if not self._eager_metrics:
                try:
                    self._reset = tracing.trace(self.model.reset_metrics, [])
                except ValueNeededError:
                    self._eager_metrics = True
        if self._reset is None:
            self.model.reset_metrics()
        else:
            self._reset.run()

    def metrics_changed(self) -> None:
        """Metrics were made: record reading and resetting them again."""
        self._result = self._reset = None


def _numbers(values: dict[str, Any]) -> Logs:
    values = {
        name: value._read() if isinstance(value, Variable) else value
        for name, value in values.items()
    }
    tensors = [value for value in values.values() if isinstance(value, Tensor)]
    read = iter(read_all(tensors))
    numbers: Logs = {}
    for name, value in values.items():
        if isinstance(value, Tensor):
            view = next(read)
            numbers[name] = float(view[0]) if len(view) == 1 else sum(view) / len(view)
        else:
            numbers[name] = float(value)
    return NamedNumbers(sorted(numbers.items()))
