"""`fit`, `evaluate` and `predict` on small models."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import p_vision
from p_vision import Dense, Input, Sequential, engine, events, layers
from p_vision.callbacks import Callback, EarlyStopping, LambdaCallback
from p_vision.errors import EngineRestartedError, NotFiniteError

X = np.linspace(-1, 1, 20, dtype="float32").reshape(10, 2)
Y = X.sum(axis=1, keepdims=True) * 2


def line_model(**kwargs: Any) -> Sequential:
    p_vision.utils.set_random_seed(1)
    model = Sequential([Input(shape=(2,)), Dense(4, activation="tanh"), Dense(1)], **kwargs)
    model.compile(optimizer="adam", loss="mse", metrics=["mae"])
    return model


def test_xor_is_learnt(backend: str) -> None:
    p_vision.utils.set_random_seed(1)
    model = Sequential(
        [Input(shape=(2,)), Dense(8, activation="tanh"), Dense(1, activation="sigmoid")],
        backend=backend,
    )
    model.compile(p_vision.optimizers.Adam(0.1), loss="binary_crossentropy", metrics=["accuracy"])
    x, y = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]
    history = model.fit(x, y, epochs=100, verbose=0)
    assert history.history["accuracy"][-1] == 1.0
    assert model.predict(x, verbose=0).round().ravel().tolist() == [0, 1, 1, 0]


def test_history_has_every_epoch_and_validation_values() -> None:
    model = line_model()
    history = model.fit(X, Y, epochs=3, validation_data=(X, Y), verbose=0)
    assert list(history.history) == ["loss", "mae", "val_loss", "val_mae"]
    assert history.epoch == [0, 1, 2]
    assert all(len(values) == 3 for values in history.history.values())
    assert model.history is history


def test_the_same_seed_gives_the_same_numbers() -> None:
    losses = [
        line_model().fit(X, Y, batch_size=4, epochs=3, verbose=0).history["loss"] for _ in range(2)
    ]
    assert losses[0] == losses[1]


def test_recorded_and_eager_steps_agree() -> None:
    def history(run_eagerly: bool) -> dict[str, list[float]]:
        model = line_model()
        model.run_eagerly = run_eagerly
        return model.fit(X, Y, batch_size=4, epochs=2, verbose=0, validation_split=0.2).history

    recorded, eager = history(False), history(True)
    assert list(recorded) == list(eager)
    for name, values in recorded.items():
        assert values == pytest.approx(eager[name], rel=1e-5)


def test_the_smaller_last_batch_counts_by_its_size() -> None:
    model = line_model()
    whole = model.evaluate(X, Y, batch_size=10, verbose=0)
    assert model.evaluate(X, Y, batch_size=3, verbose=0) == pytest.approx(whole, rel=1e-5)


def test_loss_and_metrics_are_those_of_numpy() -> None:
    model = line_model()
    error = model.predict(X, verbose=0) - Y
    loss, mae = model.evaluate(X, Y, verbose=0)
    assert loss == pytest.approx(float((error**2).mean()), rel=1e-5)
    assert mae == pytest.approx(float(abs(error).mean()), rel=1e-5)
    assert model.evaluate(X, Y, verbose=0, return_dict=True) == {"loss": loss, "mae": mae}


def test_whole_numbers_train_like_fractions() -> None:
    pictures = np.arange(20, dtype="uint8").reshape(10, 2)
    histories = [
        line_model().fit(x, Y, epochs=2, verbose=0).history
        for x in (pictures, pictures.astype("float64"), pictures.tolist())
    ]
    assert histories[0] == histories[1] == histories[2]


def test_weights_of_samples_scale_the_loss() -> None:
    model = line_model()
    plain = model.evaluate(X, Y, verbose=0)[0]
    weighted = model.evaluate(X, Y, sample_weight=np.full(10, 2.0), verbose=0)[0]
    assert weighted == pytest.approx(2 * plain, rel=1e-5)


def test_weights_of_classes_change_training() -> None:
    def loss(class_weight: dict[int, float] | None) -> float:
        p_vision.utils.set_random_seed(1)
        model = Sequential([Input(shape=(2,)), Dense(2, activation="softmax")])
        model.compile("sgd", "sparse_categorical_crossentropy")
        labels = [0, 1] * 5
        history = model.fit(X, labels, verbose=0, class_weight=class_weight)
        return float(history.history["loss"][0])

    assert loss({0: 2.0, 1: 2.0}) == pytest.approx(2 * loss(None), rel=1e-5)


@pytest.mark.parametrize(
    ("labels", "units", "loss", "activation"),
    [
        ([0, 1] * 5, 1, "binary_crossentropy", "sigmoid"),
        ([0, 1] * 5, 2, "sparse_categorical_crossentropy", "softmax"),
        (np.eye(2)[[0, 1] * 5], 2, "categorical_crossentropy", "softmax"),
    ],
)
def test_accuracy_fits_the_labels(labels: Any, units: int, loss: str, activation: str) -> None:
    model = Sequential([Input(shape=(2,)), Dense(units, activation=activation)])
    model.compile("adam", loss, metrics=["accuracy"])
    assert model.metrics_names == ["loss"]
    values = model.evaluate(X, labels, verbose=0)
    assert model.metrics_names == ["loss", "accuracy"]
    predicted = model.predict(X, verbose=0)
    chosen = predicted.argmax(1) if units == 2 else predicted.ravel() > 0.5
    assert values[1] == pytest.approx(float((chosen == np.array([0, 1] * 5)).mean()))


def test_generators_yield_batches() -> None:
    def batches() -> Iterator[Any]:
        while True:
            yield X[:4], Y[:4]

    model = line_model()
    history = model.fit(batches(), steps_per_epoch=3, epochs=2, verbose=0)
    assert len(history.history["loss"]) == 2
    assert int(model.optimizer.iterations) == 6


def test_a_generator_that_ends_ends_training() -> None:
    with pytest.warns(UserWarning, match="ran out"):
        history = line_model().fit(iter([(X, Y), (X, Y)]), epochs=3, verbose=0)
    assert len(history.history["loss"]) == 1


def test_data_sets_are_told_that_an_epoch_is_over() -> None:
    class Data(p_vision.utils.PyDataset):
        ended = 0

        def __len__(self) -> int:
            return 2

        def __getitem__(self, index: int) -> Any:
            return X[index * 5 : index * 5 + 5], Y[index * 5 : index * 5 + 5]

        def on_epoch_end(self) -> None:
            self.ended += 1

    data, model = Data(), line_model()
    model.fit(data, epochs=2, verbose=0)
    assert data.ended == 2
    assert model.predict(data, verbose=0).shape == (10, 1)


def test_callbacks_are_called_in_keras_order() -> None:
    calls: list[str] = []

    class Watcher(Callback):
        pass

    for hook in dir(Callback):
        if hook.startswith("on_") and hook not in ("on_batch_begin", "on_batch_end"):
            setattr(Watcher, hook, lambda self, *args, hook=hook: calls.append(hook))
    line_model().fit(
        X, Y, batch_size=5, epochs=1, verbose=0, callbacks=[Watcher()], validation_data=(X, Y)
    )
    batch = ["on_train_batch_begin", "on_train_batch_end"]
    test_batch = ["on_test_batch_begin", "on_test_batch_end"]
    told = [call for call in calls if call != "on_progress"]
    assert told == [
        "on_train_begin",
        "on_epoch_begin",
        *batch,
        *batch,
        "on_test_begin",
        *test_batch,
        *test_batch,
        "on_test_end",
        "on_epoch_end",
        "on_train_end",
    ]


def test_batch_hooks_get_the_logs_of_each_batch() -> None:
    seen: list[tuple[int, float]] = []
    callback = LambdaCallback(on_train_batch_end=lambda i, logs: seen.append((i, logs["loss"])))
    history = line_model().fit(X, Y, batch_size=4, epochs=1, verbose=0, callbacks=[callback])
    assert [index for index, _ in seen] == [0, 1, 2]
    assert seen[-1][1] == history.history["loss"][0]


def test_training_can_be_ended_by_a_callback() -> None:
    class Stop(Callback):
        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            self.model.stop_training = epoch == 1

    assert len(line_model().fit(X, Y, epochs=9, verbose=0, callbacks=Stop()).epoch) == 2


def test_early_stopping_restores_the_best_weights() -> None:
    model = line_model()
    model.optimizer.learning_rate = 50.0
    best: list[Any] = []
    keep = LambdaCallback(on_epoch_end=lambda epoch, logs: best.append(model.get_weights()))
    stop = EarlyStopping(monitor="loss", patience=2, restore_best_weights=True)
    model.fit(X, Y, epochs=20, verbose=0, callbacks=[keep, stop])
    for kept, now in zip(best[stop.best_epoch], model.get_weights(), strict=True):
        np.testing.assert_array_equal(kept, now)


def test_an_interrupt_keeps_the_model_and_its_history() -> None:
    model = line_model()
    ended: list[str] = []
    seen: list[dict[str, Any]] = []
    unsubscribe = events.subscribe(seen.append)

    def interrupt(epoch: int, logs: Any) -> None:
        if epoch == 1:
            raise KeyboardInterrupt

    callback = LambdaCallback(
        on_epoch_begin=interrupt, on_train_end=lambda logs: ended.append("end")
    )
    with pytest.raises(KeyboardInterrupt):
        model.fit(X, Y, epochs=5, verbose=0, callbacks=[callback])
    unsubscribe()
    assert ended == ["end"]
    assert seen[-1]["event"] == "fit_end"
    assert seen[-1]["stopped"] is True
    assert len(model.history.history["loss"]) == 1
    assert len(model.fit(X, Y, verbose=0).epoch) == 1


def test_events_tell_the_whole_story() -> None:
    seen: list[dict[str, Any]] = []
    unsubscribe = events.subscribe(seen.append)
    model = line_model()
    model.fit(X, Y, batch_size=4, epochs=2, verbose=0)
    model.evaluate(X, Y, verbose=0)
    unsubscribe()
    names = [event["event"] for event in seen]
    assert names[0] == "fit_begin"
    assert names.count("epoch_end") == 2
    assert names[-3:] == ["fit_end", "evaluate_begin", "evaluate_end"]
    assert seen[0]["steps"] == 3
    assert seen[0]["epochs"] == 2


def test_training_goes_on_from_an_epoch() -> None:
    history = line_model().fit(X, Y, epochs=5, initial_epoch=3, verbose=0)
    assert history.epoch == [3, 4]


def test_validation_may_be_rare() -> None:
    history = line_model().fit(X, Y, epochs=4, validation_data=(X, Y), validation_freq=2, verbose=0)
    assert len(history.history["val_loss"]) == 2


def test_one_batch_at_a_time() -> None:
    model = line_model()
    first = model.train_on_batch(X, Y, return_dict=True)
    assert set(first) == {"loss", "mae"}
    assert len(model.test_on_batch(X, Y)) == 2
    assert model.predict_on_batch(X).shape == (10, 1)


def test_progress_is_printed_like_keras(capsys: pytest.CaptureFixture[str]) -> None:
    line_model().fit(X, Y, batch_size=5, epochs=2, validation_data=(X, Y))
    lines = capsys.readouterr().out.replace("\r", "\n").split("\n")
    assert lines[0] == "Epoch 1/2"
    kept = [line for line in lines if "val_loss" in line]
    assert len(kept) == 2
    assert kept[0].startswith("2/2 ━━━━━━━━━━━━━━━━━━━━ 0s ")


def test_a_bad_loss_is_explained() -> None:
    model = line_model()
    x = X.copy()
    x[3, 0] = np.nan
    with pytest.raises(NotFiniteError, match="x holds nan in row 3"):
        model.fit(x, Y, epochs=1, verbose=0)


def test_dropout_trains_but_does_not_disturb_predictions() -> None:
    model = Sequential([Input(shape=(2,)), layers.Dropout(0.5), Dense(1)])
    model.compile("sgd", "mse")
    model.fit(X, Y, verbose=0)
    first = model.predict(X, verbose=0)
    np.testing.assert_array_equal(first, model.predict(X, verbose=0))


def test_moving_statistics_are_learnt_in_training_only() -> None:
    model = Sequential([Input(shape=(2,)), layers.BatchNormalization(), Dense(1)])
    model.compile("sgd", "mse")
    before = model.layers[0].get_weights()[2]
    model.evaluate(X + 5, Y, verbose=0)
    np.testing.assert_array_equal(before, model.layers[0].get_weights()[2])
    model.fit(X + 5, Y, verbose=0)
    assert (model.layers[0].get_weights()[2] > before).all()


def test_training_goes_on_after_the_engine_failed() -> None:
    model = line_model()
    model.fit(X, Y, epochs=2, verbose=0)
    learnt = model.get_weights()

    def fail(epoch: int, logs: Any) -> None:
        engine.get(model.backend).op("panic_probe", "")

    with pytest.raises(EngineRestartedError):
        model.fit(X, Y, epochs=1, verbose=0, callbacks=[LambdaCallback(on_epoch_begin=fail)])
    for before, after in zip(learnt, model.get_weights(), strict=True):
        np.testing.assert_array_equal(before, after)
    assert len(model.fit(X, Y, epochs=1, verbose=0).epoch) == 1


def test_memory_stays_flat_over_many_steps(backend: str) -> None:
    model = line_model(backend=backend)
    model.fit(X, Y, batch_size=4, epochs=2, verbose=0)
    before = p_vision.memory()[backend]
    model.fit(X, Y, batch_size=4, epochs=20, verbose=0)
    after = p_vision.memory()[backend]
    assert (after["tensors"], after["programs"]) == (before["tensors"], before["programs"])
