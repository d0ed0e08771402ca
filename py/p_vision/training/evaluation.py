"""Evaluating, predicting, and what fitting needs of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision import engine, events
from p_vision.callbacks import CallbackList, ProgbarLogger
from p_vision.callbacks.callback import Logs
from p_vision.callbacks.named_numbers import NamedNumbers
from p_vision.errors import ArgumentError, ShapeError
from p_vision.keywords import checked_keywords
from p_vision.training.argument_checks import verbosity
from p_vision.training.data_sources import batch_from, source_from
from p_vision.training.epoch import Epoch
from p_vision.training.preparation import Preparation
from p_vision.training.sources import ArraySource, StreamSource, weighted

__all__ = ["Evaluation"]


class Evaluation(Preparation):
    """The part of `Model` that measures and predicts.

    Reference: https://keras.io/api/models/model_training_apis/
    """

    @checked_keywords
    def evaluate(
        self,
        x: Any = None,
        y: Any = None,
        batch_size: int | None = None,
        verbose: Any = "auto",
        sample_weight: Any = None,
        steps: int | None = None,
        callbacks: Any = None,
        return_dict: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Measure loss and metrics on data.

        Args:
            x: Inputs, as for `fit`.
            y: Targets.
            batch_size: Samples of a step; 32 by default.
            verbose: 0 prints nothing, 1 a progress bar, 2 one line; "auto" is 1.
            sample_weight: One weight per sample.
            steps: Batches to use.
            callbacks: A callback or a list of them.
            return_dict: Return values by name.

        Returns:
            The loss, or a list `[loss, metric, ...]` in the order of `metrics_names`, or a
            dictionary.

        Raises:
            ArgumentError: The model is not compiled.
            ShapeError: Data that does not fit the model.
        """
        self._require_compiled("evaluate")
        _refuse(kwargs, "evaluate")
        with engine.scope(self.backend):
            source = source_from(
                x,
                y,
                sample_weight,
                batch_size,
                steps,
                self._nesting,
                lambda batch: self._fitted_batch(batch, "test"),
            )
            logs = self._evaluate_source(
                source, self._callback_list(callbacks, verbose, source), announce=True
            )
        return logs if return_dict else self._in_order(logs)

    @checked_keywords
    def predict(
        self,
        x: Any,
        batch_size: int | None = None,
        verbose: Any = "auto",
        steps: int | None = None,
        callbacks: Any = None,
    ) -> Any:
        """Compute what the model gives for data.

        Args:
            x: Inputs, as for `fit`.
            batch_size: Samples of a step; 32 by default.
            verbose: 0 prints nothing, 1 a progress bar, 2 one line; "auto" is 1.
            steps: Batches to use.
            callbacks: A callback or a list of them.

        Returns:
            A numpy array with one entry per sample, or lists and dictionaries of arrays as the
            model gives them.

        Raises:
            ShapeError: Data that does not fit the model.
        """
        from p_vision.training.predict_loop import predict_batches

        with engine.scope(self.backend):
            source = source_from(
                x,
                None,
                None,
                batch_size,
                steps,
                self._nesting,
                lambda batch: self._fitted_batch(batch, "predict"),
            )
            return predict_batches(
                self._recorder, source, self._callback_list(callbacks, verbose, source)
            )

    @checked_keywords
    def test_on_batch(
        self, x: Any, y: Any = None, sample_weight: Any = None, return_dict: bool = False
    ) -> Any:
        """Measure loss and metrics on one batch.

        Args:
            x: Inputs.
            y: Targets.
            sample_weight: One weight per sample.
            return_dict: Return values by name.
        """
        self._require_compiled("test_on_batch")
        with engine.scope(self.backend):
            return self._run_one_batch("test", (x, y, sample_weight), None, return_dict)

    @checked_keywords
    def predict_on_batch(self, x: Any) -> Any:
        """Compute what the model gives for one batch, as numpy arrays.

        Args:
            x: Inputs.
        """
        return self.predict(x, batch_size=2**31 - 1, verbose=0)

    def _evaluate_source(
        self, source: ArraySource | StreamSource, callbacks: CallbackList, announce: bool = False
    ) -> Logs:
        """Run all steps of an evaluation; `announce` is for calls outside of `fit`."""
        if announce:
            events.emit({"event": "evaluate_begin", "model": self.name, "steps": source.steps})
        self._recorder.reset_metrics()
        callbacks.on_test_begin()
        report = callbacks.on_progress if announce else _ignore
        epoch = Epoch(self._recorder, "test", source, callbacks, report)
        logs = NamedNumbers(epoch.run())
        if epoch.steps == 0:
            raise ShapeError("The data gave no batches: the generator is empty or was used up.")
        source.end_epoch()
        callbacks.on_test_end(logs)
        if announce:
            events.emit({"event": "evaluate_end", "model": self.name, "logs": dict(logs)})
        return logs

    def _run_one_batch(
        self, stage: str, data: Any, class_weight: Mapping[int, float] | None, return_dict: bool
    ) -> Any:
        x, y, weight = data
        batch = weighted(batch_from(x, y, weight, self._nesting), class_weight)
        batch = self._fitted_batch(batch, stage)
        self._recorder.reset_metrics()
        source = ArraySource(batch, batch.size)
        logs = Epoch(self._recorder, stage, source, CallbackList(), _ignore).run()
        return NamedNumbers(logs) if return_dict else self._in_order(logs)

    def _in_order(self, logs: Logs) -> Any:
        names = [name for name in self.metrics_names if name in logs]
        values = [logs[name] for name in names]
        values += [value for name, value in logs.items() if name not in names]
        return values[0] if len(values) == 1 else values

    def _callback_list(
        self, callbacks: Any, verbose: Any, source: ArraySource | StreamSource
    ) -> CallbackList:
        shown = verbosity(verbose)
        if isinstance(callbacks, CallbackList):
            return callbacks
        found = CallbackList(callbacks)
        if shown:
            found.append(ProgbarLogger())
        found.set_model(self)
        found.set_params({"verbose": shown, "epochs": 1, "steps": source.steps})
        return found


def _ignore(step: int, logs: Logs) -> None:
    pass


def _refuse(kwargs: dict[str, Any], method: str) -> None:
    for name in kwargs:
        raise ArgumentError(f"{method} has no argument {name!r}.")
