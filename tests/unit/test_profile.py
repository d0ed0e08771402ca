"""A profile sees every operation, leaves the engine as it was, and exports a Chrome trace."""

import json
from pathlib import Path

import numpy as np
import pytest

import p_vision
from p_vision import Conv2D, Dense, Flatten, Input, Sequential, ops, utils


def convnet() -> Sequential:
    model = Sequential([Input(shape=(6, 6, 1)), Conv2D(2, 3), Flatten(), Dense(2)])
    model.compile(optimizer="adam", loss="mse")
    return model


def test_all_operations_of_a_step_are_seen(backend: str) -> None:
    model = convnet()
    with utils.Profile(model) as profile:
        model.fit(np.ones((4, 6, 6, 1)), np.ones((4, 2)), verbose=0)
    names = {name for name, _, _ in profile.totals()}
    assert {"matmul", "gradients (all of them)", "read to the host"} <= names
    assert any(name.startswith("conv") for name in names)
    assert "recorded steps" not in names
    shapes = [event.shape for event in profile.events if event.name == "matmul"]
    assert shapes[0] == "float32 4,2"
    assert all(event.seconds >= 0 for event in profile.events)


def test_recorded_steps_are_one_event_without_a_model() -> None:
    model = convnet()
    with utils.Profile() as profile:
        model.fit(np.ones((4, 6, 6, 1)), np.ones((4, 2)), verbose=0)
    names = {name for name, _, _ in profile.totals()}
    assert "recorded steps" in names
    assert "matmul" not in names


def test_everything_is_as_before_afterwards() -> None:
    model = convnet()
    engine = p_vision.engine.default()
    before = engine._op
    profile = utils.Profile(model)

    def failing() -> None:
        with profile:
            ops.ones((2,)) + 1
            raise ValueError("own")

    with pytest.raises(ValueError, match="own"):
        failing()
    seen = len(profile.events)
    assert seen == 2
    assert engine._op is before
    assert not model.run_eagerly
    ops.ones((2,)) + 1
    assert len(profile.events) == seen


def test_trace_holds_the_events_in_their_order(tmp_path: Path) -> None:
    with utils.Profile() as profile:
        ops.sum(ops.ones((3, 4)) * 2.0).numpy()
    profile.save(tmp_path / "trace.json")
    events = json.loads((tmp_path / "trace.json").read_text())["traceEvents"]
    assert [event["name"] for event in events][-3:] == ["multiply", "sum", "read to the host"]
    assert events[-3]["args"]["result"] == "float32 3,4"
    assert all(event["ph"] == "X" for event in events)
    starts = [event["ts"] for event in events]
    assert starts == sorted(starts)
    assert "share" in str(profile).splitlines()[0]
