"""Runs code objects so that Stop reaches the user's code and never the machinery around it.

Between `unmask` and `mask` a Stop raises `KeyboardInterrupt` in Python code. Everything that waits
for the page happens masked: an interrupt inside an event loop's own code would leave the wait
without an end.
"""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Coroutine, Generator
from functools import partial
from types import CodeType
from typing import Any

from playground.host import AnyHost

RunSync = Callable[[Any], Any]


class _Interrupted(Exception):
    """Carries a `KeyboardInterrupt` through an event loop, which would end on the real one."""


def run_in_new_loop(awaitable: Awaitable[Any]) -> Any:
    """`run_sync` where no event loop runs: plain CPython."""

    async def waiting() -> Any:
        return await awaitable

    return asyncio.run(waiting())


class Runner:
    """Executes code under Stop.

    Args:
        host: the page.
        run_sync: waits for an awaitable without giving up the Python stack.
    """

    def __init__(self, host: AnyHost, run_sync: RunSync) -> None:
        self._host = host
        self._run_sync = run_sync

    def guarded(self, action: Callable[[], Any]) -> Any:
        """Calls the user's code: interruptible inside, masked again after it."""
        self._host.unmask()
        try:
            return action()
        finally:
            self._host.mask()

    def execute(self, code: CodeType, names: dict[str, Any]) -> Any:
        """Runs statements or evaluates an expression, to the end of its top-level awaits."""
        result = self.guarded(lambda: eval(code, names))
        if code.co_flags & inspect.CO_COROUTINE:
            return self._finish(result)
        return result

    def wait(self, awaitable: Awaitable[Any]) -> Any:
        """Waits for something of the host's that ends by itself on Stop."""
        try:
            return self._run_sync(awaitable)
        except Exception as error:
            if getattr(error, "code", None) == "stopped":
                raise KeyboardInterrupt from None
            raise
        finally:
            self._host.unmask()

    def _finish(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        self._host.mask()
        try:
            return self._run_sync(self._race(coroutine))
        except _Interrupted:
            raise KeyboardInterrupt from None

    async def _race(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        task = asyncio.ensure_future(self._in_steps(coroutine))
        stopped = asyncio.ensure_future(self._host.stopped())
        try:
            await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                task.cancel()
                await asyncio.wait({task}, timeout=1.0)
                raise _Interrupted
            return task.result()
        finally:
            stopped.cancel()

    async def _in_steps(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return await _Steps(coroutine, self._host)


class _Steps:
    """Awaits a coroutine, unmasked only while its own code runs."""

    def __init__(self, coroutine: Coroutine[Any, Any, Any], host: AnyHost) -> None:
        self._coroutine = coroutine
        self._host = host

    def __await__(self) -> Generator[Any, Any, Any]:
        step = partial(self._coroutine.send, None)
        while True:
            self._host.unmask()
            try:
                awaited = step()
            except StopIteration as end:
                return end.value
            except KeyboardInterrupt as stop:
                raise _Interrupted from stop
            finally:
                self._host.mask()
            try:
                step = partial(self._coroutine.send, (yield awaited))
            except BaseException as error:
                step = partial(self._coroutine.throw, error)
