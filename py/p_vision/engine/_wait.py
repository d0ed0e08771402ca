"""The one place that waits for the engine.

Natively every function returns its result at once. In the page some return a
promise that the bridge has already made stoppable: while one is waited for,
interrupts are held back (an interrupt inside the wait would hang it), and Stop
makes the promise fail with the code "stopped", which becomes KeyboardInterrupt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["install", "wait"]

_VALUES = (int, str, bytes)

_run_promise: Callable[[Any], Any] | None = None


def install(run_promise: Callable[[Any], Any]) -> None:
    """Set how promises are waited for; the page's loader calls it once.

    Args:
        run_promise: Takes what a function of the engine returned and gives its value.
    """
    global _run_promise
    _run_promise = run_promise


def wait(result: Any) -> Any:
    """The value of what an engine function returned.

    Args:
        result: A plain value, or in the page a promise of one.

    Returns:
        The value.
    """
    if _run_promise is None or result is None or isinstance(result, _VALUES):
        return result
    return _run_promise(result)
