"""A demo in a frame of somebody else's page: light, as high as it needs, and without Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from demo_links import PYTHON, demo_link
from foreign_pages import foreign_pages
from playwright.sync_api import Page, Request, expect

from p_vision import Dense, Input, Sequential, ui, utils

AROUND = """<!doctype html><title>around</title><script>
window.heard = [];
addEventListener("message", ({ data, source }) => {
  window.heard.push(data);
  const frame = document.querySelector("iframe");
  if (source === frame.contentWindow && data.type === "p_vision.height") {
    frame.style.height = `${data.height}px`;
  }
});
</script><body style="margin: 0">
<iframe src="%s" title="demo" style="width: 100%%; border: 0"></iframe>"""


def size_of(request: Request) -> int:
    """Bytes that came for a part of the page; the engine is counted elsewhere."""
    return request.sizes()["responseBodySize"] if "/assets/" in request.url else 0


@pytest.fixture
def around() -> Iterator[Callable[[str], str]]:
    """`around(address)` is a page of another origin that shows the address in a frame."""
    with foreign_pages() as show:
        yield lambda address: show(AROUND % address)


@pytest.fixture
def trained(tmp_path: Path) -> tuple[Sequential, str]:
    """A model, and the fragment with its demo."""
    utils.set_random_seed(8)
    model = Sequential([Input((2,)), Dense(3, activation="softmax")])
    ui.slider(model, names=["a", "b", "c"], width=(0, 1), height=(0, 1))
    ui.save_demo(tmp_path / "a.pvdemo")
    link = demo_link((tmp_path / "a.pvdemo").read_bytes(), title="In a frame", code="print(1)\n")
    return model, link


def test_it_answers_in_a_frame_that_grows_with_it(
    page: Page,
    base_url: str,
    around: Callable[[str], str],
    trained: tuple[Sequential, str],
) -> None:
    model, link = trained
    asked: list[str] = []
    sizes: dict[str, int] = {}
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfinished", lambda request: sizes.update({request.url: size_of(request)}))
    page.goto(around(f"{base_url}/embed.html{link}"))
    frame = page.frame_locator("iframe")
    frame.locator(".bars").wait_for()
    expect(frame.locator("#embed-title")).to_have_text("In a frame")
    best = int(model.predict(np.array([[0.5, 0.5]]), verbose=0).argmax())
    expect(frame.locator(".best .bar-name")).to_have_text("abc"[best])
    assert not [url for url in asked if any(part in url for part in PYTHON)], asked
    assert sum(sizes.values()) < 150_000, "no editor"
    heights = page.evaluate("() => window.heard.map(({ height }) => height)")
    shown = page.locator("iframe").bounding_box()
    assert shown is not None
    assert shown["height"] == heights[-1]
    inside = page.frames[1].evaluate(
        "() => [document.documentElement.scrollHeight, document.documentElement.clientHeight]"
    )
    assert inside[0] == inside[1], "nothing is out of sight"
    page.set_viewport_size({"width": 320, "height": 700})
    expect(page.locator("iframe")).not_to_have_css("height", f"{shown['height']}px")
    with page.context.expect_page() as opened:
        frame.locator("#open-link").click()
    opened.value.locator(".widget").wait_for()
    expect(opened.value.locator("h1:visible")).to_have_text("In a frame")
    expect(opened.value.get_by_role("button", name="Open the code")).to_be_visible()


def test_a_view_of_the_code_is_the_program(page: Page, trained: tuple[Sequential, str]) -> None:
    page.goto("/embed.html?view=code" + trained[1])
    expect(page.locator("#editor .cm-content")).to_contain_text("print(1)")
    expect(page.locator(".widget")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_it(page: Page, trained: tuple[Sequential, str], theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.goto("/embed.html" + trained[1])
    page.locator(".bars").wait_for()
    expect(page.locator(".bars li")).to_have_count(3)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
