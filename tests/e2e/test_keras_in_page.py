"""Layers and ops compute Keras's values and gradients in the page too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Route

PARITY = Path(__file__).resolve().parents[1] / "parity"
#: The very tests that run natively, without the test runner around them.
PROGRAM = """\
import functools, json, pathlib, sys, types
from p_vision import engine

{before}
folder = pathlib.Path("/tmp/parity")
(folder / "golden").mkdir(parents=True, exist_ok=True)
for name in {files!r}:
    (folder / name).write_bytes(engine.read_page_file("/parity/" + name))
sys.path.insert(0, str(folder))
parametrize = lambda *names, **ids: lambda test: test
sys.modules["pytest"] = types.SimpleNamespace(mark=types.SimpleNamespace(parametrize=parametrize))
checked_values, tests = __import__("checked_values"), __import__({module!r})
close = functools.partial(checked_values.check_close, "Cpu")
wrong = []
for case in tests.CASES:
    try:
        with engine.scope("Cpu"):
            tests.{test}(case, "Cpu", close)
    except Exception as error:
        wrong.append(f"{{case['name']}}: {{error}}"[:400])
print(json.dumps({{"cases": len(tests.CASES), "wrong": wrong}}))
"""
#: The engine anew, told that the browser lacks the instruction that multiplies and adds.
IN_TWO_STEPS = """\
import js
from pyodide.ffi import create_proxy
validate = js.WebAssembly.validate
js.WebAssembly.validate = create_proxy(lambda module: False)
try:
    engine.get("Cpu").op("panic_probe", "")
except Exception as error:
    assert "was started again" in str(error)
js.WebAssembly.validate = validate
"""


def _answer(route: Route) -> None:
    name = route.request.url.partition("/parity/")[2]
    route.fulfill(body=(PARITY / name).read_bytes(), content_type="application/octet-stream")


@pytest.mark.parametrize(
    ("module", "test", "at_least", "before"),
    [
        ("test_keras_calls", "test_call_is_keras_s", 400, ""),
        ("test_keras_layers", "test_layer_is_keras_s", 200, ""),
        ("test_keras_layers", "test_layer_is_keras_s", 200, IN_TWO_STEPS),
    ],
    ids=["calls", "layers", "layers in two steps"],
)
def test_the_page_computes_as_keras(
    playground: PlaygroundPage, module: str, test: str, at_least: int, before: str
) -> None:
    wanted = "calls" if module == "test_keras_calls" else "layers"
    golden = [f"golden/{path.name}" for path in sorted((PARITY / "golden").glob(f"{wanted}*.json"))]
    playground.page.context.route("**/parity/**", _answer)
    files = ["checked_values.py", f"{module}.py", *golden]
    output = playground.run(
        PROGRAM.format(files=files, module=module, test=test, before=before), timeout=300_000
    )
    found = json.loads(next(line for line in output.splitlines() if line.startswith('{"cases"')))
    assert found["wrong"] == []
    assert found["cases"] >= at_least
