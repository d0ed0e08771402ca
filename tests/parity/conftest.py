"""What the parity tests share: the backends, and comparing with golden values."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from checked_values import check_close

import p_vision
from p_vision import engine


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "backend" in metafunc.fixturenames:
        wgpu = pytest.param("Wgpu", marks=pytest.mark.wgpu)
        metafunc.parametrize("backend", ["Cpu", wgpu], indirect=True)


#: How many cases there are for one that runs on Wgpu too, where a software driver compiles each
#: for seconds: one case of every op and every layer runs there.
CASES_FOR_ONE_ON_WGPU = {
    "test_recorded_layer_is_keras_s": 8,
    "test_one_training_step_is_keras_s": 16,
    "test_training_is_keras_s": 4,
    "test_own_files_give_the_same_model_back": 3,
}
EVERY_CASE = "P_VISION_EVERY_CASE" in os.environ


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave cases out on Wgpu, unless P_VISION_EVERY_CASE is set."""
    seen: Counter[str] = Counter()
    left_out = []
    for item in items:
        if (
            EVERY_CASE
            or not isinstance(item, pytest.Function)
            or not item.get_closest_marker("wgpu")
        ):
            continue
        name, given = item.originalname, getattr(item, "callspec", None)
        share = CASES_FOR_ONE_ON_WGPU.get(name, 1)
        if name == "test_layer_is_keras_s" and given is not None:
            name, share = f"{name} {given.params['case']['layer']}", len(items)
        if name == "test_call_is_keras_s" and given is not None:
            name, share = f"{name} {given.params['case']['function']}", len(items)
        if seen[name] % share:
            left_out.append(item)
        seen[name] += 1
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> Iterator[str]:
    """Everything in the test is computed on this backend, and nothing outside it."""
    name: str = request.param
    try:
        engine.get(name)
    except p_vision.errors.BackendError as error:
        pytest.skip(f"{name} cannot start here: {error}")
    with engine.scope(name):
        yield name


@pytest.fixture
def close(backend: str) -> Any:
    """Compare with golden values; a case may bring a tolerance of its own."""
    return partial(check_close, backend)
