"""Puts a session into a browser worker: Stop, `time.sleep` and `input` through the page."""

import builtins
import importlib
import random
import signal
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

from playground.execution import Runner, RunSync
from playground.host import AnyHost
from playground.late_packages import LatePackages
from playground.notices import format_of
from playground.session import Session

_LONGEST_TIMER = 2_000_000_000


def install(session: Session, host: AnyHost, run_sync: RunSync) -> Callable[[str, str, str], str]:
    """Connects `session` with the page.

    Args:
        session: made before or after a memory snapshot; holds no object of the page yet.
        host: the worker's functions.
        run_sync: waits for a promise without giving up the Python stack.

    Returns:
        `run_cell(source, kind, filename)`; the worker calls it by `callPromising`.
    """
    random.seed()
    session.attach(host, run_sync)
    runner = Runner(host, run_sync)
    replacements: dict[Any, dict[str, Any]] = {
        time: {"sleep": _sleep(host, runner)},
        builtins: {"input": _input(host, runner)},
        warnings: {"formatwarning": format_of(session.shown_name)},
    }
    for module, names in replacements.items():
        vars(module).update(names)
    LatePackages(host, run_sync).install()
    signal.signal(signal.SIGINT, _interrupt(host))
    sys.unraisablehook = _dropped(host, sys.unraisablehook)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(write_through=True)
    return session.run


def import_library(session: Session) -> str:
    """Imports p_vision, so that the first run need not; returns its version."""
    library = importlib.import_module("p_vision")
    session.names.setdefault("__name__", "__main__")
    return str(getattr(library, "__version__", ""))


def _interrupt(host: AnyHost) -> Callable[[int, Any], None]:
    def interrupt(number: int, frame: Any) -> None:
        # A second signal for the same Stop must not hit the user's `except` or `finally`.
        if host.stop_seen():
            raise KeyboardInterrupt

    return interrupt


def _dropped(host: AnyHost, tell: Callable[[Any], object]) -> Callable[[Any], None]:
    def dropped(unraisable: Any) -> None:
        # `__del__` and callbacks of weak references swallow what is raised in them.
        if isinstance(unraisable.exc_value, KeyboardInterrupt):
            host.stop_lost()
        else:
            tell(unraisable)

    return dropped


def _sleep(host: AnyHost, runner: Runner) -> Callable[[float], None]:
    def sleep(seconds: float) -> None:
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        runner.wait(host.sleep(min(seconds * 1000, _LONGEST_TIMER)))

    sleep.__doc__ = "Waits this many seconds. Stop ends the wait."
    return sleep


def _input(host: AnyHost, runner: Runner) -> Callable[[object], str]:
    def input(prompt: object = "", /) -> str:
        sys.stdout.flush()
        host.flush()
        answer = runner.wait(host.ask(str(prompt)))
        if not isinstance(answer, str):
            raise EOFError("the input was closed")
        return answer

    return input
