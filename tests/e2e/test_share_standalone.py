"""A program as a page in one file, opened from a disk without any network."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playground_page import BOOT, PlaygroundPage
from playwright.sync_api import Browser, BrowserContext, Page, expect

PROGRAM = '''"""Learns a line."""

import numpy as np
import p_vision as pv
from p_vision import layers

pv.utils.set_random_seed(1)
x = np.linspace(-1, 1, 64).reshape(-1, 1).astype("float32")
model = pv.Sequential([layers.Input((1,)), layers.Dense(1)])
model.compile(optimizer=pv.optimizers.SGD(0.3), loss="mse")
history = model.fit(x, 2 * x + 1, epochs=12, verbose=0)
print("loss fell:", history.history["loss"][-1] < 0.05)
print("<script>document.title = 'bad'</script>")
pv.show.images(x.reshape(1, 8, 8))
'''


def save(page: Page, runs: bool, folder: Path) -> Path:
    """Saves the program out of the Share dialog."""
    page.click("#share-button")
    expect(page.locator("#share-link")).to_be_visible()
    name = "Web page that runs (.html)" if runs else "Web page (.html)"
    with page.expect_download(timeout=120_000) as taken:
        page.get_by_role("button", name=name, exact=True).click()
    path = folder / taken.value.suggested_filename
    taken.value.save_as(path)
    expect(page.locator("#share-files-note")).to_contain_text(f"Saved as {path.name}")
    page.keyboard.press("Escape")
    return path


def opened(browser: Browser, path: Path) -> tuple[BrowserContext, Page, list[str]]:
    """The file in a fresh profile without network, and what it asked the outside for."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    return context, page, asked


def outside(asked: list[str], path: Path) -> list[str]:
    own = ("data:", "blob:", path.as_uri())
    return [url for url in asked if not url.startswith(own)]


def test_it_shows_code_results_pictures_and_curves_as_they_are(
    page: Page, browser: Browser, base_url: str, tmp_path: Path
) -> None:
    playground = PlaygroundPage(page).open()
    playground.run(PROGRAM)
    path = save(page, False, tmp_path)
    assert path.stat().st_size < 300_000
    context, other, asked = opened(browser, path)
    expect(other.locator(".listing")).to_have_text(PROGRAM)
    log = other.locator("#log")
    expect(log).to_contain_text("loss fell: True")
    expect(log).to_contain_text("<script>document.title = 'bad'</script>")
    widths = log.locator("img").evaluate_all("images => images.map(image => image.naturalWidth)")
    assert len(widths) >= 2
    assert all(width > 0 for width in widths), "the picture and the curve of the loss"
    expect(log.locator("figcaption")).to_have_text(["loss"])
    assert other.locator("script:not([type='text/plain'])").count() == 0, "nothing in it runs"
    assert other.title() == "Digits, convolutions"
    assert outside(asked, path) == []
    link = other.get_attribute("#open-link", "href") or ""
    assert link.startswith(base_url + "/#p1=")
    context.close()
    visitor = PlaygroundPage(page).open(link, ready=False)
    assert visitor.code == PROGRAM


def test_it_runs_without_network(page: Page, browser: Browser, tmp_path: Path) -> None:
    playground = PlaygroundPage(page).open(ready=False)
    playground.write_code(PROGRAM)
    path = save(page, True, tmp_path)
    assert path.stat().st_size < 25_000_000
    context, other, asked = opened(browser, path)
    expect(other.locator("#editor .cm-content")).to_contain_text("Learns a line.", timeout=30_000)
    expect(other.locator("#log")).to_contain_text("had not been run")
    other.locator("#run-button").click()
    log = other.locator("#log")
    expect(log).to_contain_text("loss fell: True", timeout=BOOT)
    expect(log.locator("img")).to_be_visible()
    assert other.title() == "Digits, convolutions"
    other.locator("#editor .cm-content").click()
    other.keyboard.press("ControlOrMeta+a")
    other.keyboard.type("while True: pass")
    other.locator("#run-button").click()
    expect(other.locator("#stop-button")).to_have_attribute("aria-disabled", "false")
    other.wait_for_timeout(300)
    other.locator("#stop-button").click()
    expect(other.locator("#run-button")).to_have_attribute("aria-disabled", "false", timeout=BOOT)
    other.locator("#editor .cm-content").click()
    other.keyboard.press("ControlOrMeta+a")
    other.keyboard.type("from p_vision.datasets import iris; print('after', iris.load_data())")
    other.locator("#run-button").click()
    expect(log).to_contain_text("saved without iris.csv", timeout=BOOT)
    assert outside(asked, path) == []
    context.close()


def test_data_sets_travel_with_a_program_that_names_them(
    page: Page, browser: Browser, tmp_path: Path
) -> None:
    playground = PlaygroundPage(page).open(ready=False)
    playground.write_code(
        "from p_vision.datasets import iris\nprint('rows', len(iris.load_data()[0][0]))\n"
    )
    path = save(page, True, tmp_path)
    context, other, asked = opened(browser, path)
    expect(other.locator("#editor .cm-content")).to_contain_text("iris", timeout=30_000)
    other.locator("#run-button").click()
    expect(other.locator("#log")).to_contain_text("rows 1", timeout=BOOT)
    assert outside(asked, path) == []
    context.close()


def test_a_hostile_title_and_program_stay_text(
    page: Page, browser: Browser, tmp_path: Path
) -> None:
    playground = PlaygroundPage(page).open(ready=False)
    playground.write_code("</pre><script>document.title='bad'</script>\n")
    page.click("#share-button")
    expect(page.locator("#share-link")).to_be_visible()
    page.fill("#share-name", "</title><script>alert(1)</script>")
    page.wait_for_timeout(500)
    page.keyboard.press("Escape")
    page.click("#share-button")
    page.fill("#share-name", "</title><script>alert(1)</script>")
    page.wait_for_timeout(500)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Web page (.html)", exact=True).click()
    path = tmp_path / "hostile.html"
    taken.value.save_as(path)
    context, other, _ = opened(browser, path)
    assert other.title() == "</title><script>alert(1)</script>"
    expect(other.locator(".listing")).to_contain_text("<script>document.title='bad'</script>")
    assert other.locator("script:not([type='text/plain'])").count() == 0
    context.close()


def test_it_says_when_a_part_cannot_be_fetched(page: Page) -> None:
    PlaygroundPage(page).open(ready=False)
    page.click("#share-button")
    expect(page.locator("#share-link")).to_be_visible()
    page.route("**/pyodide.asm.wasm", lambda route: route.abort())
    page.get_by_role("button", name="Web page that runs (.html)").click()
    expect(page.locator("#share-files-note")).to_contain_text("Are you online?", timeout=30_000)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(
    page: Page, browser: Browser, tmp_path: Path, theme: str, width: int
) -> None:
    playground = PlaygroundPage(page).open(ready=False)
    playground.write_code("x = 1\n" * 80)
    path = save(page, False, tmp_path)
    context, other, _ = opened(browser, path)
    other.set_viewport_size({"width": width, "height": 800})
    other.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    # The page's own policy lets no test script in by its address.
    results = Axe().run(other)
    assert results.violations_count == 0, results.generate_report()
    assert other.evaluate("() => document.documentElement.scrollWidth") <= width
    context.close()
