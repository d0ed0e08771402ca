"""What the parity tests share: the backends, and comparing with golden values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from checked_values import TOLERANCES, array

import p_vision
from p_vision import engine


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
