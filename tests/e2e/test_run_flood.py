"""A program that prints without end: the page goes on drawing, and Stop is at hand."""

from __future__ import annotations

from typing import Any

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

#: What is wanted is 100 ms, and a quiet machine keeps it: the longest frames are printed (`-s`).
#: Tests share theirs with others, whose work makes every frame several times as long: this bound
#: is for what would freeze the page. What a frame has to do is the same on every machine.
LONGEST_FRAME = 1_000
#: What one frame writes at most, with a little room for what stands beside a text.
FRAME_LETTERS = 230_000
FRAME_BLOCKS = 400
MOST_BLOCKS = 3_100
RECORD = """() => {
  const record = { on: true, times: [], letters: [], blocks: [], most: 0 };
  window.record = record;
  const log = document.querySelector("#log");
  let last = performance.now(), letters = 0, blocks = 0;
  const observer = new MutationObserver((changes) => {
    for (const { type, target, oldValue, addedNodes } of changes) {
      if (type === "characterData") {
        letters += Math.max(0, target.data.length - oldValue.length);
      } else if (target === log) blocks += addedNodes.length;
    }
  });
  const about = { childList: true, characterData: true, characterDataOldValue: true };
  observer.observe(log, { ...about, subtree: true });
  const look = (now) => {
    record.times.push(now - last);
    record.letters.push(letters);
    record.blocks.push(blocks);
    record.most = Math.max(record.most, log.childElementCount);
    last = now;
    letters = blocks = 0;
    if (record.on) requestAnimationFrame(look);
    else observer.disconnect();
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
def test_no_frame_has_much_to_do(playground: PlaygroundPage, name: str, frames: Any) -> None:
    page = playground.page
    playground.write_code(FLOODS[name])
    page.evaluate(RECORD)
    playground.start()
    # Looking for text in so much of it would take frames itself.
    playground.wait_ready()
    for _ in range(300):
        if "the end" in ends(page):
            break
        page.wait_for_timeout(100)
    assert "the end" in ends(page)
    record: dict[str, Any] = page.evaluate("() => { record.on = false; return record; }")
    times: list[float] = record["times"]
    assert len(times) > 10
    frames[name] = max(times)
    assert sorted(times)[-2] < LONGEST_FRAME, f"longest frames: {sorted(times)[-5:]}"
    assert max(record["letters"]) <= FRAME_LETTERS
    assert max(record["blocks"]) <= FRAME_BLOCKS
    assert record["most"] <= MOST_BLOCKS
    if name != "progress":
        assert len([letters for letters in record["letters"] if letters > 0]) > 3, "bit by bit"


def ends(page: Page) -> str:
    """The last blocks of the output."""
    text: str = page.evaluate(
        "() => [...document.querySelector('#log').children].slice(-3)"
        ".map((block) => block.textContent.slice(-200)).join('\\n')"
    )
    return text


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
