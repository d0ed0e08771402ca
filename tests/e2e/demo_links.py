"""Links that hold a trained model, made as the Share dialog makes them."""

from __future__ import annotations

import base64
import json
import zlib

from playwright.sync_api import Page, expect

#: Parts of addresses that only Python needs.
PYTHON = ("/pyodide/", "/wheels/", "/data/", "numpy")
DEMO_TYPE = "application/vnd.p-vision.demo"


def demo_link(
    data: bytes,
    *,
    title: str = "A demo",
    code: str = "x = 1\n",
    description: str = "weights of a test",
    media_type: str = DEMO_TYPE,
) -> str:
    """The fragment with a program and a model's bytes."""
    about = {"t": title, "f": [["program.py", code]], "s": {}, "m": [media_type, description]}
    text = json.dumps(about).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    whole = len(text).to_bytes(4, "little") + text + data
    packed = packer.compress(whole) + packer.flush()
    return "#p2=" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def shares(page: Page) -> list[float]:
    """The lengths of the bars of an answer, from 0 to 1, with all their digits."""
    expect(page.locator(".bars")).to_be_visible()
    widths: list[str] = page.locator(".bar-room i").evaluate_all(
        "bars => bars.map((bar) => bar.style.width)"
    )
    return [float(width.removesuffix("%")) / 100 for width in widths]


def visit(page: Page, address: str) -> None:
    """Opens a demo and waits until its input is there; a busy machine takes its time."""
    page.goto(address)
    page.locator(".widget, .demo .note").first.wait_for()


def answered(page: Page) -> None:
    """Waits for the first answer."""
    page.locator(".widget-answer > *").first.wait_for()
