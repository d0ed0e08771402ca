"""Links from strangers: nothing runs, a sentence says what is wrong, the page stays alive."""

from __future__ import annotations

import base64
import json
import random
import zlib
from collections.abc import Callable

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

LONGEST = 400_000


def letters(content: bytes) -> str:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(content) + deflate.flush()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def program(title: str, code: str) -> bytes:
    return json.dumps({"t": title, "f": [["program.py", code]], "s": {}}).encode()


def with_model(text: bytes, model: bytes) -> bytes:
    return len(text).to_bytes(4, "little") + text + model


def bomb() -> str:
    """Three hundred megabytes in a link of allowed length."""
    return "#p1=" + letters(bytes(280_000_000))


def garbage(seed: int) -> str:
    return "#p2=" + base64.urlsafe_b64encode(random.Random(seed).randbytes(3_000)).decode()


HOSTILE: dict[str, tuple[Callable[[], str], str]] = {
    "bomb": (bomb, "larger than 1 MB"),
    "bomb behind a model": (lambda: "#p2=" + bomb()[4:], "larger than 1 MB"),
    "too long": (lambda: "#p1=" + "A" * 1_900_000, "too long to be a program"),
    "damaged letters": (lambda: "#p1=!!!!%%%%", "damaged"),
    "damaged bytes": (lambda: garbage(1), "damaged"),
    "cut": (lambda: "#p1=" + letters(program("T", "x = 1" * 99))[:-20], "damaged"),
    "no JSON": (lambda: "#p1=" + letters(b"not json"), "damaged"),
    "deep JSON": (lambda: "#p1=" + letters(b"[" * 900_000), "damaged"),
    "other JSON": (lambda: "#p1=" + letters(b'{"f": "x"}'), "does not hold a program"),
    "paths": (
        lambda: "#p1=" + letters(json.dumps({"t": "", "f": [["../../a.py", ""]]}).encode()),
        "does not hold a program",
    ),
    "length beyond its end": (
        lambda: "#p2=" + letters((90_000).to_bytes(4, "little") + b"{}"),
        "does not hold a program",
    ),
    "newer form": (lambda: "#p77=AAAA", "newer version"),
    "newer store": (lambda: "#s9=AAAA", "newer version"),
    "odd id": (lambda: "#s1=../../version", "does not hold a program"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_a_sentence_and_the_page_goes_on(page: Page, name: str) -> None:
    make, words = HOSTILE[name]
    fragment = make()
    if not name.startswith("too"):
        assert len(fragment) < LONGEST
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    playground = PlaygroundPage(page).open_without_python()
    page.evaluate("fragment => { location.hash = fragment; }", fragment)
    note = page.locator("#link-note")
    expect(note.get_by_role("alert")).to_contain_text(words, timeout=20_000)
    expect(note.get_by_role("button", name="Run", exact=True)).to_have_count(0)
    expect(playground.editor).to_contain_text("convnet")
    playground.write_code("still = 'alive'\n")
    expect(playground.editor).to_contain_text("alive")
    assert page.url.endswith("/"), "a reload does not repeat it"
    assert complaints == []


def test_the_page_draws_while_it_unpacks(page: Page) -> None:
    PlaygroundPage(page).open()
    longest: float = page.evaluate(
        """async (fragment) => {
          let last = performance.now(), longest = 0, going = true;
          const look = (now) => {
            longest = Math.max(longest, now - last);
            last = now;
            if (going) requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
          location.hash = fragment;
          const note = document.getElementById("link-note");
          while (note.hidden) await new Promise((done) => setTimeout(done, 20));
          going = false;
          return longest;
        }""",
        bomb(),
    )
    assert longest < 1_000, f"nothing was drawn for {longest:.0f} ms"


HTML = "<img src=x onerror=\"document.title='bad'\"><script>document.title='bad'</script>"
SHOWS = f"""
class Shown:
    def _repr_markdown_(self):
        return {HTML + " [link](javascript:document.title='bad')"!r}
class Page:
    def _repr_html_(self):
        return {HTML!r}
    def __repr__(self):
        return "a page"
from p_vision import show
print({HTML!r})
"""


def test_html_in_title_files_and_results_stays_text(page: Page) -> None:
    fragment = "#p1=" + letters(program(HTML, SHOWS))
    playground = PlaygroundPage(page).open("/" + fragment)
    note = page.locator("#link-note")
    expect(note.locator("strong")).to_have_text(HTML)
    expect(note.locator("img, script")).to_have_count(0)
    assert "<img" not in playground.output(), "nothing has run"
    note.get_by_role("button", name="Run", exact=True).click()
    playground.wait_ready()
    playground.wait_output("<img src=x onerror")
    for value in ("Shown()", "Page()"):
        playground.ask(value)
    page.wait_for_timeout(500)
    assert page.title() == "p_vision playground"
    expect(page.locator("#log > :not(iframe) img[src=x]")).to_have_count(0)
    for frame in page.frames[1:]:
        assert frame.locator("script").count() == 0


def test_a_model_that_is_none_is_said_and_the_code_still_opens(page: Page) -> None:
    text = json.dumps(
        {
            "t": "Odd",
            "f": [["program.py", "print('code')"]],
            "s": {},
            "m": ["application/vnd.p-vision.demo", HTML],
        }
    ).encode()
    page.goto("/#p2=" + letters(with_model(text, b"no demo at all")))
    expect(page.get_by_role("alert")).to_contain_text("This link holds no demo of a model.")
    page.get_by_role("button", name="Open the code").click()
    playground = PlaygroundPage(page)
    expect(playground.editor).to_contain_text("print('code')")
    assert page.title() == "p_vision playground"
