"""Our own numbers: programs run in the page's editor, as a person would run them."""

import json
import sys
import time
from collections.abc import Callable

from bare_tab import BareTab, bare_tab
from chromium import executable, fresh_page
from locations import PROGRAMS, ROOT
from playwright.sync_api import Page, Playwright, expect
from processor import PROC, browser_megabytes, own_ticks, python_seconds

sys.path.insert(0, str(ROOT / "tests" / "e2e"))

from playground_page import PlaygroundPage

#: A busy machine may take its time over the first view.
expect.set_options(timeout=60_000)

MARK = "MEASURED "
SIZES = "SIZES = ((256, 30), (512, 12), (1024, 4))\n"
CPU = ["eager", "mlp", "inference", "matmul", "convnet", "python_cost"]
XOR_DONE = "1 xor 1"
#: On a software adapter each step takes seconds: fewer of them.
WGPU_STEPS = "STEPS, FITS = 3, 1\nSIZES = ((512, 1),)\np_vision.set_backend('Wgpu')\n"
WGPU = ["eager", "mlp", "inference", "convnet", "matmul"]


def program(name: str, settings: str) -> str:
    """The text that is put into the editor."""
    shared = (PROGRAMS / "models.py").read_text()
    return f"{shared}\n{settings}\n{(PROGRAMS / f'{name}.py').read_text()}"


def numbers_in(output: str) -> dict[str, float]:
    """What a program reported; nothing where it failed."""
    rows = [row for row in output.splitlines() if MARK in row]
    return dict(json.loads(rows[-1].partition(MARK)[2])) if rows else {}


def run(playground: PlaygroundPage, name: str, settings: str) -> dict[str, float]:
    """Runs one program; an error in the page ends the bench with its text."""
    playground.clear()
    output = playground.run(program(name, settings), timeout=300_000)
    found = numbers_in(output)
    if not found:
        raise RuntimeError(f"{name} reported nothing:\n{output[-2000:]}")
    return found


def open_page(page: Page, address: str) -> PlaygroundPage:
    """The page with its greeting out of the way, and Python ready."""
    playground = PlaygroundPage(page).open(address)
    page.keyboard.press("Escape")
    return playground


def measure_cpu(
    playwright: Playwright, address: str, real_gpu: bool, only: list[str]
) -> dict[str, float]:
    """One round on the processor, in a fresh browser."""
    numbers: dict[str, float] = {}
    with fresh_page(playwright, real_gpu) as page:
        playground = open_page(page, address)
        for name in only:
            numbers |= run(
                playground, name, f"STEPS, FITS = 20, 3\n{SIZES}p_vision.set_backend('Cpu')\n"
            )
    return numbers


def measure_wgpu(
    playwright: Playwright, address: str, real_gpu: bool, say: Callable[[str], None]
) -> dict[str, float]:
    """One round on the graphics adapter, software or real."""
    numbers: dict[str, float] = {}
    with fresh_page(playwright, real_gpu) as page:
        playground = open_page(page, address)
        for name in WGPU:
            try:
                found = run(playground, name, WGPU_STEPS)
            except (RuntimeError, AssertionError) as error:
                say(f"Wgpu, {name}: {str(error)[-300:]}")
                break
            numbers |= {f"wgpu_{key}": value for key, value in found.items()}
    return numbers


def measure_memory(
    playwright: Playwright, address: str, real_gpu: bool, epochs: int
) -> dict[str, float]:
    """Memory of the page after each of a few epochs over all of MNIST."""
    numbers: dict[str, float] = {}
    with bare_tab(executable() or playwright.chromium.executable_path, real_gpu) as tab:
        tab.open(address)
        tab.wait_ready()
        numbers["tab_ready"] = browser_megabytes()["tab"]
        for epoch in range(1, epochs + 1):
            output = tab.run(program("epoch", ""))
            found = numbers_in(output)
            if not found:
                raise RuntimeError(f"epoch reported nothing:\n{output[-2000:]}")
            numbers[f"epoch_{epoch}"] = found["epoch"]
            numbers |= {
                f"{name}_epoch_{epoch}": value for name, value in browser_megabytes().items()
            }
    return numbers


def _visit(tab: BareTab, address: str, suffix: str) -> dict[str, float]:
    """Seconds from opening the page to Python being ready, and to a trained XOR.

    Beside them the processor time of Python's thread, which others on the machine do not change.
    The first visit chooses the program; who comes back finds it in the editor.
    """
    begun, used = time.monotonic(), python_seconds()
    tab.open(address)
    if suffix == "cold":
        tab.click("#picker-button")
        tab.click('[data-example="xor"]')
    tab.wait_ready()
    ready = time.monotonic() - begun
    tab.click("#run-button")
    tab.wait(f"document.querySelector('#log').textContent.includes('{XOR_DONE}')")
    return {
        f"boot_{suffix}": ready,
        f"xor_{suffix}": time.monotonic() - begun,
        f"xor_{suffix}_cpu": python_seconds() - used,
    }


def measure_start(playwright: Playwright, address: str, real_gpu: bool) -> dict[str, float]:
    """A first visit, and the next one of the same person."""
    with bare_tab(executable() or playwright.chromium.executable_path, real_gpu) as tab:
        first = _visit(tab, address, "cold")
        # What the first visit leaves behind is written once nothing else is to be done.
        time.sleep(2)
        if PROC.is_dir():
            own_ticks()
        tab.open("about:blank")
        time.sleep(0.5)
        return first | _visit(tab, address, "return")
