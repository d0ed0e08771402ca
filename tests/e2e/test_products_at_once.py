"""Products multiply and add in one step where the browser can, and in two where it cannot."""

from __future__ import annotations

import json
from pathlib import Path

from playground_page import PlaygroundPage

#: `x^2 - r` where `r` is `x^2` rounded: 0 in two steps, what was rounded off in one.
PROGRAM = """\
import json
import js
import numpy as np
from pyodide.ffi import create_proxy
from p_vision import engine, errors, ops

real, asked = js.WebAssembly.validate, []

def counting(module):
    asked.append(bool(real(module)))
    return asked[-1]

def found(validate):
    js.WebAssembly.validate = create_proxy(validate)
    try:
        engine.get("Cpu").op("panic_probe", "")
    except errors.EngineRestartedError:
        pass
    js.WebAssembly.validate = real
    with engine.scope("Cpu"):
        x = np.float32(1 + 2**-12)
        left = np.array([[1, x]] * 5, dtype="float32")
        right = np.array([[-(x * x)], [x]], dtype="float32")
        return float(np.asarray(ops.matmul(left, right))[4, 0])

without = found(lambda module: False)
print(json.dumps({"without": without, "with": found(counting), "asked": asked}))
"""


def processor_multiplies_and_adds() -> bool:
    try:
        return " fma " in Path("/proc/cpuinfo").read_text()
    except OSError:
        return False


def test_the_loops_are_chosen_by_what_the_browser_knows(playground: PlaygroundPage) -> None:
    output = playground.run(PROGRAM)
    found = json.loads(next(line for line in output.splitlines() if line.startswith('{"without"')))
    assert found["without"] == 0.0
    assert found["asked"] == [True]
    if processor_multiplies_and_adds():
        assert found["with"] == 2.0**-24
