"""The icons of the installed page, drawn out of favicon.svg by a browser; run after a change of it.

.venv/bin/python tools/icons.py
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PUBLIC = ROOT / "web" / "public"
GREEN = "#0b6f63"
#: Systems cut their own shape out of a maskable icon: what matters lies in its inner part.
INNER = 0.72

#: File, size in pixels, whether the colour goes to the edges.
ICONS = [
    ("icon-192.png", 192, False),
    ("icon-512.png", 512, False),
    ("icon-maskable.png", 512, True),
    ("apple-touch-icon.png", 180, True),
]


def drawing(size: int, full: bool) -> str:
    """A page that shows the icon and nothing else."""
    svg = (PUBLIC / "favicon.svg").read_text(encoding="utf-8")
    inside = re.sub(r"</?svg[^>]*>|<title>.*?</title>", "", svg)
    edge = 32 * (1 - INNER) / 2 if full else 0
    frame = f'<rect width="32" height="32" fill="{GREEN}"/>' if full else ""
    scale = INNER if full else 1
    return (
        "<style>*{margin:0;display:block}</style>"
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="{size}">{frame}'
        f'<g transform="translate({edge} {edge}) scale({scale})">{inside}</g></svg>'
    )


def main() -> int:
    """Writes every icon."""
    browser_path = os.environ.get("P_VISION_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for name, size, full in ICONS:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(drawing(size, full))
            page.screenshot(path=PUBLIC / name, omit_background=True)
            page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
