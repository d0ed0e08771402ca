"""The browser, with a software graphics adapter, a fresh one for each measurement."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, Playwright, ViewportSize
from processor import PROC, own_ticks

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--enable-precise-memory-info",
    "--no-first-run",
]
SOFTWARE_ADAPTER = [
    "--enable-unsafe-webgpu",
    "--use-webgpu-adapter=swiftshader",
    "--enable-features=Vulkan",
]
VIEW: ViewportSize = {"width": 1280, "height": 800}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def executable() -> str | None:
    """The browser that the tests use too; None takes Playwright's own."""
    chosen = os.environ.get("P_VISION_CHROMIUM")
    return chosen or next((found for name in NAMES if (found := shutil.which(name))), None)


def launch_options(real_gpu: bool) -> dict[str, Any]:
    flags = FLAGS + ([] if real_gpu else SOFTWARE_ADAPTER)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags = [*flags, "--no-sandbox"]
    return {"executable_path": executable(), "headless": True, "args": flags}


def _before_closing() -> None:
    if PROC.is_dir():
        own_ticks()


@contextmanager
def fresh_page(playwright: Playwright, real_gpu: bool) -> Iterator[Page]:
    """A page in a browser that has seen nothing yet and keeps nothing on disk."""
    browser = playwright.chromium.launch(**launch_options(real_gpu))
    try:
        yield browser.new_context(viewport=VIEW).new_page()
    finally:
        _before_closing()
        browser.close()
