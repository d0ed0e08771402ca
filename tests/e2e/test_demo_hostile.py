"""Demos that somebody made to do harm, or that are broken: the page answers with a sentence."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from demo_links import demo_link, visit
from playwright.sync_api import Page, expect

from p_vision.saving.demo_file import DemoWeight, write_demo

Nodes = list[list[Any]]

ONE = {"name": "x", "low": 0, "high": 1, "first": 0.5}
REFUSED = "does not fit together"
FAILED = "could not be computed here"


def full(value: int, *shape: int) -> list[Any]:
    """A node that makes a large tensor out of nothing."""
    return ["full", [], {"shape": shape, "value": 1.0, "dtype": "float32"}, [value]]


def slow() -> Nodes:
    """Hours of work in little memory."""
    steps = [["matmul", [at, 1], {}, [at + 1]] for at in range(1, 400)]
    return [full(1, 2000, 2000), *steps, ["mean", [400], {"axes": None, "keepdims": False}, [500]]]


def demo(nodes: Nodes, output: int, weights: list[DemoWeight] | None = None, **more: Any) -> bytes:
    """A demo with one slider and these operations."""
    program = {
        "inputs": [{"dtype": "float32", "shape": [1]}],
        "constants": [],
        "variables": [],
        "nodes": nodes,
        "outputs": [output],
        **more,
    }
    described = {
        "title": "<img src=x onerror=document.title='bad'>",
        "widget": {"kind": "slider", "options": {"sliders": [ONE]}},
        "names": None,
        "program": json.dumps(program),
    }
    return write_demo(described, weights or [])


def specs(*shapes: list[int]) -> list[dict[str, Any]]:
    return [{"dtype": "float32", "shape": shape} for shape in shapes]


CASES: dict[str, tuple[bytes, str]] = {
    "a value that nobody defined": (demo([["add", [0, 7], {}, [1]]], 1), REFUSED),
    "an output that nobody defined": (demo([], 9), REFUSED),
    "a value defined twice": (demo([["add", [0, 0], {}, [0]]], 0), REFUSED),
    "an operation that is not there": (demo([["eval", [0], {}, [1]]], 1), REFUSED),
    "settings that are not there": (demo([["reshape", [0], {"shape": "all"}, [1]]], 1), REFUSED),
    "shapes that do not fit": (demo([["reshape", [0], {"shape": [7]}, [1]]], 1), REFUSED),
    "more numbers than can be counted": (demo([full(1, 2**30, 2**30)], 1), REFUSED),
    "another weight than it takes": (
        demo(
            [["read_variable", [], {"variable": 0}, [1]]],
            1,
            [DemoWeight("w", np.ones((2, 2), "float32"))],
            variables=specs([3, 3]),
        ),
        REFUSED,
    ),
    "more weights than there are": (demo([], 0, variables=specs([1])), "is damaged"),
    "two inputs": (demo([], 0, inputs=specs([1], [1])), REFUSED),
    "a panic": (demo([["panic_probe", [], {}, [1]]], 1), FAILED),
    "more memory than there is": (
        demo([full(1, 30_000, 30_000), ["add", [1, 1], {}, [2]]], 2),
        FAILED,
    ),
    "an answer too large to show": (demo([full(1, 3_000, 3_000)], 1), FAILED),
    "an answer that is no number": (
        demo([["subtract", [0], {"right": math.pi}, [1]], ["log", [1], {}, [2]]], 2),
        "is no number",
    ),
    "hours of work": (demo(slow(), 500), "took too long"),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_in_a_sentence(page: Page, case: str) -> None:
    data, words = CASES[case]
    visit(page, "/" + demo_link(data, title="<b>Harmless</b>"))
    problem = page.locator(".widget-problem, .demo .note")
    expect(problem).to_contain_text(words, timeout=40_000)
    expect(page.locator("h1:visible")).to_have_text("<b>Harmless</b>")
    assert "bad" not in page.title()
    page.get_by_role("button", name="Open the code").click()
    expect(page.locator("#editor .cm-content")).to_contain_text("x = 1")


@pytest.mark.parametrize("bytes_left", [7, 15, 60])
def test_a_cut_demo_says_so(page: Page, bytes_left: int) -> None:
    data = demo([], 0)
    visit(page, "/" + demo_link(data[:bytes_left]))
    expect(page.locator(".demo .note")).to_contain_text("demo")
    expect(page.get_by_role("button", name="Open the code")).to_be_visible()


def test_a_demo_of_the_future_says_so(page: Page) -> None:
    data = bytearray(demo([], 0))
    data[8] = 9
    visit(page, "/" + demo_link(bytes(data)))
    expect(page.locator(".demo .note")).to_contain_text("newer version")
