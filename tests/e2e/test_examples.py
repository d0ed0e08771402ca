"""Every program of the picker runs to its end in the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playground_page import PlaygroundPage

FOLDER = Path(__file__).resolve().parents[2] / "web" / "examples"
#: What each prints last, and what is made shorter: the long way is for people, not for a test.
SHORTER = {
    "epochs=3": "epochs=1, steps_per_epoch=4",
    "x_test, y_test, v": "x_test[:500], y_test[:500], v",
}
EXPECTED = {
    "xor": r"1 xor 0  ->  0\.9",
    "line": r"learned: y = (2\.9|3\.0)\d*x -(1\.9|2\.0)",
    "spirals": r"accuracy on points it has not seen: (9|100)",
    "mnist_dense": r"accuracy on digits it has not seen: \d",
    "mnist_convnet": r"accuracy on digits it has not seen: \d",
    "gradients": r"step 300 +loss 0\.0[\s\S]*largest error: 0\.",
    "blank": r"^blank\.py, ",
}


def test_every_example_is_tried() -> None:
    assert {file.stem for file in FOLDER.glob("*.py")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_example(playground: PlaygroundPage, name: str) -> None:
    playground.choose_example(name)
    if name.startswith("mnist"):
        code = playground.code
        for long, short in SHORTER.items():
            assert long in code
            code = code.replace(long, short)
        playground.write_code(code)
    shown = playground.run()
    assert playground.errors.count() == 0
    assert re.search(EXPECTED[name], shown, re.MULTILINE), shown
