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


def number(pattern: str, out: str) -> float:
    """The first number that the pattern's group finds in what was printed."""
    found = re.search(pattern, out)
    assert found is not None, out
    return float(found[1])


def test_the_list_is_complete() -> None:
    listed = (EXAMPLES / "list.ts").read_text()
    assert [name for name in NAMES if f'["{name}", ' not in listed] == []
    assert len(NAMES) >= 30


@pytest.mark.parametrize("name", NAMES)
def test_it_is_short_and_has_a_picture(name: str) -> None:
    text = (EXAMPLES / f"{name}.py").read_text()
    assert len(text.splitlines()) <= 60
    if name != "blank":
        assert text.startswith('"""')
        assert (EXAMPLES / "pictures" / f"{name}.svg").stat().st_size < 8_000


#: Example, a pattern with one number in what it prints, and the least and most it may be.
RESULTS = {
    "first_neuron": (r"= ([\d.]+) \* celsius", 1.75, 1.85),
    "downhill": (r"near x = ([\d.]+)", 2.9, 3.1),
    "learning_rates": (r"best: ([\d.]+)", 0.05, 0.05),
    "sine": (r"mean error: ([\d.]+)", 0, 0.15),
    "many_inputs": (r"wrong by ([\d.]+)", 4, 14),
    "moons": (r"not seen: ([\d.]+)%", 95, 100),
    "circles": (r"squares: ([\d.]+)%", 97, 100),
    "three_classes": (r"right: ([\d.]+)%", 93, 100),
    "rare_class": (r"weighted: .* ([\d.]+)% of the rare", 65, 95),
    "stripes": (r"not seen: ([\d.]+)%", 93, 100),
    "edges": (r"strongest answer: ([\d.]+)", 3, 3),
    "noise": (r"pixels right: ([\d.]+)%", 95, 100),
    "names": (r"next letter right: ([\d.]+)%", 55, 100),
    "heartbeat": (r"not seen: ([\d.]+)%", 85, 100),
    "forecast": (r"steps alone: ([\d.]+)", 0, 0.5),
    "attention": (r"new boxes: ([\d.]+)", 0, 0.05),
    "memory": (r"new sequences: ([\d.]+)%", 90, 100),
    "backwards": (r"digits right: ([\d.]+)%", 95, 100),
    "two_inputs": (r"mean error: ([\d.]+)", 0, 0.1),
    "keep": (r"loss [\d.]+ before, ([\d.]+) after", 0, 0.01),
    "own_layer": (r"mean error: ([\d.]+)", 0, 0.1),
    "own_loss": (r"([\d.]+)% of the points", 85, 95),
    "early_stopping": (r"stopped after (\d+) of", 20, 900),
    "generator": (r"pixels right: ([\d.]+)%", 93, 100),
}


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some programs write files beside themselves."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", RESULTS)
def test_it_finds_what_it_says(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pattern, least, most = RESULTS[name]
    assert least <= number(pattern, run(name, monkeypatch, capsys)) <= most


def test_learning_by_heart_is_worse_on_new_points(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = run("overfitting", monkeypatch, capsys)
    by_heart, small = (float(text) for text in re.findall(r"new points ([\d.]+)", out))
    assert by_heart > 1.3 * small


def test_and_is_learned(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = run("logic_gate", monkeypatch, capsys)
    assert [round(float(value)) for value in re.findall(r"->\s+([\d.]+)", out)] == [0, 0, 0, 1]


def test_good_and_bad_words_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = run("words", monkeypatch, capsys)
    assert [round(float(value)) for value in re.findall(r": ([\d.]+)", out)] == [1, 0, 0, 1]


def test_a_falling_rate_is_better(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "better: falling" in run("schedules", monkeypatch, capsys)


def test_plain_sgd_comes_last(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "slowest: SGD\n" in run("optimizers_race", monkeypatch, capsys)


def test_deep_sigmoids_are_stuck_and_relu_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = run("deep", monkeypatch, capsys)
    sigmoid, relu, normalized = (float(text) for text in re.findall(r": ([\d.]+)%", out))
    assert sigmoid < 65
    assert relu > 85
    assert normalized > sigmoid + 10


def test_numpy_alone_learns_xor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = run("by_hand", monkeypatch, capsys).split("answers:")[1]
    assert [round(float(text)) for text in re.findall(r"[\d.]+", out)] == [0, 1, 1, 0]


def test_far_away_the_answers_differ_more(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spreads = re.findall(r"give or take ([\d.]+)", run("dropout", monkeypatch, capsys))
    assert float(spreads[2]) > 1.3 * float(spreads[0])


@pytest.mark.parametrize("name", ["blank", "digit_pad", "mnist_convnet", "mnist_dense"])
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
