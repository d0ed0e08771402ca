"""The engine as Python sees it; the only package that knows how it is reached.

`get` gives the `Engine` of a backend, `wait` waits for what one of its
functions returned. Natively the engine is a compiled module; in a page it is a
WebAssembly instance behind JavaScript.
"""

from p_vision.engine._choice import (
    BACKEND_NAMES,
    both_offered,
    choose,
    chosen_automatically,
    default,
    describe_backend,
    follow,
    get,
    in_named_block,
    read_page_file,
    scope,
    standardize_backend,
    started,
    switch,
    timings,
)
from p_vision.engine._host import HostArray, address_of, host_array, unpack
from p_vision.engine._instance import FEW_FREED, Engine
from p_vision.engine._snapshot import restore, snapshot
from p_vision.engine._wait import wait

__all__ = [
    "BACKEND_NAMES",
    "FEW_FREED",
    "Engine",
    "HostArray",
    "address_of",
    "both_offered",
    "choose",
    "chosen_automatically",
    "default",
    "describe_backend",
    "follow",
    "get",
    "host_array",
    "in_named_block",
    "read_page_file",
    "restore",
    "scope",
    "snapshot",
    "standardize_backend",
    "started",
    "switch",
    "timings",
    "unpack",
    "wait",
]
