"""Steps that go on while Python does other things, where the engine is a compiled module.

In the page the bridge does the same without threads (`web/bridge/background.ts`).
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Any

__all__ = ["Background"]


class Background:
    """Runs steps of one backend in a thread; the engine lets Python go on meanwhile.

    Args:
        run_steps: The engine's function.
    """

    def __init__(self, run_steps: Callable[..., Any]) -> None:
        self._run_steps = run_steps
        self._thread: Thread | None = None
        self._error: BaseException | None = None

    def begin(self, program: int, plan: str, first: int, count: int) -> None:
        """Start `count` steps of a program."""
        self._error = None
        self._thread = Thread(target=self._run, args=(program, plan, first, count))
        self._thread.start()

    def _run(self, program: int, plan: str, first: int, count: int) -> None:
        try:
            for step in range(first, first + count):
                self._run_steps(program, plan, step, 1, 0.0)
        except BaseException as error:
            self._error = error

    def ended(self) -> bool:
        """Whether the steps are done; raises what went wrong with them."""
        if self._thread is None or self._thread.is_alive():
            return False
        self._thread.join()
        if self._error is not None:
            raise self._error
        return True
