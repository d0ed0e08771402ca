"""What the session asks of its surroundings."""

import asyncio
from collections.abc import Awaitable
from typing import Any, Protocol


class Host(Protocol):
    """The page's worker, seen from Python. All arguments are numbers and strings."""

    def display(self, bundle: str) -> None:
        """Shows a MIME bundle, given as JSON."""

    def training(self, event: str) -> None:
        """Passes an event of `p_vision.events` on, given as JSON."""

    def mask(self) -> None:
        """From here on Stop does not interrupt Python code."""

    def unmask(self) -> None:
        """From here on Stop raises `KeyboardInterrupt` in Python code."""

    def masked(self) -> bool:
        """Whether Stop does not interrupt Python code now."""

    def stop_seen(self) -> bool:
        """Tells the page that Stop has arrived; false when it knew already."""

    def stop_lost(self) -> None:
        """Stop arrived where Python drops exceptions; it comes again as soon as it may."""

    def flush(self) -> None:
        """Sends gathered output now."""

    def sleep(self, milliseconds: float) -> Awaitable[None]:
        """A wait that Stop ends; masked until `unmask`."""

    def ask(self, prompt: str) -> Awaitable[str | None]:
        """A line from the reader; None at the end of input. Masked until `unmask`."""

    def stopped(self) -> Awaitable[None]:
        """Done when Stop is pressed. Not masked."""

    def load_package(self, name: str) -> Awaitable[bool]:
        """Loads the package that a missing module comes with; true where it is there now."""


class SilentHost:
    """Keeps what it is given; for tests and for use before the page is attached."""

    def __init__(self) -> None:
        self.bundles: list[str] = []
        self.events: list[str] = []

    def display(self, bundle: str) -> None:
        """Keeps the bundle."""
        self.bundles.append(bundle)

    def training(self, event: str) -> None:
        """Keeps the event."""
        self.events.append(event)

    def mask(self) -> None:
        """Does nothing."""
        return

    def unmask(self) -> None:
        """Does nothing."""
        return

    def masked(self) -> bool:
        """Always."""
        return True

    def stop_seen(self) -> bool:
        """Always the first time."""
        return True

    def stop_lost(self) -> None:
        """Does nothing."""
        return

    def flush(self) -> None:
        """Does nothing."""
        return

    async def sleep(self, milliseconds: float) -> None:
        """Waits for nothing."""
        return

    async def ask(self, prompt: str) -> str | None:
        """The end of input."""
        return None

    async def stopped(self) -> None:
        """Never done."""
        await asyncio.Event().wait()

    async def load_package(self, name: str) -> bool:
        """Has none."""
        return False


#: Anything with the methods of `Host`; a JavaScript object in the page.
AnyHost = Host | Any
