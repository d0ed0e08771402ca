"""Which backend is used, and why; starts each at its first use."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from p_vision.engine._instance import Engine
from p_vision.engine._snapshot import restore
from p_vision.errors import BackendError, PVisionError, UnknownNameError
from p_vision.notices import warn

__all__ = [
    "BACKEND_NAMES",
    "both_offered",
    "choose",
    "chosen_automatically",
    "default",
    "describe_backend",
    "follow",
    "get",
    "in_named_block",
    "read_page_file",
    "scope",
    "standardize_backend",
    "started",
    "switch",
    "timings",
]

#: The backends by their usual names.
BACKEND_NAMES = ("Cpu", "Wgpu")

_ALIASES = {"cpu": "Cpu", "flex": "Cpu", "wgpu": "Wgpu", "webgpu": "Wgpu", "gpu": "Wgpu"}

_engines: dict[str, Engine] = {}
_infos: dict[str, dict[str, Any]] = {}
_loader: Any = None
_default: Engine | None = None
_wanted: str | None = None
_reason = ""
_warned_software = False
#: How many blocks name a backend now.
_named_blocks = 0
#: Whether the choice is free and a graphics card is there.
_both_offered = False

#: What was found where both backends were timed: `fit` adds to it.
timings: list[dict[str, Any]] = []


def standardize_backend(name: str | None) -> str | None:
    """The usual name of a backend written in any case; None for automatic.

    Args:
        name: ``"Cpu"``, ``"Flex"`` (the same), ``"Wgpu"``, ``"auto"`` or None.

    Returns:
        ``"Cpu"``, ``"Wgpu"`` or None.

    Raises:
        UnknownNameError: a ValueError that lists the known names.

    Example:
        >>> standardize_backend("cpu"), standardize_backend("FLEX"), standardize_backend("auto")
        ('Cpu', 'Cpu', None)
    """
    if name is None:
        return None
    if isinstance(name, str):
        if name.lower() == "auto":
            return None
        found = _ALIASES.get(name.lower())
        if found is not None:
            return found
    raise UnknownNameError(name, ["Cpu", "Flex", "Wgpu", "auto"], "backend")


def _load() -> Any:
    global _loader
    if _loader is None:
        if sys.platform == "emscripten":
            from p_vision.engine._page import Loader as PageLoader

            _loader = PageLoader()
        else:
            from p_vision.engine._native import Loader as NativeLoader

            _loader = NativeLoader()
    return _loader


def get(name: str) -> Engine:
    """The engine of a backend, started at its first use.

    Args:
        name: A backend's name, in any case.

    Returns:
        Its `Engine`.

    Raises:
        BackendError: when the backend cannot start here.
    """
    backend = standardize_backend(name)
    if backend is None:
        return default()
    engine = _engines.get(backend)
    return engine if engine is not None else _start(backend)


def _start(backend: str) -> Engine:
    loader = _load()
    try:
        functions = loader.functions(backend)
    except loader.failures as error:
        decoded = loader.decode(error)
        detail = f": {decoded[1].get('detail')}" if decoded else f": {error}"
        raise BackendError(
            f"The {backend} backend cannot start here{detail}. "
            "p_vision.set_backend('Cpu') always works."
        ) from None
    engine = Engine(backend, functions, loader.failures, loader.decode, _replace)
    _infos[backend] = json.loads(engine.call("init"))
    _engines[backend] = engine
    return engine


def _replace(engine: Engine, operation: str) -> str:
    """Start a new engine for one that died, and carry the variables over."""
    global _default
    loader = _load()
    lines = _last_ops(engine)
    engine.retire()
    fresh = Engine(
        engine.name, loader.restart(engine.name), loader.failures, loader.decode, _replace
    )
    fresh.call("init")
    _engines[engine.name] = fresh
    if _default is engine:
        _default = fresh
    restored, lost = restore(engine, fresh)
    text = f"The {engine.name} engine failed in {operation} and was started again."
    if restored:
        have = "1 variable has" if restored == 1 else f"{restored} variables have"
        text += f" {have} the values of the last snapshot."
    if lost:
        were = "1 variable" if lost == 1 else f"{lost} variables"
        text += f" {were} had none yet and became zeros; build the model again."
    return (
        text + " Tensors made before are lost." + (f" Last operations: {lines}." if lines else "")
    )


def _last_ops(engine: Engine) -> str:
    try:
        names = json.loads(engine._functions["last_ops"]())
    except Exception:
        return ""
    return ", ".join(map(str, names[-4:]))


def started() -> list[Engine]:
    """The engines that run now."""
    return list(_engines.values())


def choose(name: str | None) -> Engine:
    """Make a backend the one new tensors and models use.

    Args:
        name: A backend's name in any case; None or ``"auto"`` takes Wgpu on a
            hardware graphics adapter and Cpu otherwise.

    Returns:
        The engine chosen.

    Raises:
        UnknownNameError: for a name that is not a backend.
        BackendError: when the backend cannot start here.
    """
    global _default, _wanted, _reason, _both_offered
    backend = standardize_backend(name)
    if backend is None:
        engine, reason = _automatic()
    else:
        engine, reason = get(backend), "asked for by name"
        _warn_software(backend)
    _default, _wanted, _reason = engine, backend, reason
    _both_offered = backend is None and engine.name == "Wgpu"
    return engine


def _automatic() -> tuple[Engine, str]:
    try:
        found = _load().probe("Wgpu")
    except (PVisionError, _load().failures) as error:
        return get("Cpu"), f"the graphics adapter could not be asked ({error})"
    adapter = found.get("adapter")
    if not adapter:
        return get("Cpu"), str(found.get("reason") or "no graphics adapter was found")
    if found.get("software", True):
        return get("Cpu"), f"the graphics adapter ({adapter}) is software"
    try:
        return get("Wgpu"), f"a graphics adapter was found ({adapter})"
    except PVisionError as error:
        return get("Cpu"), f"the graphics adapter ({adapter}) could not be used: {error}"


def _warn_software(backend: str) -> None:
    global _warned_software
    info = _infos.get(backend, {})
    if backend == "Wgpu" and info.get("software") and not _warned_software:
        _warned_software = True
        warn(
            f"Wgpu runs on a software adapter here ({info.get('adapter')}), which is slower than "
            "Cpu. It works; set_backend('Cpu') is faster."
        )


def default() -> Engine:
    """The engine new tensors are made on; chosen at the first use.

    The environment variable ``P_VISION_BACKEND`` names the first choice.
    """
    if _default is None:
        return choose(os.environ.get("P_VISION_BACKEND"))
    return _default


@contextmanager
def scope(name: str | None) -> Iterator[Engine]:
    """Use another backend for what is made inside a ``with`` block.

    Args:
        name: A backend's name in any case; None leaves the present one.
    """
    global _default, _named_blocks
    before = default()
    engine = before if name is None else get(name)
    if name is not None:
        _warn_software(engine.name)
    _default = engine
    _named_blocks += name is not None
    try:
        yield engine
    finally:
        _named_blocks -= name is not None
        _default = _engines.get(before.name, before)


def switch(engine: Engine) -> None:
    """Use another engine for the rest of the innermost `scope`."""
    global _default
    _default = engine


def chosen_automatically() -> bool:
    """Whether `both_offered`, and no `with` block around names one either."""
    return both_offered() and not _named_blocks


def in_named_block() -> bool:
    """Whether a `with` block around names a backend."""
    return _named_blocks > 0


def both_offered() -> bool:
    """Whether nobody chose a backend for the session and a graphics card is there."""
    default()
    return _both_offered


def follow(name: str, reason: str) -> None:
    """Make what was found better the engine of what is made from now on.

    Args:
        name: The backend.
        reason: Why, for `describe_backend`.
    """
    global _default, _reason
    _default, _reason = get(name), reason


def read_page_file(path: str) -> bytearray:
    """A file that is served beside the page; only inside a page.

    Args:
        path: Its path on the page's server.

    Raises:
        OSError: when it is not there.
    """
    from p_vision.engine._page import read_file

    return read_file(path)


def describe_backend() -> dict[str, Any]:
    """What runs now and why."""
    engine = default()
    info = _infos.get(engine.name, {})
    return {
        "backend": engine.name,
        "reason": _reason,
        "adapter": info.get("adapter"),
        "software": info.get("software"),
        "asked_for": _wanted or "auto",
        "timings": [dict(found) for found in timings],
    }


def reset() -> None:
    """Forget the choice and the engines; for tests."""
    global _default, _wanted, _reason, _loader, _warned_software, _both_offered
    _engines.clear()
    _infos.clear()
    timings.clear()
    _default = _wanted = _loader = None
    _reason = ""
    _warned_software = _both_offered = False
