"""Python starts in steps that can be seen, and a start that fails can be tried again."""

from __future__ import annotations

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.first_visit

STEPS = [
    "Download Python",
    "Start Python",
    "Unpack p_vision",
    "Start the engine",
    "Import p_vision",
]


def test_every_step_is_shown_until_python_is_ready(page: Page) -> None:
    page.add_init_script(
        """
        window.steps = [];
        addEventListener("DOMContentLoaded", () => {
          new MutationObserver(() => {
            for (const row of document.querySelectorAll(".boot li")) {
              const title = row.textContent.replace(/[\\d.]+ .*$/, "").trim();
              const seen = `${title}:${row.dataset.state}`;
              if (!window.steps.includes(seen)) window.steps.push(seen);
            }
          }).observe(document.body, { childList: true, subtree: true, attributes: true });
        });
        """
    )
    playground = PlaygroundPage(page).open(ready=False)
    expect(page.locator(".boot")).to_be_visible()
    playground.wait_ready()
    expect(page.locator(".boot")).to_have_count(0)
    seen: list[str] = page.evaluate("() => window.steps")
    assert [step for step in STEPS if f"{step}:started" not in seen] == []
    assert [step for step in STEPS if f"{step}:done" not in seen] == []


def test_a_missing_file_is_named_and_the_start_can_be_tried_again(page: Page) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=503, body="")

    page.route("**/engine_*_bg.wasm", refuse)
    playground = PlaygroundPage(page).open(ready=False)
    playground.wait_state("failed")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("503")
    playground.write_code("print(6 * 7)\n")
    page.unroute("**/engine_*_bg.wasm")
    page.get_by_role("button", name="Try again").click()
    playground.wait_ready()
    assert "42" in playground.run()


def test_a_program_can_be_started_before_python_is_ready(page: Page) -> None:
    playground = PlaygroundPage(page).open(ready=False)
    playground.write_code("print('first in the queue')\n")
    playground.start()
    expect(page.locator("#status-text")).to_contain_text("your program is next")
    playground.wait_output("first in the queue")
    playground.wait_ready()


def test_stop_takes_back_a_program_that_waits_for_the_start(page: Page) -> None:
    playground = PlaygroundPage(page).open(ready=False)
    playground.write_code("print('never')\n")
    playground.start()
    playground.stop()
    playground.wait_output("Stopped.")
    playground.wait_ready()
    assert "never" not in playground.output()
    assert playground.answer("6 * 7") == "42"
