"""The scripts of `tests/scripts` run as they stand, and end with Keras's numbers.

`golden.json` holds what they give under real Keras, with only the import changed.
"""

import json
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


GOLDEN = json.loads((SCRIPTS / "golden.json").read_text())
#: Scripts in which chance decides, so that only what they learn is compared.
BY_CHANCE = {"image_augmentation": 0.1}


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_a_script_ends_as_under_keras(name: str) -> None:
    done = subprocess.run(
        [sys.executable, SCRIPTS / f"{name}.py"], capture_output=True, text=True, timeout=300
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    assert lines, done.stderr
    found, wanted = json.loads(lines[-1].removeprefix("RESULT ")), GOLDEN[name]
    assert found.keys() == wanted.keys()
    for key, value in wanted.items():
        tolerance = BY_CHANCE.get(name, 1e-5)
        assert found[key] == pytest.approx(value, rel=1e-3, abs=tolerance), key


def test_there_are_twelve_scripts() -> None:
    written = {path.stem for path in SCRIPTS.glob("*.py") if "RESULT" in path.read_text()}
    assert written == set(GOLDEN)
    assert len(written) >= 12
