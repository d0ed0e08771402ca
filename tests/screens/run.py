"""Photographs every state of the page for a person to look at: dist/screens/index.html.

`make screens`, or a part of it: `make screens ARGS="--size phone --language de --theme dark"`.
"""

from __future__ import annotations

import argparse
import html
import itertools
import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))

from conftest import FLAGS, system_browser  # noqa: E402
from playground_page import PlaygroundPage  # noqa: E402
from running_server import serving  # noqa: E402
from scenes import SCENES  # noqa: E402

OUT = ROOT / "dist" / "screens"
SIZES = {"wide": (1280, 800), "tablet": (820, 1180), "phone": (360, 740)}
THEMES = ("light", "dark")
LANGUAGES = ("en", "de", "fr", "es")
#: English is looked at in every size and theme, German in every size, the others on a phone.
ALWAYS = [*itertools.product(SIZES, THEMES, ["en"]), *itertools.product(SIZES, ["light"], ["de"])]
ALWAYS += [("phone", "light", "fr"), ("phone", "light", "es")]


def photograph(browser: Browser, address: str, size: str, theme: str, language: str) -> list[str]:
    """One visit through every state; what did not work is told and left out."""
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        has_touch=size != "wide",
        is_mobile=size != "wide",
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    playground = PlaygroundPage(page).open(f"/?language={language}", ready=False)
    taken = []
    for number, scene in enumerate(SCENES):
        try:
            scene(playground)
        except Exception as problem:
            print(f"  {scene.__name__}: {str(problem).splitlines()[0]}", flush=True)
            continue
        name = f"{number:02}_{scene.__name__}-{size}-{theme}-{language}.png"
        page.screenshot(path=OUT / name)
        taken.append(name)
    context.close()
    return taken


def sheet() -> str:
    """All pictures side by side, a row for each state."""
    rows = []
    for number, scene in enumerate(SCENES):
        pictures = sorted(OUT.glob(f"{number:02}_{scene.__name__}-*.png"))
        figures = "".join(
            f'<figure><a href="{html.escape(path.name)}"><img loading="lazy" height="360" '
            f'src="{html.escape(path.name)}" alt=""></a>'
            f"<figcaption>{html.escape(path.stem.partition('-')[2])}</figcaption></figure>"
            for path in pictures
        )
        title = scene.__name__.replace("_", " ")
        rows.append(f"<h2>{html.escape(title)}</h2><div>{figures}</div>")
    style = (
        "body{font:15px system-ui;margin:2rem;background:#888;color:#fff}"
        "div{display:flex;gap:1rem;overflow:auto}figure{margin:0}img{display:block}"
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title>'
        f"<style>{style}</style><h1>Every state of the page</h1>{''.join(rows)}</html>\n"
    )


def main() -> None:
    """Take the pictures that were asked for and write the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES)
    parser.add_argument("--theme", choices=THEMES)
    parser.add_argument("--language", choices=LANGUAGES)
    asked = parser.parse_args()
    one = [asked.size or "wide", asked.theme or "light", asked.language or "en"]
    wanted = [one] if asked.size or asked.theme or asked.language else ALWAYS
    OUT.mkdir(parents=True, exist_ok=True)
    executable = system_browser()
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=flags, executable_path=executable)
        for size, theme, language in wanted:
            print(f"> {size}, {theme}, {language}", flush=True)
            photograph(browser, address, size, theme, language)
    (OUT / "index.html").write_text(sheet())
    print(f"Open {(OUT / 'index.html').relative_to(ROOT)} in a browser.")


if __name__ == "__main__":
    main()
