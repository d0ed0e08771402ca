"""A Chromium for the tests: the system's, Playwright's own, or Debian's package."""

import os
import shutil
import sys
from pathlib import Path

from commands import output_of, run
from places import VENV_PYTHON
from step import Step, StepFailed

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def system_browser() -> str | None:
    chosen = os.environ.get("P_VISION_CHROMIUM")
    if chosen:
        return chosen
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def playwright_browser() -> str | None:
    code = (
        "from playwright.sync_api import sync_playwright as s\n"
        "with s() as p: print(p.chromium.executable_path)"
    )
    path = output_of([VENV_PYTHON, "-c", code])
    return path if path and Path(path).is_file() else None


def work() -> None:
    try:
        run([VENV_PYTHON, "-m", "playwright", "install", "chromium"], quiet=True)
        return
    except StepFailed as error:
        refused = error
    if sys.platform == "linux" and shutil.which("apt-get") and os.geteuid() == 0:
        run(["apt-get", "update", "-qq"], quiet=True)
        run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            quiet=True,
            env={"DEBIAN_FRONTEND": "noninteractive"},
        )
        return
    raise StepFailed(
        f"{refused}\nThe browser tests need Chromium. Install it (apt-get install chromium, or "
        "brew install --cask chromium), or name one in P_VISION_CHROMIUM."
    )


BROWSER = Step(
    name="browser",
    why="a Chromium that the tests drive",
    usual="1 minute",
    ready=lambda: system_browser() is not None or playwright_browser() is not None,
    work=work,
)
