import re

import pytest

from p_vision.progress import ProgressBar, format_duration, format_step_time, format_value


def test_the_final_line_is_kept_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    bar = ProgressBar(target=4)
    bar.update(4, {"accuracy": 0.9, "loss": 0.3}, final=True)
    written = capsys.readouterr().out
    assert re.fullmatch(
        r"\r4/4 ━{20} 0s \d+(us|ms)/step - accuracy: 0\.9000 - loss: 0\.3000\n", written
    )


def test_lines_are_rewritten_at_most_ten_times_a_second(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bar = ProgressBar(target=1000)
    for step in range(1, 500):
        bar.update(step, {"loss": 1.0})
    assert capsys.readouterr().out.count("\r") == 1


def test_a_shorter_line_wipes_the_longer_one(capsys: pytest.CaptureFixture[str]) -> None:
    bar = ProgressBar(target=2)
    bar.update(1, {"loss": 1.0, "a_long_name": 2.0})
    bar.update(2, {"loss": 1.0}, final=True)
    first, last = capsys.readouterr().out.split("\r")[1:]
    assert len(last.rstrip("\n")) >= len(first)


def test_an_unknown_number_of_steps_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    ProgressBar(target=None).update(3, {})
    assert "3/Unknown" in capsys.readouterr().out


def test_verbose_2_writes_one_plain_line(capsys: pytest.CaptureFixture[str]) -> None:
    bar = ProgressBar(target=2, verbose=2)
    bar.update(1, {"loss": 1.0})
    bar.update(2, {"loss": 0.5}, final=True)
    written = capsys.readouterr().out
    assert written.startswith("2/2 - 0s - ")
    assert written.endswith(" - loss: 0.5000\n")


def test_verbose_0_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    ProgressBar(target=2, verbose=0).update(2, {}, final=True)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("value", "text"), [(0.5, "0.5000"), (0.0, "0.0000"), (0.0001, "1.0000e-04"), (12.0, "12.0000")]
)
def test_values_have_four_decimals_or_an_exponent(value: float, text: str) -> None:
    assert format_value(value) == text


def test_times_read_well() -> None:
    assert [format_duration(s) for s in (3, 75, 4000)] == ["3s", "1:15", "1:06:40"]
    assert [format_step_time(s) for s in (2, 0.02, 0.00002)] == [
        "2s/step",
        "20ms/step",
        "20us/step",
    ]
