"""Callbacks that write files: what is written when, and what is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import p_vision
from p_vision import callbacks, optimizers
from p_vision.errors import ArgumentError, NotFiniteError

X, Y = [[1.0], [2.0], [3.0], [4.0]], [[2.0], [4.0], [6.0], [8.0]]


class Noted(p_vision.Sequential):
    """A model that notes which files it would write."""

    written: list[str]

    def save(self, path: str, **kwargs: Any) -> None:  # type: ignore[override]
        self.written.append(path)

    def save_weights(self, path: str, **kwargs: Any) -> None:  # type: ignore[override]
        Path(path).write_text(json.dumps([w.tolist() for w in self.get_weights()]))
        self.written.append(path)

    def load_weights(self, path: str, **kwargs: Any) -> None:  # type: ignore[override]
        values = json.loads(Path(path).read_text())
        self.set_weights([p_vision.ops.convert_to_tensor(v).numpy() for v in values])


def model(rate: float = 0.01) -> Noted:
    made = Noted([p_vision.Input((1,)), p_vision.Dense(1, kernel_initializer="ones")])
    made.written = []
    made.compile(optimizers.SGD(rate), "mse")
    return made


def fitted(*wanted: Any, epochs: int = 2, rate: float = 0.01, **kwargs: Any) -> Noted:
    made = model(rate)
    made.fit(X, Y, epochs=epochs, verbose=0, batch_size=2, callbacks=list(wanted), **kwargs)
    return made


def test_a_checkpoint_after_each_epoch(capsys: pytest.CaptureFixture[str]) -> None:
    checkpoint = callbacks.ModelCheckpoint("model-{epoch:02d}-{loss:.0f}.keras", verbose=1)
    made = fitted(checkpoint)
    assert [name[:8] for name in made.written] == ["model-01", "model-02"]
    assert "Epoch 2: saving model to model-02" in capsys.readouterr().out


def test_only_the_best_is_saved(capsys: pytest.CaptureFixture[str]) -> None:
    best = callbacks.ModelCheckpoint("best.keras", monitor="loss", save_best_only=True, verbose=1)
    assert fitted(best, epochs=3).written == ["best.keras"] * 3
    made = fitted(callbacks.ModelCheckpoint("a.keras", "loss", 1, True), epochs=2, rate=0.5)
    assert made.written == ["a.keras"]
    assert "loss did not improve from" in capsys.readouterr().out


def test_a_checkpoint_every_so_many_batches() -> None:
    checkpoint = callbacks.ModelCheckpoint("{epoch}-{batch}.keras", save_freq=3)
    assert fitted(checkpoint, epochs=3).written == ["2-1.keras", "3-2.keras"]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (
            {"filepath": "model.h5"},
            "The file name of ModelCheckpoint for a whole model ends in '.keras', but it is "
            "'model.h5'.",
        ),
        (
            {"filepath": "model.keras", "save_weights_only": True},
            "The file name of ModelCheckpoint for save_weights_only=True ends in '.weights.h5', "
            "but it is 'model.keras'.",
        ),
        (
            {"filepath": "model.keras", "save_freq": "batch"},
            "save_freq is 'epoch' or a number of batches, not 'batch'.",
        ),
    ],
)
def test_what_a_checkpoint_cannot_do(arguments: dict[str, Any], text: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        callbacks.ModelCheckpoint(**arguments)
    assert str(raised.value) == text


def test_a_name_in_the_file_name_that_there_is_not() -> None:
    with pytest.raises(ArgumentError) as raised:
        fitted(callbacks.ModelCheckpoint("{val_loss:.2f}.keras"))
    assert str(raised.value) == (
        "The file name '{val_loss:.2f}.keras' of ModelCheckpoint asks for 'val_loss', but there "
        "are only: loss, epoch."
    )


def test_a_table_of_epochs(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    fitted(callbacks.CSVLogger(path), validation_data=(X, Y))
    fitted(callbacks.CSVLogger(path, append=True), validation_data=(X, Y), epochs=1)
    rows = path.read_text().splitlines()
    assert rows[0] == "epoch,loss,val_loss"
    assert [row.split(",")[0] for row in rows[1:]] == ["0", "1", "0"]


def test_a_broken_training_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "backup"

    class Breaks(callbacks.Callback):
        def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
            if epoch == 2:
                raise RuntimeError("broken")

    first = model()
    with pytest.raises(RuntimeError):
        first.fit(
            X,
            Y,
            epochs=4,
            verbose=0,
            callbacks=[callbacks.BackupAndRestore(folder), Breaks()],
        )
    assert (folder / "training_metadata.json").exists()
    second = model()
    again = callbacks.BackupAndRestore(folder)
    history = second.fit(X, Y, epochs=4, verbose=0, callbacks=[again])
    assert history.epoch == [2, 3]
    assert not folder.exists()
    whole = model().fit(X, Y, epochs=4, verbose=0).history["loss"]
    assert history.history["loss"] == pytest.approx(whole[2:], rel=1e-5)


def test_validation_with_averages() -> None:
    made = model()
    made.compile(optimizers.SGD(0.01, use_ema=True, ema_momentum=0.9), "mse")
    seen = []

    class Looks(callbacks.Callback):
        def on_test_begin(self, logs: Any = None) -> None:
            seen.append(float(self.model.get_weights()[0][0, 0]))

    swap = callbacks.SwapEMAWeights()
    made.fit(X, Y, epochs=1, batch_size=2, verbose=0, validation_data=(X, Y), shuffle=False)
    made.fit(X, Y, epochs=1, verbose=0, validation_data=(X, Y), callbacks=[swap, Looks()])
    names = {v.name: v for v in made.optimizer.variables}
    average = next(names[name] for name in names if name.endswith("kernel_average"))
    assert seen == [pytest.approx(float(average.numpy()[0, 0]))]


def test_averages_need_an_optimizer_that_keeps_them() -> None:
    with pytest.raises(ArgumentError, match="needs an optimizer that keeps averages"):
        fitted(callbacks.SwapEMAWeights())


def test_tensorboard_says_where_the_curves_are() -> None:
    board = callbacks.TensorBoard("logs")
    with pytest.warns(UserWarning, match="The curves are in what fit"):
        fitted(board)


def test_nan_may_be_an_error() -> None:
    stop = callbacks.TerminateOnNaN(raise_error=True)
    with pytest.raises(NotFiniteError, match="Lower the learning rate"):
        fitted(stop, epochs=50, rate=1e6)
