"""Errors are shown in the user's names: their own lines, and one sentence that helps."""

from __future__ import annotations

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import expect

SHAPES = """\
import numpy as np
from p_vision import Dense, Input, Sequential

def build():
    return Sequential([Input(shape=(4,)), Dense(2)])

model = build()
model.compile(loss="mse")
model.fit(np.ones((8, 3)), np.ones((8, 2)))
"""
ENGINE_WORDS = (
    "site-packages",
    "pyodide",
    "p_vision/",
    "JsException",
    "handle",
    "panicked",
    "wasm",
)


def test_the_traceback_holds_only_lines_of_the_user(playground: PlaygroundPage) -> None:
    playground.run(SHAPES)
    shown = playground.errors.inner_text()
    assert "model.fit(np.ones((8, 3)), np.ones((8, 2)))" in shown
    assert 'File "mnist_convnet.py", line 9' in shown, "the name that the page shows"
    assert "(8, 3)" in shown or "3" in shown.splitlines()[-1]
    assert [word for word in ENGINE_WORDS if word in shown] == []


def test_the_line_is_marked_in_the_editor(playground: PlaygroundPage) -> None:
    playground.run("x = 1\ny = x / 0\n")
    expect(playground.errors).to_contain_text("ZeroDivisionError")
    expect(playground.page.locator("#editor .cm-lintRange-error")).to_be_visible()
    playground.run("x = 1\n")
    expect(playground.page.locator("#editor .cm-lintRange-error")).to_have_count(0)


def test_a_syntax_error_has_its_place(playground: PlaygroundPage) -> None:
    playground.run("x = 1\nfor i in range(3)\n    print(i)\n")
    shown = playground.errors.inner_text()
    assert "SyntaxError" in shown
    assert "line 2" in shown


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("from p_vision import Dense\nDense(4, activation='rleu')", "relu"),
        ("from p_vision import Sequential\nSequential(backend='Cuda')", "Cpu"),
        ("from p_vision import ops\nops.matmul(ops.ones((2, 3)), ops.ones((2, 3)))", "(2, 3)"),
        ("from p_vision import ops\nops.ones((2,)).reshaped", "reshaped"),
    ],
)
def test_a_mistake_is_explained(playground: PlaygroundPage, code: str, expected: str) -> None:
    playground.run(code)
    shown = playground.errors.inner_text()
    assert expected in shown
    assert [word for word in ENGINE_WORDS if word in shown] == []


def test_names_stay_after_an_error(playground: PlaygroundPage) -> None:
    playground.run("kept = [1, 2]\nraise RuntimeError('here')\n")
    expect(playground.errors).to_contain_text("RuntimeError in line 2")
    assert playground.answer("kept") == "[1, 2]"
