"""Pictures as files and arrays: Pillow comes when p_vision or a program first needs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page, Route, expect

PLAIN = """\
import numpy as np
from p_vision import utils
picture = np.linspace(0, 255, 8 * 6 * 3).reshape(8, 6, 3)
utils.save_img("a.png", picture, scale=False)
loaded = utils.load_img("a.png", target_size=(4, 4))
print(utils.img_to_array(loaded).shape, type(utils.array_to_img(picture)).__name__)
"""
#: No text of the program shows that Pillow is needed: Python finds that it is missing.
HIDDEN = """\
import numpy as np
from p_vision import utils
make = getattr(utils, "array_to" + "_img")
print("made", make(np.ones((4, 4, 1))).size)
"""


@pytest.fixture(autouse=True)
def _built(site: Path) -> None:
    if not list((site / "wheels" / "plotting").glob("pillow-*")):
        pytest.skip("this build could not get Pillow")


def test_a_plain_call_just_works(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    playground = PlaygroundPage(page).open()
    assert [url for url in asked if "plotting" in url] == []
    output = playground.run(PLAIN)
    assert "(4, 4, 3) Image" in output
    wheels = [url for url in asked if url.endswith(".whl")]
    assert len(wheels) == 1, "matplotlib stays where it is"
    assert "Loading Pillow" in output


def test_where_no_text_tells_of_it(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    output = playground.run(HIDDEN)
    assert "made (4, 4)" in output
    # The next import asks nobody.
    assert "Image" in playground.answer("__import__('PI' + 'L.Image').Image.Image.__name__")


def test_matplotlib_inside_of_a_function(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.run(
        "import importlib\n"
        "plt = importlib.import_module('matplotlib.pyplot')\n"
        "plt.plot([1, 2]); plt.title('Late'); plt.show()\n"
    )
    expect(page.locator(".log .rich img")).to_have_attribute("alt", "Figure 1: Late")


def test_stop_works_after_it(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.write_code(HIDDEN + "while True: pass\n")
    playground.start()
    playground.wait_output("made")
    playground.stop()
    playground.wait_ready(20_000)
    expect(playground.log).to_contain_text("Stopped.")


def test_where_it_cannot_be_had(page: Page) -> None:
    def gone(route: Route) -> None:
        route.abort()

    page.context.route("**/wheels/plotting/**", gone)
    playground = PlaygroundPage(page).open()
    output = playground.run(HIDDEN)
    assert "Pillow could not be loaded." in output
    assert "which this page could not load. Is the computer online?" in output
    page.context.unroute("**/wheels/plotting/**", gone)
    assert "made (4, 4)" in playground.run(), "a later run tries again"
    assert "ModuleNotFoundError" in playground.answer("import not_there")
