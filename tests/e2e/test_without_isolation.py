"""A host that sends no isolation headers: no shared memory, and Stop still ends what waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browser_records import Records
from playground_page import PlaygroundPage
from playwright.sync_api import Browser, Route
from test_stop import FIT, GOES_ON, MODEL, STAGES, stop_in_the_middle


@pytest.fixture(scope="module")
def shared_page(
    browser: Browser, browser_context_args: dict[str, Any], base_url: str
) -> Iterator[PlaygroundPage]:
    """The page as a plain file server would send it."""

    def send_plainly(route: Route) -> None:
        response = route.fetch()
        headers = {
            name: value
            for name, value in response.headers.items()
            if not name.startswith("cross-origin-")
        }
        route.fulfill(response=response, headers=headers)

    context = browser.new_context(**browser_context_args)
    context.route(f"{base_url}/", send_plainly)
    page = context.new_page()
    playground = PlaygroundPage(page, Records(context, base_url)).open()
    assert page.evaluate("crossOriginIsolated") is False
    yield playground
    context.close()


@pytest.mark.parametrize("stage", ["sleep", "reading", "a generator"])
def test_stop_ends_what_waits(playground: PlaygroundPage, stage: str) -> None:
    playground.write_code(f"kept = {stage!r}\nprint('begun')\n{STAGES[stage]}")
    playground.start()
    stop_in_the_middle(playground)
    assert playground.answer("kept") == repr(stage)


@pytest.mark.parametrize("batch", [4, 256])
def test_stop_ends_fit_on_the_processor(playground: PlaygroundPage, batch: int) -> None:
    playground.run(MODEL.format(backend=', backend="Cpu"'))
    playground.write_code(FIT.replace("batch_size=32", f"batch_size={batch}"))
    playground.start()
    stop_in_the_middle(playground)
    assert playground.answer(GOES_ON) == "2"


def test_a_loop_that_never_waits_is_ended_with_python(playground: PlaygroundPage) -> None:
    playground.write_code("print('begun', flush=True)\nwhile True:\n    pass\n")
    playground.start()
    playground.wait_output("begun")
    playground.stop()
    playground.wait_output("Python did not answer Stop")
    playground.wait_ready()
    assert playground.answer("6 * 7") == "42"
