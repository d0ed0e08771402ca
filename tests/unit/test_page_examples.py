"""Every program of the page's list also runs natively, and learns what it says."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import numpy as np
import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "web" / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.py"))


def few_digits() -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Random pictures in the form of MNIST: enough to run, not enough to wait for."""
    generator = np.random.default_rng(0)

    def part(count: int) -> tuple[np.ndarray, np.ndarray]:
        pictures = generator.integers(0, 256, size=(count, 28, 28)).astype("uint8")
        return pictures, generator.integers(0, 10, size=count).astype("uint8")

    return part(300), part(100)


def run(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    from p_vision import datasets

    monkeypatch.setattr(datasets.mnist, "load_data", few_digits)
    runpy.run_path(str(EXAMPLES / f"{name}.py"), run_name="__main__")
    return capsys.readouterr().out


def test_the_list_is_complete() -> None:
    listed = (EXAMPLES / "list.ts").read_text()
    assert [name for name in NAMES if f"./{name}.py?raw" not in listed] == []


@pytest.mark.parametrize("name", ["blank", "mnist_convnet", "mnist_dense"])
def test_it_runs(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = run(name, monkeypatch, capsys)
    assert name == "blank" or "accuracy on digits it has not seen" in out


def test_xor_is_learned(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = run("xor", monkeypatch, capsys)
    answers = [round(float(value)) for value in re.findall(r"->\s+([\d.]+)", out)]
    assert answers == [0, 1, 1, 0]


def test_the_line_is_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = re.search(r"y = ([\d.]+)x ([-+][\d.]+)", run("line", monkeypatch, capsys))
    assert found is not None
    assert float(found[1]) == pytest.approx(3, abs=0.1)
    assert float(found[2]) == pytest.approx(-2, abs=0.1)


def test_the_spirals_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = re.search(r"not seen: ([\d.]+)%", run("spirals", monkeypatch, capsys))
    assert found is not None
    assert float(found[1]) > 90


def test_the_own_loop_learns_the_sine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = re.search(r"largest error: ([\d.]+)", run("gradients", monkeypatch, capsys))
    assert found is not None
    assert float(found[1]) < 0.2
