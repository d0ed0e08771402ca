"""The wheel alone: `import p_vision` in a page that holds nothing but Pyodide."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_records import Records
from playwright.sync_api import Browser, Error, Page

pytestmark = pytest.mark.first_visit

HTML = """\
<!doctype html><title>bare</title>
<script type="module">
  import {{ loadPyodide }} from "{pyodide}pyodide.mjs";
  const pyodide = await loadPyodide({{ indexURL: "{pyodide}" }});
  for (const wheel of {wheels}) await pyodide.loadPackage(wheel, {{ checkIntegrity: false }});
  window.signal = new Uint8Array(1);
  pyodide.setInterruptBuffer(window.signal);
  window.python = pyodide;
</script>
"""
MODEL = """\
import numpy as np
from p_vision import Dense, Input, Sequential, utils

utils.set_random_seed(4)
x = np.linspace(-1, 1, 64, dtype="float32").reshape(32, 2)
y = x.sum(axis=1, keepdims=True)
model = Sequential([Input(shape=(2,)), Dense(4), Dense(1)])
model.compile(optimizer="sgd", loss="mse")
losses = model.fit(x, y, epochs=3, verbose=0).history["loss"]
"""


@pytest.fixture(scope="module")
def bare(
    browser: Browser, browser_context_args: dict[str, Any], base_url: str, site: Path
) -> Iterator[Page]:
    """A page with Pyodide, numpy and the wheel, on the page's main thread."""
    folder = next((site / "pyodide").iterdir()).name
    wheels = [f"{base_url}/wheels/{file.name}" for file in sorted((site / "wheels").glob("*.whl"))]
    assert len(wheels) == 2
    context = browser.new_context(**browser_context_args)
    records = Records(context, base_url)
    page = context.new_page()
    html = HTML.format(pyodide=f"{base_url}/pyodide/{folder}/", wheels=wheels)
    page.route("**/bare.html", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("/bare.html")
    page.wait_for_function("window.python !== undefined", timeout=60_000)
    yield page
    assert records.elsewhere == []
    context.close()


def run(page: Page, code: str) -> Any:
    return page.evaluate("code => python.runPythonAsync(code)", code)


def test_a_model_is_trained(bare: Page) -> None:
    losses = run(bare, f"{MODEL}\n' '.join(map(str, losses))").split()
    assert len(losses) == 3
    assert float(losses[-1]) < float(losses[0])
    assert run(bare, "model.predict(x[:3], verbose=0).shape[0]") == 3


def test_the_adapter_is_known_before_a_backend_is_chosen(bare: Page) -> None:
    reason = run(bare, "import p_vision; p_vision.backend_info()['reason']")
    assert "software" in reason


def test_the_graphics_engine_comes_out_of_the_wheel_when_asked_for(bare: Page) -> None:
    code = MODEL + "\nmodel.backend = 'Wgpu'\nmodel.fit(x, y, verbose=0)\nmodel.backend"
    assert run(bare, code) == "Wgpu"


def test_a_plain_call_says_how_to_start_it_and_leaves_stop_working(bare: Page) -> None:
    run(bare, MODEL)
    with pytest.raises(Error, match="Start it with runPythonAsync"):
        bare.evaluate(
            """async () => {
              await new Promise((done) => setTimeout(done, 50));
              python.runPython("model.predict(x, verbose=0)");
            }"""
        )
    with pytest.raises(Error, match="KeyboardInterrupt"):
        bare.evaluate("signal[0] = 2, python.runPython('for i in range(10**7): pass')")


def test_stop_of_the_host_page_ends_fit_and_keeps_the_model(bare: Page) -> None:
    run(bare, MODEL)
    code = """
try:
    model.fit(x, y, epochs=1_000_000, batch_size=4, verbose=0)
    ended = "by itself"
except KeyboardInterrupt:
    ended = "by Stop"
model.fit(x, y, verbose=0)
ended
"""
    bare.evaluate("setTimeout(() => { signal[0] = 2; }, 500)")
    assert run(bare, code) == "by Stop"


def test_the_playground_uses_what_the_wheel_holds(site: Path) -> None:
    """Its archive lacks the engines, which it loads by themselves, and adds compiled modules."""
    whole = zipfile.ZipFile(next((site / "wheels").glob("p_vision-*.whl")))
    own = zipfile.ZipFile(site / "wheels" / "page" / "p_vision.zip")
    engines = {name for name in whole.namelist() if name.startswith("p_vision/engine/page/")}
    assert sum(name.endswith(".wasm") for name in engines) == 2
    added = {name for name in own.namelist() if name.endswith(".pyc")}
    assert set(own.namelist()) - added == set(whole.namelist()) - engines
    shared = set(own.namelist()) - added
    assert [name for name in shared if whole.read(name) != own.read(name)] == []
    for name in engines - {"p_vision/engine/page/bridge.js"}:
        assert whole.read(name) == (site / "engine" / Path(name).name).read_bytes(), name
