"""Activations that have no golden values."""

import numpy as np
import pytest

from p_vision import GradientTape, activations, ops


def nearest_probabilities(scores: np.ndarray) -> np.ndarray:
    """The projection onto probabilities, found by trying every number of scores that stay."""
    ordered = np.sort(scores)[::-1]
    for many in range(len(scores), 0, -1):
        limit = (ordered[:many].sum() - 1) / many
        if ordered[many - 1] > limit:
            return np.maximum(scores - limit, 0)
    raise AssertionError


def test_sparsemax_is_the_nearest_point_of_probabilities(backend: str) -> None:
    scores = np.random.default_rng(1).normal(0, 1, (20, 5)).astype("float32")
    wanted = np.stack([nearest_probabilities(row) for row in scores])
    np.testing.assert_allclose(activations.sparsemax(scores).numpy(), wanted, atol=1e-5)
    found = activations.sparsemax(scores.T, axis=0).numpy()
    np.testing.assert_allclose(found, wanted.T, atol=1e-5)


def test_sparsemax_has_its_gradient(backend: str) -> None:
    x = ops.convert_to_tensor([1.0, 0.5, -2.0])
    with GradientTape() as tape:
        tape.watch(x)
        first = activations.sparsemax(x)[0]
    assert tape.gradient(first, [x])[0].tolist() == pytest.approx([0.5, -0.5, 0.0])


def test_every_activation_has_a_name() -> None:
    for name in ("celu", "hard_shrink", "soft_shrink", "sparsemax", "squareplus", "hard_swish"):
        assert activations.get(name) is getattr(activations, name)
