"""Visits with Firefox, where it is installed: train, stop, without network, from a saved page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from firefox_bidi import Firefox, system_firefox
from playground_page import PlaygroundPage
from playwright.sync_api import Page
from served_sites import Served
from test_share_standalone import save

PROGRAM = system_firefox()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="Firefox is not installed")
READY = "document.querySelector('#status').dataset.state === 'ready'"
KEPT = """caches.open("p_vision-files").then((cache) => cache.keys())
  .then((keys) => keys.map(({ url }) => url).join(" "))"""
RUNNING = "document.querySelector('#status').dataset.state === 'running'"


@pytest.fixture(scope="module")
def firefox(base_url: str) -> Iterator[Firefox]:
    assert PROGRAM is not None
    with Firefox(PROGRAM) as browser:
        yield browser


@pytest.fixture
def visit(firefox: Firefox, base_url: str) -> Firefox:
    """The page, with Python ready."""
    firefox.open(f"{base_url}/")
    firefox.wait(READY, 180)
    return firefox


def train(firefox: Firefox) -> None:
    """Opens an example and runs it to its end."""
    firefox.wait(READY, 180)
    firefox.read("document.querySelector('#picker-button').click()")
    firefox.read("document.querySelector('[data-example=xor]').click()")
    firefox.wait("document.querySelector('#file-name').textContent === 'xor.py'", 60)
    firefox.read("document.querySelector('#run-button').click()")
    firefox.wait("document.querySelector('#log').textContent.includes('1 xor 1')", 120)


def test_an_example_trains(visit: Firefox) -> None:
    assert "Python is ready" in visit.read("document.querySelector('#log').textContent")
    train(visit)
    assert visit.read("document.querySelectorAll('#log .error').length") == 0
    assert visit.read("document.querySelectorAll('#chart-panel canvas').length") > 0
    assert visit.complaints == []


def test_stop(visit: Firefox) -> None:
    visit.read("document.querySelector('#editor .cm-content').focus()")
    visit.press("Control+a", "Delete", *"while True: pass")
    visit.read("document.querySelector('#run-button').click()")
    visit.wait(RUNNING, 20)
    visit.read("document.querySelector('#stop-button').click()")
    visit.wait(READY, 60)
    assert "Stopped." in visit.read("document.querySelector('#log').textContent")
    assert visit.complaints == []


def test_without_a_network(firefox: Firefox, site: Path) -> None:
    served = Served(site)
    try:
        firefox.open(f"{served.address}/")
        firefox.wait(READY, 180)
        deadline = time.monotonic() + 60
        while "numpy.zip" not in firefox.read(KEPT):
            assert time.monotonic() < deadline, "the files were not kept"
            time.sleep(0.5)
    finally:
        served.stop()
    firefox.open(f"{served.address}/")
    train(firefox)


def test_a_saved_page_runs(firefox: Firefox, page: Page, tmp_path: Path) -> None:
    playground = PlaygroundPage(page).open(ready=False)
    playground.write_code(
        "import p_vision as pv\nprint('sum', pv.ops.sum([1.0, 2.0, 3.5]).numpy())\n"
    )
    saved = save(page, True, tmp_path)
    firefox.open(saved.as_uri())
    firefox.wait("document.querySelector('#run-button')", 60)
    firefox.read("document.querySelector('#run-button').click()")
    firefox.wait("document.querySelector('#log').textContent.includes('sum 6.5')", 180)
