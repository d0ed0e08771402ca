"""First values: their spread, their seeds, their names."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from p_vision import initializers
from p_vision.errors import ShapeError, UnknownNameError
from p_vision.initializers.scaled_values import compute_fans


def _values(name: str, shape: tuple[int, ...], **config: Any) -> np.ndarray:
    cls = type(initializers.get(name))
    found: np.ndarray = cls(seed=7, **config)(shape).numpy()
    return found


@pytest.mark.parametrize(
    ("name", "stddev", "limit"),
    [
        ("glorot_uniform", (2 / 500) ** 0.5, (6 / 500) ** 0.5),
        ("glorot_normal", (2 / 500) ** 0.5, None),
        ("he_uniform", (2 / 300) ** 0.5, (6 / 300) ** 0.5),
        ("he_normal", (2 / 300) ** 0.5, None),
        ("lecun_uniform", (1 / 300) ** 0.5, (3 / 300) ** 0.5),
        ("lecun_normal", (1 / 300) ** 0.5, None),
        ("random_normal", 0.05, None),
        ("random_uniform", 0.05 / 3**0.5, 0.05),
        ("truncated_normal", 0.05 * 0.87962566, 0.1),
    ],
)
def test_spread(name: str, stddev: float, limit: float | None) -> None:
    values = _values(name, (300, 200))
    assert values.mean() == pytest.approx(0.0, abs=stddev * 0.03)
    assert values.std() == pytest.approx(stddev, rel=0.03)
    if limit is not None:
        assert np.abs(values).max() <= limit * 1.0001


def test_fans_of_kernels() -> None:
    assert compute_fans((300, 200)) == (300, 200)
    assert compute_fans((3, 3, 16, 32)) == (144, 288)
    assert compute_fans((5,)) == (5, 5)


def test_orthogonal_columns() -> None:
    values = _values("orthogonal", (6, 4))
    np.testing.assert_allclose(values.T @ values, np.eye(4), atol=1e-5)
    values = _values("orthogonal", (3, 5))
    np.testing.assert_allclose(values @ values.T, np.eye(3), atol=1e-5)


def test_same_seed_same_values() -> None:
    first = initializers.HeNormal(seed=3)((4, 4)).numpy()
    assert (first == initializers.HeNormal(seed=3)((4, 4)).numpy()).all()
    assert (first != initializers.HeNormal(seed=4)((4, 4)).numpy()).any()


def test_one_object_gives_the_same_values_again() -> None:
    initializer = initializers.GlorotUniform()
    assert (initializer((3, 3)).numpy() == initializer((3, 3)).numpy()).all()


def test_lookup() -> None:
    assert isinstance(initializers.get("HeNormal"), initializers.HeNormal)
    assert isinstance(initializers.get("he_normal"), initializers.HeNormal)
    assert isinstance(initializers.get(initializers.Zeros), initializers.Zeros)
    config = initializers.serialize(initializers.VarianceScaling(scale=3.0))
    assert initializers.get(config).scale == 3.0
    assert initializers.get(np.ones((2, 2), "float32"))((2, 2)).tolist() == [[1, 1], [1, 1]]
    with pytest.raises(UnknownNameError, match="glorot_uniform"):
        initializers.get("glorot_unifrom")
    with pytest.raises(ShapeError):
        initializers.get(np.ones((2, 2), "float32"))((3, 2))
