"""Makes docs/playground.png: `.venv/bin/python tests/e2e/make_picture.py`, on a quiet machine.

It trains the digits of the first visit for more than one epoch and takes the page as it is then.
"""

from __future__ import annotations

import os
from pathlib import Path

from conftest import FLAGS, system_browser
from playground_page import PlaygroundPage
from playwright.sync_api import sync_playwright
from running_server import serving

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "docs" / "playground.png"


def take(address: str) -> None:
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_browser(), args=flags)
        page = browser.new_page(
            viewport={"width": 1280, "height": 800}, base_url=address, color_scheme="light"
        )
        playground = PlaygroundPage(page).open()
        page.click("#welcome-close")
        playground.start()
        playground.wait_output("Epoch 2/3", 1_200_000)
        page.wait_for_timeout(15_000)
        page.locator("#editor .cm-scroller").evaluate("view => { view.scrollTop = 24 * 22; }")
        page.wait_for_timeout(500)
        page.screenshot(path=TARGET)
        browser.close()


def main() -> None:
    with serving() as address:
        take(address)


if __name__ == "__main__":
    main()
