"""numpy's random numbers are seeded, whether they are loaded already or not."""

import subprocess
import sys

import numpy as np

from p_vision.utils import set_random_seed


def run(code: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", code], check=True, text=True, capture_output=True, timeout=60
    )
    return ended.stdout.strip()


def test_loaded_random_numbers_are_seeded_at_once() -> None:
    set_random_seed(5)
    first = np.random.rand(3)
    set_random_seed(5)
    assert (np.random.rand(3) == first).all()
    np.random.seed(5)
    assert (np.random.rand(3) == first).all()


def test_random_numbers_that_are_loaded_later_are_seeded_too() -> None:
    code = (
        "import sys, numpy\n"
        "from p_vision.utils import set_random_seed\n"
        "set_random_seed(1); set_random_seed(5)\n"
        "early = 'numpy.random' in sys.modules\n"
        "print(early, numpy.random.rand(), len([f for f in sys.meta_path if 'Seed' in repr(f)]))"
    )
    np.random.seed(5)
    assert run(code) == f"False {np.random.rand()} 0"


def test_numpy_may_come_later_as_well() -> None:
    code = (
        "from p_vision.utils import set_random_seed\n"
        "set_random_seed(2**32 + 5)\n"
        "from numpy.random import rand\n"
        "print(rand())"
    )
    np.random.seed(5)
    assert run(code) == str(np.random.rand())
