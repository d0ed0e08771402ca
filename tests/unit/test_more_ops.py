"""Operations made of others, against numpy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from p_vision import ops

HOLES = np.array([[1.5, np.nan, 3.0], [-2.0, 0.5, np.nan]], dtype="float32")


@pytest.mark.parametrize("name", ["nansum", "nanprod", "nanmax", "nanmin", "nanmean", "nanstd"])
@pytest.mark.parametrize("axis", [None, 0, 1])
def test_reductions_without_nan(name: str, axis: Any, backend: str) -> None:
    found = getattr(ops, name)(HOLES, axis=axis).numpy()
    np.testing.assert_allclose(found, getattr(np, name)(HOLES, axis=axis), rtol=1e-5)


@pytest.mark.parametrize("name", ["nanargmax", "nanargmin", "nancumsum", "nancumprod", "nanvar"])
def test_more_without_nan(name: str, backend: str) -> None:
    found = getattr(ops, name)(HOLES, axis=1).numpy()
    np.testing.assert_allclose(found, getattr(np, name)(HOLES, axis=1), rtol=1e-5)


@pytest.mark.parametrize("name", ["fmax", "fmin", "fmod", "ldexp"])
def test_of_two_numbers(name: str) -> None:
    first, second = np.array([5.0, -5.0, 2.5]), np.array([3, 3, -2])
    found = getattr(ops, name)(first.astype("float32"), second).numpy()
    np.testing.assert_allclose(found, getattr(np, name)(first, second), rtol=1e-5)


@pytest.mark.parametrize("name", ["hamming", "hanning", "blackman", "bartlett"])
def test_windows(name: str) -> None:
    np.testing.assert_allclose(getattr(ops, name)(7).numpy(), getattr(np, name)(7), atol=1e-6)


@pytest.mark.parametrize("name", ["hsplit", "vsplit", "dsplit"])
def test_parts(name: str) -> None:
    x = np.arange(64, dtype="float32").reshape(4, 4, 4)
    for found, wanted in zip(getattr(ops, name)(x, [1, 3]), getattr(np, name)(x, [1, 3]),
                             strict=True):  # fmt: skip
        np.testing.assert_array_equal(found.numpy(), wanted)
    np.testing.assert_array_equal(ops.dstack([x, x]).numpy(), np.dstack([x, x]))
    np.testing.assert_array_equal(ops.dstack([x[0, 0]]).numpy(), np.dstack([x[0, 0]]))


def test_blocks_of_pixels_there_and_back(backend: str) -> None:
    x = np.arange(2 * 4 * 6 * 8, dtype="float32").reshape(2, 4, 6, 8)
    spread = ops.depth_to_space(x, 2)
    assert spread.shape == (2, 8, 12, 2)
    assert spread.numpy()[0, 0, 1].tolist() == [2.0, 3.0]
    np.testing.assert_array_equal(ops.space_to_depth(spread, 2).numpy(), x)
    first = ops.depth_to_space(np.moveaxis(x, -1, 1), 2, data_format="channels_first")
    np.testing.assert_array_equal(np.moveaxis(first.numpy(), 1, -1), spread.numpy())


def test_distances_and_signs() -> None:
    x, y = np.random.default_rng(0).random((2, 3, 4)).astype("float32")
    wanted = np.linalg.norm(x[:, None] - y[None], axis=-1)
    np.testing.assert_allclose(ops.cdist(x, y).numpy(), wanted, rtol=1e-5)
    assert ops.signbit([-1.0, 1.0]).tolist() == [True, False]
    assert ops.imag([2.0]).tolist() == [0.0]
    assert ops.fabs([-2]).numpy().dtype == np.float32
    assert float(ops.erfc([0.5])[0]) == pytest.approx(0.4795, abs=1e-4)
