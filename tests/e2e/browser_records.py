"""What a browser reports while tests run: complaints of the console, and addresses asked for."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

#: Playwright's own word where a test does without.
BLOCKED = "Service Worker registration blocked by Playwright"


class Records:
    """Follows every page and worker of a context.

    Args:
        context: the context to follow.
        base_url: the server's address; everything else counts as elsewhere.
    """

    def __init__(self, context: BrowserContext, base_url: str) -> None:
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self._own = (base_url, "blob:", "data:")
        context.on("request", self._look)
        context.on("console", self._read)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _look(self, request: Request) -> None:
        if not request.url.startswith(self._own):
            self.elsewhere.append(request.url)

    def _read(self, line: ConsoleMessage) -> None:
        if line.type in ("error", "warning") and line.text != BLOCKED:
            self.complaints.append(f"{line.type}: {line.text}")
