"""A program that prints without end: the page goes on drawing, and Stop is at hand."""

from __future__ import annotations

from typing import Any

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

#: What is wanted is 100 ms, and a quiet machine keeps it. Tests share theirs with others, whose
#: work makes every frame several times as long: the bound is for what would freeze the page.
LONGEST_FRAME = 1_000
FRAMES = """() => {
  const record = { on: true, times: [] };
  window.record = record;
  let last = performance.now();
  const look = (now) => {
    record.times.push(now - last);
    last = now;
    if (record.on) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""

FLOODS = {
    "100,000 lines": "for i in range(100_000):\n    print('line', i)\nprint('the end')\n",
    "one write": "print('\\n'.join(f'line {i}' for i in range(100_000)))\nprint('the end')\n",
    "long lines": "for i in range(2_000):\n    print(str(i) * 2_000)\nprint('the end')\n",
    "progress": "for i in range(100_000):\n    print('\\rstep', i, end='')\nprint('\\nthe end')\n",
    "two streams": (
        "import sys\nfor i in range(3_000):\n    print('out', i)\n"
        "    print('err', i, file=sys.stderr)\nprint('the end')\n"
    ),
}


@pytest.fixture(scope="module")
def frames() -> Any:
    """The longest frame of each flood, printed at the end."""
    found: dict[str, float] = {}
    yield found
    for name, longest in found.items():
        print(f"{name}: longest frame {longest:.0f} ms")


@pytest.mark.parametrize("name", FLOODS)
def test_no_frame_takes_long(playground: PlaygroundPage, name: str, frames: Any) -> None:
    page = playground.page
    playground.write_code(FLOODS[name])
    page.evaluate(FRAMES)
    playground.start()
    # Looking for text in so much of it would take frames itself.
    playground.wait_ready()
    page.wait_for_timeout(300)
    times: list[float] = page.evaluate("() => { record.on = false; return record.times; }")
    assert len(times) > 10
    frames[name] = max(times)
    assert sorted(times)[-2] < LONGEST_FRAME, f"longest frames: {sorted(times)[-5:]}"
    shown: str = page.evaluate("() => document.querySelector('#log').lastElementChild.textContent")
    assert "the end" in shown or "Finished" in shown


def test_stop_reaches_a_flood(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.write_code("i = 0\nwhile True:\n    i += 1\n    print('line', i)\n")
    playground.start()
    playground.wait_state("running")
    page.wait_for_timeout(4_000)
    playground.stop()
    playground.wait_ready(30_000)
    expect(page.locator("#log .note.stopped")).to_contain_text("Stopped.")
    playground.clear()
    assert int(playground.answer("i")) > 10_000
