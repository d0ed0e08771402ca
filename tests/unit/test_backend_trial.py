"""The choice of a backend that `fit` makes: measured, without a trace in what is trained.

The graphics card is played by the processor's engine under another name, as slow as a test wants.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

import p_vision
from p_vision import Dense, Dropout, Input, Model, Sequential, callbacks, engine, events, layers
from p_vision.engine import _choice
from p_vision.engine._native import Loader
from p_vision.training import backend_trial
from p_vision.training.step_work import operations_of_step


class TwoBackends(Loader):
    """Cpu, and a graphics card that computes on it after a while."""

    def __init__(self) -> None:
        super().__init__()
        self.delay = {"Cpu": 0.0, "Wgpu": 0.0}
        self.fails: BaseException | None = None
        self.began = 0
        self.ready = True

    def functions(self, backend: str) -> dict[str, Any]:
        table = super().functions("Cpu")
        run, ended = table["run_steps"], table["steps_ended"]

        def run_steps(program: int, plan: str, first: int, steps: int, budget: float) -> int:
            if backend == "Wgpu" and self.fails is not None:
                raise self.fails
            done = int(run(program, plan, first, steps, budget))
            time.sleep(done * self.delay[backend])
            return done

        def begin_steps(*args: Any) -> None:
            self.began += 1
            table["begin_here"](*args)

        table["begin_here"] = table["begin_steps"]
        return table | {
            # A second start would end what the first one holds.
            "init": table["info"],
            "run_steps": run_steps,
            "begin_steps": begin_steps,
            "steps_ended": lambda: self.ready and ended(),
        }

    def probe(self, backend: str) -> dict[str, Any]:
        return {"adapter": "Card", "software": False}


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Iterator[TwoBackends]:
    """A machine with a graphics card, where every training is long enough to ask it."""
    engine.get("Cpu")
    found = TwoBackends()
    names = ["_engines", "_infos", "_default", "_wanted", "_reason", "_both_offered", "_loader"]
    fresh = [{}, {}, None, None, "", False, found]
    for name, value in zip(names, fresh, strict=True):
        monkeypatch.setattr(_choice, name, value)
    monkeypatch.setattr(backend_trial, "_SECONDS_BEFORE", 0.0)
    monkeypatch.setattr(backend_trial, "_SECONDS_LEFT", 0.0)
    backend_trial.forget()
    engine.timings.clear()
    yield found
    backend_trial.forget()
    engine.timings.clear()


@pytest.fixture
def choices() -> Iterator[list[dict[str, Any]]]:
    """What `fit` says of its choice."""
    seen: list[dict[str, Any]] = []
    leave = events.subscribe(lambda e: seen.append(e) if e["event"] == "backend_choice" else None)
    yield seen
    leave()


X = np.random.default_rng(0).normal(size=(64, 3)).astype("float32")
Y = X[:, :1] * X[:, 1:2]


def made(backend: str | None = None, units: int = 4) -> Sequential:
    p_vision.utils.set_random_seed(3)
    model = Sequential(
        [Input(shape=(3,)), Dense(units, activation="tanh"), Dropout(0.3), Dense(1)],
        backend=backend,
    )
    model.compile(optimizer="adam", loss="mse")
    return model


def trained(model: Any, epochs: int = 12, **more: Any) -> list[float]:
    p_vision.utils.set_random_seed(5)  # the order of the samples
    losses: list[float] = model.fit(X, Y, epochs=epochs, batch_size=8, verbose=0, **more).history[
        "loss"
    ]
    return losses


@pytest.mark.parametrize(("slow", "fast"), [("Wgpu", "Cpu"), ("Cpu", "Wgpu")])
def test_training_goes_on_on_the_faster_one(
    card: TwoBackends, choices: list[dict[str, Any]], slow: str, fast: str
) -> None:
    card.delay[slow] = 0.004
    model = made()
    assert model.backend == "Wgpu"
    trained(model)
    assert model.backend == fast
    assert [choice["why"] for choice in choices] == ["small", "timed"]
    assert choices[0]["backend"] == "Cpu"
    assert choices[1]["backend"] == fast
    times = choices[1]["milliseconds"]
    assert times[slow] > 4 > times[fast]
    found = p_vision.backend_info()
    assert found["timings"] == [{"model": model.name, "milliseconds": times, "chosen": fast}]
    assert found["backend"] == fast
    assert "ms a step" in found["reason"]


@pytest.mark.parametrize("slow", ["Wgpu", "Cpu"])
@pytest.mark.parametrize("extra", [{}, {"callbacks": [callbacks.LambdaCallback()]}])
def test_timing_leaves_no_trace_in_what_is_trained(
    card: TwoBackends, slow: str, extra: dict[str, Any]
) -> None:
    """Weights, order of the data, random numbers, optimizer: as without it."""
    card.delay[slow] = 0.002
    plain, timed = made("Cpu"), made()
    expected, losses = trained(plain), trained(timed, **extra)
    assert engine.timings, "both were timed"
    assert losses == expected
    for one, other in zip(plain._every_variable(), timed._every_variable(), strict=True):
        assert np.array_equal(one.numpy(), other.numpy()), one.path
    assert timed.predict(X, verbose=0) == pytest.approx(plain.predict(X, verbose=0))
    assert trained(timed) == trained(plain)


def test_what_was_found_holds_for_models_of_the_same_shapes(
    card: TwoBackends, choices: list[dict[str, Any]]
) -> None:
    card.delay["Wgpu"] = 0.002
    trained(made())
    trained(made())
    assert card.began == 1
    assert [choice["why"] for choice in choices] == ["small", "timed", "timed"]
    trained(made(units=5))
    assert card.began == 2


@pytest.mark.parametrize("name", ["Cpu", "Wgpu"])
def test_a_named_backend_is_not_left(card: TwoBackends, name: str) -> None:
    by_argument = made(name)
    by_property = made()
    by_property.backend = name
    with p_vision.backend.use_backend(name):
        in_block = made()
    inside = Sequential([Input(shape=(3,)), made(name)])
    inside.compile(loss="mse")
    p_vision.set_backend(name)
    for_all = made()
    for model in (by_argument, by_property, in_block, for_all, inside):
        p_vision.set_backend(name if model is for_all else None)
        before = model.backend
        trained(model, epochs=3)
        assert model.backend == before
    assert card.began == 0


def test_a_short_training_does_not_ask_the_graphics_card(
    card: TwoBackends, choices: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend_trial, "_SECONDS_LEFT", 3.0)
    model = made()
    trained(model)
    assert model.backend == "Cpu"
    assert [choice["why"] for choice in choices] == ["small"]
    assert card.began == 0


def test_training_does_not_wait_for_what_the_graphics_card_compiles(card: TwoBackends) -> None:
    """It is asked again in the next `fit`."""
    card.ready = False
    card.delay["Cpu"] = 0.001
    model = made()
    trained(model)
    assert card.began == 1
    assert model.backend == "Cpu"
    assert not engine.timings
    card.ready = True
    trained(model)
    assert card.began == 1
    assert model.backend == "Wgpu"


def test_a_large_step_goes_to_the_graphics_card_at_once(
    card: TwoBackends, choices: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = made()
    trained(model)
    monkeypatch.setattr(backend_trial, "_SMALL_STEP", 100.0)
    other = made(units=6)
    trained(other)
    assert other.backend == "Wgpu"
    assert len(choices) == 2


def test_an_error_of_the_graphics_card_ends_on_the_processor(
    card: TwoBackends, choices: list[dict[str, Any]]
) -> None:
    failure = card._module.EngineError
    card.fails = failure("too_large", '{"shapes": [[3, 4]], "detail": "no memory"}')
    # The first step fails in the background, where the double is not in the way.
    model = made()
    expected = trained(made("Cpu"))
    assert trained(model) == expected
    assert model.backend == "Cpu"
    assert choices[-1]["why"] == "failed"
    assert "too large" in choices[-1]["problem"]
    assert "too large" in p_vision.backend_info()["reason"]


def test_stop_while_it_is_timed_ends_the_training(
    card: TwoBackends, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = made()
    trained(made("Cpu"), epochs=1)
    card.fails = card._module.EngineError("stopped", "{}")
    with pytest.raises(KeyboardInterrupt):
        trained(model)
    card.fails = None
    assert len(trained(model)) == 12
    assert card.began == 2
    assert engine.timings


def test_models_with_common_layers_go_on_together(card: TwoBackends) -> None:
    """One was placed by its `fit`, the other has a part of its weights elsewhere."""
    shared = Dense(4)
    inputs = Input(shape=(3,))
    first = Model(inputs, Dense(1)(shared(inputs)))
    second = Model(inputs, Dense(1)(shared(inputs)))
    for model in (first, second):
        model.compile(loss="mse")
    trained(first)
    second.train_on_batch(X, Y)
    assert len(second.predict(X, verbose=0)) == 64


def test_own_loops_go_on_after_it(card: TwoBackends) -> None:
    before = p_vision.ops.convert_to_tensor(X)
    card.delay["Wgpu"] = 0.002
    model = made()
    trained(model)
    assert (before.backend, model.backend) == ("Wgpu", "Cpu")
    assert p_vision.ops.convert_to_tensor(X).backend == "Cpu"
    with p_vision.GradientTape() as tape:
        loss = p_vision.ops.mean(model(before) ** 2)
    gradients = tape.gradient(loss, model.trainable_variables)
    assert all(part is not None for part in gradients)


def test_generators_and_single_steps_are_timed_too(card: TwoBackends) -> None:
    card.delay["Cpu"] = 0.002

    class Batches(p_vision.utils.PyDataset):
        def __len__(self) -> int:
            return 8

        def __getitem__(self, index: int) -> Any:
            return X[8 * index : 8 * index + 8], Y[8 * index : 8 * index + 8]

    model = made()
    model.fit(Batches(), epochs=6, verbose=0)
    assert model.backend == "Wgpu"

    class Each(callbacks.Callback):
        def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
            pass

    other = made(units=7)
    trained(other, callbacks=[Each()])
    assert other.backend == "Wgpu"


@pytest.mark.parametrize(
    ("parts", "shape", "operations"),
    [
        ([Dense(10)], (20,), 3 * 2 * 8 * 20 * 10),
        ([layers.Conv2D(4, 3), layers.Flatten(), Dense(1)], (6, 6, 2), 3 * 2 * 8 * 16 * 4 * 18),
        ([layers.SimpleRNN(16), Dense(1)], (12, 5), 3 * 2 * 8 * 12 * 16 * (16 + 5)),
    ],
)
def test_the_work_of_a_step_is_about_right(
    parts: list[Any], shape: tuple[int, ...], operations: float
) -> None:
    model = Sequential([Input(shape=shape), *parts], backend="Cpu")
    model.compile(loss="mse")
    model.fit(np.zeros((8, *shape)), np.zeros((8, model.output_shape[-1])), verbose=0)
    steps: Callable[[], Any] = model._recorder._steps.values
    found = operations_of_step(next(iter(steps())).program)
    assert operations < found < 2 * operations
