from typing import Any

import pytest

from p_vision.callbacks import (
    Callback,
    CallbackList,
    EarlyStopping,
    History,
    LambdaCallback,
    LearningRateScheduler,
    ProgbarLogger,
    ReduceLROnPlateau,
    TerminateOnNaN,
)
from p_vision.errors import ArgumentError, UnknownNameError


class FakeOptimizer:
    learning_rate = 1.0


class FakeModel:
    """As much of a model as callbacks touch."""

    def __init__(self) -> None:
        self.stop_training = False
        self.optimizer = FakeOptimizer()
        self.weights = 0
        self.history: Any = None

    def get_weights(self) -> int:
        return self.weights

    def set_weights(self, weights: int) -> None:
        self.weights = weights


def run(callback: Callback, name: str, values: list[float]) -> FakeModel:
    model = FakeModel()
    callback.set_model(model)
    callback.on_train_begin()
    for epoch, value in enumerate(values):
        model.weights = epoch
        callback.on_epoch_begin(epoch)
        callback.on_epoch_end(epoch, {name: value})
        if model.stop_training:
            break
    callback.on_train_end()
    return model


def test_early_stopping_waits_for_its_patience() -> None:
    callback = EarlyStopping(monitor="loss", patience=2)
    model = run(callback, "loss", [3, 2, 2.5, 2.4, 1.0])
    assert model.stop_training
    assert callback.stopped_epoch == 3


def test_early_stopping_gives_the_best_weights_back() -> None:
    model = run(
        EarlyStopping(monitor="loss", patience=1, restore_best_weights=True),
        "loss",
        [3, 1, 2, 2],
    )
    assert model.weights == 1


def test_early_stopping_knows_that_accuracy_grows() -> None:
    model = run(EarlyStopping(monitor="val_accuracy", patience=1), "val_accuracy", [0.1, 0.2, 0.3])
    assert not model.stop_training


def test_a_metric_that_is_not_there_is_said_once() -> None:
    callback = EarlyStopping(monitor="val_loss")
    with pytest.warns(UserWarning, match="validation_data") as caught:
        run(callback, "loss", [1, 2, 3])
    assert len(caught) == 1


def test_a_plateau_lowers_the_learning_rate() -> None:
    callback = ReduceLROnPlateau(monitor="loss", factor=0.5, patience=2, min_lr=0.3)
    model = run(callback, "loss", [1.0] * 9)
    assert model.optimizer.learning_rate == 0.3


@pytest.mark.parametrize(
    "schedule", [lambda epoch, rate: rate / 2, lambda epoch: 0.5 ** (epoch + 1)]
)
def test_a_schedule_sets_the_rate_of_each_epoch(schedule: Any) -> None:
    model = run(LearningRateScheduler(schedule), "loss", [1.0, 1.0])
    assert model.optimizer.learning_rate == 0.25


def test_nan_ends_training() -> None:
    callback = TerminateOnNaN()
    model = FakeModel()
    callback.set_model(model)
    callback.on_progress(1, {"loss": 0.5})
    assert not model.stop_training
    callback.on_progress(2, {"loss": float("nan")})
    assert model.stop_training


def test_history_keeps_a_list_for_each_metric() -> None:
    history = History()
    run(history, "loss", [2.0, 1.0])
    assert history.history == {"loss": [2.0, 1.0]}
    assert history.epoch == [0, 1]


@pytest.mark.parametrize("hook", ["on_train_batch_end", "on_batch_begin", "on_train_batch_begin"])
def test_only_batch_hooks_ask_for_single_batches(hook: str) -> None:
    class Watcher(Callback):
        pass

    assert not CallbackList([Watcher(), History(), ProgbarLogger()]).wants_batches("train")
    setattr(Watcher, hook, lambda self, batch, logs=None: None)
    assert CallbackList([Watcher()]).wants_batches("train")
    assert not CallbackList([Watcher()]).wants_batches("test")


def test_functions_can_be_hooks() -> None:
    seen: list[int] = []
    callback = LambdaCallback(on_epoch_end=lambda epoch, logs: seen.append(epoch))
    run(callback, "loss", [1.0, 1.0])
    assert seen == [0, 1]
    assert CallbackList([LambdaCallback(on_train_batch_end=print)]).wants_batches("train")


def test_an_unknown_hook_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="on_epoch_finish"):
        LambdaCallback(on_epoch_finish=print)


def test_the_class_instead_of_a_callback_is_explained() -> None:
    with pytest.raises(ArgumentError, match=r"write EarlyStopping\(\)"):
        CallbackList([EarlyStopping])  # type: ignore[list-item]
