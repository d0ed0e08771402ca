"""Random numbers: repeatable, the same on every backend, of the right distribution."""

from __future__ import annotations

import numpy as np
import pytest

from p_vision import backend as backends
from p_vision import ops, random
from p_vision.errors import ArgumentError, BackendError

pytestmark = pytest.mark.usefixtures("backend")


def test_the_same_seed_gives_the_same_numbers() -> None:
    first, again = random.normal((5,), seed=3), random.normal((5,), seed=3)
    assert first.tolist() == again.tolist()
    assert first.tolist() != random.normal((5,), seed=4).tolist()


def test_a_generator_goes_on() -> None:
    seeds = random.SeedGenerator(3)
    assert random.uniform((3,), seed=seeds).tolist() != random.uniform((3,), seed=seeds).tolist()


def test_set_seed_makes_everything_repeatable() -> None:
    def draw() -> list[object]:
        random.set_seed(11)
        own = random.SeedGenerator()
        return [random.uniform((2,)).tolist(), random.normal((2,), seed=own).tolist()]

    assert draw() == draw()


@pytest.mark.wgpu
@pytest.mark.parametrize("count", [50, 70_000, 2**17])
def test_backends_draw_the_same_numbers(count: int) -> None:
    draws = []
    for backend in ("Cpu", "Wgpu"):
        try:
            key = ops.convert_to_tensor([7, 9], dtype="int32", backend=backend)
        except BackendError as error:
            pytest.skip(str(error))
        draws.append(
            [random.uniform((count,), seed=key).numpy(), random.normal((count,), seed=key).numpy()]
        )
    np.testing.assert_array_equal(draws[0][0], draws[1][0])
    np.testing.assert_allclose(draws[0][1], draws[1][1], atol=1e-5)


def test_distributions_have_their_mean_and_spread() -> None:
    uniform = random.uniform((20000,), -1.0, 3.0, seed=1).numpy()
    assert -1.0 <= uniform.min() < -0.99
    assert 2.99 < uniform.max() < 3.0
    assert uniform.mean() == pytest.approx(1.0, abs=0.03)
    normal = random.normal((20000,), 2.0, 0.5, seed=1).numpy()
    assert normal.mean() == pytest.approx(2.0, abs=0.02)
    assert normal.std() == pytest.approx(0.5, abs=0.02)
    cut = random.truncated_normal((20000,), seed=1).numpy()
    assert np.abs(cut).max() <= 2.0
    assert cut.std() == pytest.approx(0.8796, abs=0.02)


def test_whole_numbers_reach_both_ends() -> None:
    found = random.randint((2000,), -2, 3, seed=1)
    assert found.dtype == "int32"
    assert sorted(set(found.tolist())) == [-2, -1, 0, 1, 2]


def test_dropout_keeps_the_mean() -> None:
    found = random.dropout(ops.ones((20000,)), 0.25, seed=1).numpy()
    assert set(np.unique(found)) == {np.float32(0.0), np.float32(1 / 0.75)}
    assert found.mean() == pytest.approx(1.0, abs=0.02)


def test_dropout_shares_draws_along_axes_of_size_one() -> None:
    found = random.dropout(ops.ones((8, 5)), 0.5, noise_shape=(None, 1), seed=2).numpy()
    assert all(len(set(row)) == 1 for row in found)


def test_shuffle_keeps_the_entries() -> None:
    found = random.shuffle(ops.arange(50), seed=5).tolist()
    assert found != list(range(50))
    assert sorted(found) == list(range(50))


def test_categorical_follows_the_scores() -> None:
    found = random.categorical(ops.log([[0.1, 0.6, 0.3]]), 5000, seed=1).numpy()
    shares = np.bincount(found[0], minlength=3) / 5000
    np.testing.assert_allclose(shares, [0.1, 0.6, 0.3], atol=0.03)


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(ArgumentError, match="no whole number"):
        random.randint((2,), 3, 3)
    with pytest.raises(ArgumentError, match="rate"):
        random.dropout(ops.ones((2,)), 1.0)
    with pytest.raises(ArgumentError, match="whole number"):
        random.SeedGenerator("a")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="A seed is"):
        random.normal((2,), seed=1.5)


@pytest.mark.wgpu
def test_a_generator_starts_on_the_backend_of_its_first_use() -> None:
    seeds = random.SeedGenerator(1)
    try:
        with backends.use_backend("Wgpu"):
            assert random.uniform((2,), seed=seeds).backend == "Wgpu"
    except BackendError as error:
        pytest.skip(str(error))
    assert seeds.state.backend == "Wgpu"
    found = random.dropout(ops.convert_to_tensor([1.0], backend="Cpu"), 0.5, seed=seeds)
    assert found.backend == "Cpu"


def test_gamma_has_its_mean_and_spread() -> None:
    for alpha in (0.3, 1.0, 4.5):
        drawn = random.gamma((4000,), alpha, seed=3).numpy()
        assert drawn.min() >= 0
        assert drawn.mean() == pytest.approx(alpha, rel=0.08)
        assert drawn.var() == pytest.approx(alpha, rel=0.2)
    several = random.gamma((2000, 2), [1.0, 6.0], seed=4).numpy().mean(0)
    np.testing.assert_allclose(several, [1.0, 6.0], rtol=0.1)


def test_beta_has_its_mean_and_spread() -> None:
    drawn = random.beta((4000,), 2.0, 3.0, seed=5).numpy()
    assert 0 < drawn.min() < drawn.max() < 1
    assert drawn.mean() == pytest.approx(0.4, abs=0.02)
    assert drawn.var() == pytest.approx(0.04, rel=0.15)


def test_binomial_counts_what_happened() -> None:
    drawn = random.binomial((4000,), 100, 0.3, seed=6).numpy()
    assert set(drawn % 1) == {0.0}
    assert drawn.mean() == pytest.approx(30, rel=0.02)
    assert drawn.var() == pytest.approx(21, rel=0.15)
    several = random.binomial((500, 2), np.array([0.0, 70.0]), 0.5, seed=7).numpy()
    assert not several[:, 0].any()
    assert several[:, 1].mean() == pytest.approx(35, rel=0.05)
    with pytest.raises(ArgumentError, match="there cannot be -1 tries"):
        random.binomial((2,), -1, 0.5)


def test_the_same_seed_gives_the_same_of_all() -> None:
    for draw in (
        lambda: random.gamma((3,), 2.0, seed=1),
        lambda: random.beta((3,), 2.0, 2.0, seed=1),
        lambda: random.binomial((3,), 9, 0.5, seed=1),
    ):
        assert draw().tolist() == draw().tolist()
