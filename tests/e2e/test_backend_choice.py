"""Where a graphics card is there, a small step is timed on both backends.

The only adapter of these browsers is a software one, and says so. In the page served here it
calls itself by another name.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Browser, expect
from served_sites import Served

#: Put before the worker's script.
CARD = """
for (const name of ["vendor", "architecture", "device", "description"]) {
  Object.defineProperty(GPUAdapterInfo.prototype, name, { get: () => "card" });
}
Object.defineProperty(GPUAdapterInfo.prototype, "isFallbackAdapter", { get: () => false });
"""
#: As long as it takes on the processor while the graphics card gets ready.
PROGRAM = """
import p_vision
from p_vision import Dense, Input, Sequential, callbacks

class UntilTimed(callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.known = len(p_vision.backend_info()["timings"])

    def on_epoch_end(self, epoch, logs=None):
        if len(p_vision.backend_info()["timings"]) > self.known:
            self.model.stop_training = True

model = Sequential([Input(shape=(2,)), Dense(8, activation="tanh"), Dense(1)])
model.compile(optimizer="adam", loss="mse")
print("made on", model.backend)
x, y = [[0, 0], [0, 1], [1, 0], [1, 1]] * 64, [[0], [1], [1], [0]] * 64
model.fit(x, y, epochs=100_000, verbose=0, callbacks=[UntilTimed()])
print("trained on", model.backend, p_vision.get_backend())
"""
AGAIN = """
model = Sequential([Input(shape=(2,)), Dense(8, activation="tanh"), Dense(1)])
model.compile(optimizer="adam", loss="mse")
model.fit(x, y, epochs=3, verbose=0)
timings = p_vision.backend_info()["timings"]
print(len(timings), sorted(timings[0]["milliseconds"]), len(model.history.epoch))
"""


@pytest.fixture(scope="module")
def with_card(
    browser: Browser,
    browser_context_args: dict[str, Any],
    site: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[PlaygroundPage]:
    """A page that takes its adapter for a graphics card."""
    folder = tmp_path_factory.mktemp("card") / "site"
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.br", "*.gz", "*.whl"))
    for script in (folder / "assets").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        if "requestAdapter" in text:
            script.write_text(f"{CARD}\n{text}", encoding="utf-8")
    server = Served(folder)
    context = browser.new_context(**browser_context_args | {"base_url": server.address})
    yield PlaygroundPage(context.new_page()).open()
    context.close()
    server.stop()


def test_a_small_model_is_timed_on_both_and_the_view_says_so(with_card: PlaygroundPage) -> None:
    output = with_card.run(PROGRAM)
    assert "made on Wgpu" in output
    assert "trained on Cpu Cpu" in output, "a software adapter is slower"
    panel = with_card.show("computer")
    chosen = panel.locator(".fact-list > div", has_text="Chosen for")
    expect(chosen.locator("dd")).to_contain_text("Processor (Cpu)")
    expect(chosen).to_contain_text(
        re.compile(r"graphics processor [\d.]+ m?s, processor [\d.]+ ms")
    )
    assert "1 ['Cpu', 'Wgpu'] 3" in with_card.run(AGAIN)


def test_stop_ends_a_training_while_the_graphics_card_gets_ready(
    with_card: PlaygroundPage,
) -> None:
    with_card.clear()
    with_card.write_code(PROGRAM.replace("Dense(8", "Dense(9"))
    with_card.start()
    with_card.wait_output("made on")
    with_card.page.wait_for_timeout(700)
    with_card.stop()
    with_card.wait_state("ready", 10_000)
    assert "trained on" not in with_card.output()
    assert "42" in with_card.ask("40 + 2")
