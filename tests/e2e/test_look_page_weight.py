"""What a visitor downloads before Python: the page stays small however much it can do."""

from __future__ import annotations

from typing import Any

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page

pytestmark = pytest.mark.first_visit

MOST = 250_000
PYTHON = ("/pyodide/", "/engine/", "/wheels/", "/data/")


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_the_page_before_python_is_at_most_250_kilobytes(page: Page, language: str) -> None:
    # Python never comes: what the page loads after it does not count.
    page.route("**/pyodide/**", lambda route: None)
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")

    def sent(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["request"]["url"]

    def finished(event: dict[str, Any]) -> None:
        address = addresses.get(event["requestId"], "")
        if not any(part in address for part in PYTHON):
            sizes[address] = int(event["encodedDataLength"])

    network.on("Network.requestWillBeSent", sent)
    network.on("Network.loadingFinished", finished)
    PlaygroundPage(page).open(f"/?language={language}", ready=False)
    page.wait_for_timeout(1_500)
    total = sum(sizes.values())
    assert len(sizes) > 4, "the page has parts"
    largest = sorted(sizes.items(), key=lambda item: -item[1])
    assert total <= MOST, f"{total:,} bytes: {largest[:6]}"
    print(f"{language}: {total:,} bytes before Python")
