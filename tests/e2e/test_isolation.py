"""The page as the server delivers it, before anything runs in it."""

from playwright.sync_api import Page


def test_the_page_is_isolated_and_breaks_no_policy(page: Page, base_url: str) -> None:
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "Policy" in line.text else None)
    page.goto("/")
    page.wait_for_load_state("load")
    assert page.evaluate("crossOriginIsolated")
    assert not refused


def test_webassembly_may_be_compiled_but_text_may_not_be_evaluated(
    page: Page, base_url: str
) -> None:
    page.goto("/")
    module = "new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) instanceof Object"
    assert page.evaluate(module)
    # Playwright's own evaluation is exempt; a timer with text is not.
    page.evaluate("window.evaluated = false; setTimeout('window.evaluated = true', 0)")
    page.wait_for_timeout(100)
    assert page.evaluate("window.evaluated") is False


def test_the_page_asks_nobody_else(
    page: Page, base_url: str, requests_elsewhere: list[str]
) -> None:
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert requests_elsewhere == []
