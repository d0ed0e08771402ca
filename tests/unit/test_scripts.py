"""The scripts of `tests/scripts` run as they stand."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from p_vision.datasets.files import cache_folder

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"


@pytest.mark.skipif(
    not (cache_folder() / "data" / "mnist").is_dir(), reason="MNIST is not on this machine"
)
def test_the_convnet_learns_digits() -> None:
    done = subprocess.run(
        [sys.executable, SCRIPTS / "mnist_convnet.py", "2", "3000"],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert "Total params: 34,826" in done.stdout
    accuracy = re.search(r"Test accuracy: (\S+)", done.stdout)
    assert accuracy is not None
    assert float(accuracy[1]) > 0.8
