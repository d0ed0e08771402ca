"""The backends a test runs on: every test that takes `backend` runs on each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from p_vision import engine
from p_vision.errors import BackendError


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "wgpu: needs a GPU or a software Vulkan driver")


@pytest.fixture(params=["Cpu", pytest.param("Wgpu", marks=pytest.mark.wgpu)])
def backend(request: pytest.FixtureRequest) -> Iterator[str]:
    """Everything in the test is computed on this backend."""
    name: str = request.param
    try:
        engine.get(name)
    except BackendError as error:
        pytest.skip(f"{name} cannot start here: {error}")
    with engine.scope(name):
        yield name
