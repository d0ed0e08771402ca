"""The bytes of a trained model come out of each way of sharing as they went in."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playground_page import BOOT, PlaygroundPage
from playwright.sync_api import Browser, Page, expect
from running_server import serving

#: Not a demo that the page could show: sharing never looks into it.
MODEL = random.Random(3).randbytes(9_000)
DIGEST = hashlib.sha256(MODEL).hexdigest()
CODE = (
    "import hashlib\n"
    "print('digest', hashlib.sha256(open('model.pvdemo', 'rb').read()).hexdigest())\n"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("store") / "shared.sqlite3"
    with serving("--share-store", str(path)) as address:
        yield address


def link() -> str:
    program = {
        "t": "With a model",
        "f": [["program.py", CODE]],
        "s": {"backend": "Cpu"},
        "m": ["application/vnd.p-vision.demo", "weights as 8-bit numbers"],
    }
    text = json.dumps(program).encode()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(len(text).to_bytes(4, "little") + text + MODEL) + deflate.flush()
    return "/#p2=" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def opened(page: Page, address: str) -> PlaygroundPage:
    """The code of a link with a model, behind the place where its demo would be."""
    page.goto(address)
    page.get_by_role("button", name="Open the code").click()
    playground = PlaygroundPage(page)
    expect(playground.editor).to_contain_text("hashlib", timeout=30_000)
    return playground


def test_from_link_to_server_to_a_fresh_profile(page: Page, browser: Browser, address: str) -> None:
    playground = opened(page, address + link())
    page.click("#share-button")
    model = page.locator(".model-choice")
    expect(model).to_contain_text("weights as 8-bit numbers", timeout=30_000)
    expect(page.locator("#share-link")).not_to_have_value("")
    model.get_by_role("radio").last.check()
    page.get_by_role("button", name="Keep it on this server").click()
    field = page.locator("#share-link")
    expect(field).to_have_value(re.compile(r"#s1=\w{16}$"))
    stored = field.input_value()
    context = browser.new_context()
    visitor = opened(context.new_page(), stored)
    visitor.wait_ready()
    assert f"digest {DIGEST}" in visitor.run()
    context.close()
    assert playground.page.url.startswith(address)


def test_into_a_saved_page_and_back(
    page: Page, browser: Browser, address: str, tmp_path: Path
) -> None:
    opened(page, address + link())
    page.click("#share-button")
    model = page.locator(".model-choice")
    expect(model).to_contain_text("weights as 8-bit numbers", timeout=30_000)
    model.get_by_role("radio").last.check()
    expect(page.get_by_role("button", name="Keep it on this server")).to_be_visible()
    paths = {}
    for name in ("Web page (.html)", "Web page that runs (.html)"):
        with page.expect_download(timeout=120_000) as taken:
            page.get_by_role("button", name=name, exact=True).click()
        paths[name] = tmp_path / f"{len(paths)}.html"
        taken.value.save_as(paths[name])
    still, running = paths.values()

    context = browser.new_context(offline=True)
    other = context.new_page()
    other.goto(still.as_uri())
    with other.expect_download() as saved:
        other.get_by_role("link", name="Save its trained model").click()
    assert saved.value.path().read_bytes() == MODEL
    other.goto(running.as_uri())
    expect(other.locator("#editor .cm-content")).to_contain_text("hashlib", timeout=30_000)
    other.locator("#run-button").click()
    expect(other.locator("#log")).to_contain_text(f"digest {DIGEST}", timeout=BOOT)
    context.close()

    context = browser.new_context()
    other = context.new_page()
    playground = PlaygroundPage(other).open(address + "/")
    other.evaluate(
        """async (html) => {
          const data = new DataTransfer();
          data.items.add(new File([html], "saved.html", { type: "text/html" }));
          const given = { dataTransfer: data, bubbles: true, cancelable: true };
          document.body.dispatchEvent(new DragEvent("drop", given));
        }""",
        still.read_text(),
    )
    expect(other.locator("#link-note")).to_contain_text("With a model came with a link")
    assert playground.code == CODE
    assert f"digest {DIGEST}" in playground.run()
    context.close()
