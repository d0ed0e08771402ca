"""What the parity tests share: the golden values and the backends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import p_vision
from p_vision import engine

GOLDEN = Path(__file__).parent / "golden"

#: Relative to the largest value of an array (or 1): float32 sums in another order differ.
TOLERANCES = {"Cpu": 1e-5, "Wgpu": 1e-4}


def golden(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((GOLDEN / f"{name}.json").read_text())["cases"]
    return cases


def case_id(case: dict[str, Any]) -> str:
    return str(case["name"])


def array(entry: dict[str, Any]) -> np.ndarray:
    return np.array(entry["values"], dtype=entry["dtype"]).reshape(entry["shape"])


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "wgpu: needs a GPU or a software Vulkan driver")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "backend" in metafunc.fixturenames:
        wgpu = pytest.param("Wgpu", marks=pytest.mark.wgpu)
        metafunc.parametrize("backend", ["Cpu", wgpu], indirect=True, scope="session")


@pytest.fixture(scope="session")
def backend(request: pytest.FixtureRequest) -> Iterator[str]:
    """Everything in the test is computed on this backend."""
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

    def check(
        found: Any, wanted: dict[str, Any], what: str, tolerance: float | None = None
    ) -> None:
        expected = array(wanted)
        values = np.asarray(found.numpy() if hasattr(found, "numpy") else found)
        assert tuple(values.shape) == tuple(expected.shape), f"{what}: shape {values.shape}"
        relative = max(tolerance or 0.0, TOLERANCES[backend])
        scale = max(1.0, float(np.max(np.abs(expected[np.isfinite(expected)]), initial=0.0)))
        np.testing.assert_allclose(
            values, expected, rtol=relative, atol=relative * scale, err_msg=what
        )

    return check
