"""What the Makefile's targets are made of."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable

import engine
import engine_lock
from browser import BROWSER
from commands import require, run
from fashion_mnist import FASHION_MNIST_DATA
from lint import lint
from mnist import MNIST_DATA
from names_table import NAMES_TABLE
from native import NATIVE
from node_packages import NODE_PACKAGES
from numpy_wheel import NUMPY_WHEEL
from offline_files import SCRIPT_STEP, list_step
from page_packages import PAGE_PACKAGES
from places import BUILD, ROOT, VENV_PYTHON
from plotting_wheels import PLOTTING_WHEELS
from python_env import PLAY, TEST
from rust_tools import WASM_BINDGEN, WASM_TARGET
from site_files import (
    BRIDGE_STEP,
    PAGE,
    PARTS,
    PYODIDE_WHEELS,
    STDLIB_STEP,
    compression_step,
)
from static_site import STATIC, build_static_site
from step import Step, StepFailed
from suites import run_suites
from teaching_data import TEACHING_DATA
from threads_target import THREADS_TARGET
from wheels import build_installable, wheel_name


def do(steps: Iterable[Step]) -> None:
    for step in steps:
        step.run()


def packages(environment: Step) -> None:
    require("node", "npm")
    do([environment, NODE_PACKAGES])


def engine_for_page() -> None:
    if engine_lock.matches():
        engine.from_checked_in().run()
    else:
        do([WASM_TARGET, THREADS_TARGET, WASM_BINDGEN, engine.from_source()])


def site(compressed: bool = True) -> None:
    do([NUMPY_WHEEL, MNIST_DATA, FASHION_MNIST_DATA, TEACHING_DATA, STDLIB_STEP, PLOTTING_WHEELS])
    engine_for_page()
    do([BRIDGE_STEP, PARTS, PAGE, NAMES_TABLE, PYODIDE_WHEELS, *PAGE_PACKAGES, SCRIPT_STEP])
    list_step().run()
    if compressed:
        compression_step().run()


def play(arguments: list[str]) -> None:
    packages(PLAY)
    site()
    serve(arguments)


def dev(arguments: list[str]) -> None:
    packages(PLAY)
    site(compressed=False)
    serve(["--dev", *arguments])


def serve(arguments: list[str]) -> None:
    """Becomes the server, so that Ctrl-C reaches it and nothing stays behind."""
    command = [str(VENV_PYTHON), "-m", "p_vision_server", *arguments]
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execv(command[0], command)


def build(arguments: list[str]) -> None:
    packages(TEST)
    NATIVE.run()
    site()


def native(arguments: list[str]) -> None:
    TEST.run()
    NATIVE.run()


def rebuild(arguments: list[str]) -> None:
    """After a change in `py/` or `web/`, for the server's development mode."""
    site(compressed=False)


def check(arguments: list[str]) -> None:
    require("cargo", "cc")
    packages(TEST)
    lint()


def test(arguments: list[str]) -> None:
    require("node", "npm", "cargo", "cc")
    packages(TEST)
    NATIVE.run()
    site()
    BROWSER.run()
    run_suites()


def bench(arguments: list[str]) -> None:
    """All of it in the page: the native engine is not needed."""
    packages(TEST)
    site()
    BROWSER.run()
    run([VENV_PYTHON, ROOT / "tests" / "bench" / "run.py", *arguments])


def screens(arguments: list[str]) -> None:
    packages(TEST)
    site()
    BROWSER.run()
    run([VENV_PYTHON, ROOT / "tests" / "screens" / "run.py", *arguments])


def dist(arguments: list[str]) -> None:
    require("node", "npm", "cargo", "cc")
    packages(PLAY)
    do([WASM_TARGET, THREADS_TARGET, WASM_BINDGEN, engine.REFRESH])
    site()


def wheel(arguments: list[str]) -> None:
    packages(PLAY)
    site()
    print(f"> wheel: page, engine and server in dist/{wheel_name()} (usually 10 s)", flush=True)
    build_installable(ROOT / "dist" / wheel_name())


def static(arguments: list[str]) -> None:
    packages(PLAY)
    site(compressed=False)
    folder = STATIC.relative_to(ROOT).as_posix()
    print(f"> site: {folder}, to be served by any file server (usually 2 s)", flush=True)
    build_static_site()


def clean(arguments: list[str]) -> None:
    """What builds made in the clone; downloads and build trees in the cache stay."""
    for folder in (BUILD, ROOT / "dist"):
        shutil.rmtree(folder, ignore_errors=True)
    for module in (ROOT / "py" / "p_vision").glob("_p_vision*"):
        module.unlink()


TARGETS: dict[str, Callable[[list[str]], None]] = {
    "play": play,
    "dev": dev,
    "build": build,
    "native": native,
    "rebuild": rebuild,
    "lint": check,
    "test": test,
    "bench": bench,
    "screens": screens,
    "dist": dist,
    "wheel": wheel,
    "site": static,
    "clean": clean,
}


def main(words: list[str]) -> int:
    if not words or words[0] not in TARGETS:
        print(f"python3 tools TARGET, one of: {', '.join(TARGETS)}", file=sys.stderr)
        return 2
    try:
        TARGETS[words[0]](words[1:])
    except StepFailed as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. Run it again: it goes on where it was.", file=sys.stderr)
        return 130
    return 0
