"""What every model can do with data: compile, fit, evaluate, predict."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any

from p_vision import engine
from p_vision import optimizers as optimizers_module
from p_vision.callbacks import History
from p_vision.errors import ArgumentError, UnknownNameError
from p_vision.keywords import checked_keywords
from p_vision.training.argument_checks import check_epochs, fraction, verbosity, whole
from p_vision.training.compile_loss import CompileLoss
from p_vision.training.compile_metrics import CompileMetrics
from p_vision.training.data_sources import source_from, split_tail
from p_vision.training.evaluation import Evaluation
from p_vision.training.fit_loop import FitLoop
from p_vision.training.sources import is_stream

__all__ = ["Trainer"]


class Trainer(Evaluation):
    """The training half of `Model`.

    Reference: https://keras.io/api/models/model_training_apis/
    """

    @checked_keywords
    def compile(
        self,
        optimizer: Any = "rmsprop",
        loss: Any = None,
        loss_weights: Any = None,
        metrics: Any = None,
        weighted_metrics: Any = None,
        run_eagerly: bool = False,
        steps_per_execution: int = 1,
        jit_compile: Any = "auto",
        auto_scale_loss: bool = True,
    ) -> None:
        """Choose how the model is trained.

        Args:
            optimizer: A name such as `"adam"`, or an optimizer.
            loss: A name such as `"mse"`, a loss, a function of `(y_true, y_pred)`; for several
                outputs a list or dictionary.
            loss_weights: Factors of the losses of several outputs.
            metrics: A list of names such as `"accuracy"`, metrics or functions.
            weighted_metrics: The same, taking `sample_weight` into account.
            run_eagerly: Run every step as plain Python, which is slower but may look at values.
            steps_per_execution: Accepted for Keras's sake.
            jit_compile: Accepted for Keras's sake.
            auto_scale_loss: Accepted for Keras's sake.

        Raises:
            UnknownNameError: A name that is not known, with the nearest one.
        """
        from p_vision import metrics as metrics_module

        if loss is not None and not isinstance(loss, (list, tuple, Mapping)):
            self._check_loss(loss)
        with engine.scope(self.backend):
            self.optimizer = optimizers_module.get(optimizer)
            self.loss = loss
            names = getattr(self, "output_names", None)
            self._compile_loss = None if loss is None else CompileLoss(loss, loss_weights, names)
            self._compile_metrics = None
            if metrics is not None or weighted_metrics is not None:
                self._compile_metrics = CompileMetrics(metrics, weighted_metrics, names)
            self._compile_arguments = {
                "optimizer": optimizer,
                "loss": loss,
                "loss_weights": loss_weights,
                "metrics": metrics,
                "weighted_metrics": weighted_metrics,
                "run_eagerly": bool(run_eagerly),
                "steps_per_execution": steps_per_execution,
                "jit_compile": False,
            }
            self._loss_tracker = metrics_module.Mean(name="loss")
        self.run_eagerly = bool(run_eagerly)
        self.compiled = True
        self.stop_training = False
        self._warnings_checked = False
        self._recorder.forget()

    def _check_loss(self, loss: Any) -> None:
        from p_vision import losses as losses_module

        if inspect.isfunction(loss):
            try:
                inspect.signature(loss).bind(None, None)
            except TypeError:
                raise ArgumentError(
                    f"A loss is called with (y_true, y_pred), but {loss.__name__} takes "
                    f"{inspect.signature(loss)}."
                ) from None
        try:
            losses_module.get(loss)
        except UnknownNameError:
            with suppress(UnknownNameError):
                optimizers_module.get(loss)
                raise ArgumentError(
                    f"There is no loss {loss!r}: that is an optimizer. Write "
                    f"compile(optimizer={loss!r}, loss='mse')."
                ) from None
            raise

    @checked_keywords
    def fit(
        self,
        x: Any = None,
        y: Any = None,
        batch_size: int | None = None,
        epochs: int = 1,
        verbose: Any = "auto",
        callbacks: Any = None,
        validation_split: float = 0.0,
        validation_data: Any = None,
        shuffle: bool = True,
        class_weight: Mapping[int, float] | None = None,
        sample_weight: Any = None,
        initial_epoch: int = 0,
        steps_per_epoch: int | None = None,
        validation_steps: int | None = None,
        validation_batch_size: int | None = None,
        validation_freq: int | list[int] = 1,
    ) -> History:
        """Train the model.

        Args:
            x: Inputs: a numpy array, a list or nested list with one entry per sample; a list or
                dictionary of them for several inputs; or a generator, `PyDataset` or list of
                batches `(x, y)` or `(x, y, sample_weight)`.
            y: Targets, as many as x; left out when x yields them.
            batch_size: Samples of a step; 32 by default.
            epochs: Passes over the data.
            verbose: 0 prints nothing, 1 a progress bar, 2 one line an epoch; "auto" is 1.
            callbacks: A callback or a list of them.
            validation_split: The last part of the data (before shuffling) that is not trained
                on but validated with, such as 0.1.
            validation_data: `(x, y)` or `(x, y, sample_weight)` to validate with after each
                epoch, or something that yields batches.
            shuffle: Give the samples a new order in each epoch.
            class_weight: Class number to the weight of its samples in the loss.
            sample_weight: One weight per sample.
            initial_epoch: The epoch to begin with, when training goes on.
            steps_per_epoch: Batches of an epoch; needed for endless generators.
            validation_steps: Batches to validate with.
            validation_batch_size: Samples of a step of validation; that of training by default.
            validation_freq: Validate every so many epochs, or after the epochs listed.

        Returns:
            The `History` of loss and metrics, also kept as `model.history`. When Stop or Ctrl-C
            ends training, the model keeps what it has learned, `model.history` what was
            recorded, and KeyboardInterrupt is raised.

        Raises:
            ArgumentError: The model is not compiled, or arguments do not go together.
            ShapeError: Data that does not fit the model.

        Example:
            >>> from p_vision import Sequential, Input, Dense
            >>> model = Sequential([Input(shape=(1,)), Dense(1)])
            >>> model.compile(optimizer="sgd", loss="mse")
            >>> history = model.fit([[0.0], [1.0]], [[0.0], [2.0]], epochs=3, verbose=0)
            >>> len(history.history["loss"])
            3
        """
        self._require_compiled("fit")
        nesting = self._nesting
        epochs = whole(epochs, "epochs", 0) or 0
        initial_epoch = whole(initial_epoch, "initial_epoch", 0) or 0
        check_epochs(epochs, initial_epoch)
        shown = verbosity(verbose)
        validation_split = fraction(validation_split, "validation_split")
        if not isinstance(validation_freq, (list, tuple, set)):
            validation_freq = whole(validation_freq, "validation_freq") or 1
        with self._backend_trial() as trial, engine.scope(self.backend):
            if validation_split and validation_data is None:
                training, validation_data = split_tail(
                    x, y, sample_weight, validation_split, nesting
                )
                x, y, sample_weight = training
            source = source_from(
                x,
                y,
                sample_weight,
                batch_size,
                steps_per_epoch,
                nesting,
                lambda batch: self._fitted_batch(batch, "train"),
                shuffle=bool(shuffle),
                class_weight=class_weight,
            )
            validation = None
            if validation_data is not None:
                validation = self._validation_source(
                    validation_data, validation_batch_size or batch_size, validation_steps
                )
            self._recorder.refresh()
            loop = FitLoop(
                self,
                source,
                validation,
                validation_freq,
                epochs=epochs,
                initial_epoch=initial_epoch,
                verbose=shown,
                callbacks=callbacks,
                trial=trial,
            )
            return loop.run()

    def _backend_trial(self) -> AbstractContextManager[Any]:
        """The search for the faster backend; gives None where there is no choice."""
        if not engine.chosen_automatically():
            return nullcontext()
        from p_vision.training.backend_trial import trial_of

        return trial_of(self)

    def _validation_source(self, data: Any, batch_size: int | None, steps: int | None) -> Any:
        x, y, weight = data, None, None
        listed = isinstance(data, list) and not is_stream(data)
        if listed or (isinstance(data, tuple) and not hasattr(data, "_fields")):
            if not 2 <= len(data) <= 3:
                raise ArgumentError(
                    "validation_data must be (x, y) or (x, y, sample_weight), "
                    f"but has {len(data)} parts."
                )
            x, y, weight = (*data, None)[:3]
        return source_from(
            x,
            y,
            weight,
            batch_size,
            steps,
            self._nesting,
            lambda batch: self._fitted_batch(batch, "test"),
            repeat=True,
        )

    @checked_keywords
    def train_on_batch(
        self,
        x: Any,
        y: Any = None,
        sample_weight: Any = None,
        class_weight: Mapping[int, float] | None = None,
        return_dict: bool = False,
    ) -> Any:
        """Train with one batch.

        Args:
            x: Inputs.
            y: Targets.
            sample_weight: One weight per sample.
            class_weight: Class number to weight.
            return_dict: Return values by name.

        Returns:
            The loss of this batch, or a list of loss and metrics, or a dictionary.
        """
        self._require_compiled("train_on_batch")
        with engine.scope(self.backend):
            self._recorder.refresh()
            return self._run_one_batch("train", (x, y, sample_weight), class_weight, return_dict)
