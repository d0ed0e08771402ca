"""dist/site: everything the server sends, as files."""

import json
import shutil
from pathlib import Path

import engine_lock
from commands import require, run
from mnist import FILES as MNIST_FILES
from numpy_wheel import WHEEL as NUMPY
from places import (
    BUILD,
    CACHE,
    CHECKED_IN_ENGINE,
    DATA,
    ENGINE,
    MNIST,
    NODE_MODULES,
    ROOT,
    SITE,
    node_program,
)
from step import Step, file_hash, files_below
from teaching_data import FILES as TEACHING_FILES
from wheels import BRIDGE, PYODIDE_WHEEL, build_pyodide_wheel, wheel_step

PYODIDE = NODE_MODULES / "pyodide"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json")
STDLIB = BUILD / "pyodide" / "python_stdlib.zip"
COMPRESSED = CACHE / "compressed"
PAGE_CONFIGURATION = (
    "index.html",
    "embed.html",
    "vite.config.ts",
    "tsconfig.json",
    "package-lock.json",
)


def place(source: Path, target: Path) -> None:
    """A copy that is either whole or not there; nothing is done where it is there already."""
    if target.is_file() and file_hash(target) == file_hash(source):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    shutil.copyfile(source, partial)
    partial.replace(target)


def pyodide_version() -> str:
    return json.loads((PYODIDE / "package.json").read_text())["version"]


def place_parts() -> None:
    """Python for the page, numpy, the data sets and the engines."""
    core = SITE / "pyodide" / pyodide_version()
    for name in PYODIDE_FILES:
        place(PYODIDE / name, core / name)
    place(STDLIB, core / STDLIB.name)
    place(NUMPY, SITE / "wheels" / NUMPY.name)
    for name in MNIST_FILES:
        place(MNIST / name, SITE / "data" / "mnist" / name)
    for name in TEACHING_FILES:
        place(DATA / name, SITE / "data" / name)
    for file in files_below(ENGINE):
        place(file, SITE / "engine" / file.name)
        keep_packed(file)


def keep_packed(file: Path) -> None:
    """What `make dist` packed best is not packed again."""
    packed = CHECKED_IN_ENGINE / f"{file.name}.br"
    if packed.is_file() and engine_lock.matches():
        place(packed, COMPRESSED / f"{file_hash(file)}.br")


def compile_stdlib() -> None:
    require("node")
    run(["node", ROOT / "tools" / "stdlib.mjs", PYODIDE, STDLIB], quiet=True)


def build_bridge() -> None:
    require("node")
    run(["node", ROOT / "tools" / "bridge.mjs", BRIDGE], quiet=True)


def build_page() -> None:
    require("node")
    run([node_program("vite"), "build", "--logLevel", "warn"])


def compress() -> None:
    require("node")
    run(["node", ROOT / "tools" / "brotli.mjs", "beside", SITE, COMPRESSED])


STDLIB_STEP = Step(
    name="standard library",
    why="compiles Python's own modules, so that the page starts a second sooner",
    usual="8 s",
    inputs=lambda: [PYODIDE / "python_stdlib.zip", ROOT / "tools" / "stdlib.mjs"],
    outputs=(STDLIB,),
    work=compile_stdlib,
)

BRIDGE_STEP = Step(
    name="bridge",
    why="joins Python in the page to the engine",
    usual="2 s",
    inputs=lambda: [ROOT / "web", ROOT / "tools" / "bridge.mjs", ROOT / "package-lock.json"],
    outputs=(BRIDGE,),
    work=build_bridge,
)

PARTS = Step(
    name="parts",
    why="copies Python for the page, numpy, the digits and the engines into dist/site",
    usual="1 s",
    inputs=lambda: [
        ENGINE,
        engine_lock.LOCK,
        STDLIB,
        ROOT / "package-lock.json",
        NUMPY.name,
        str(MNIST_FILES),
        str(TEACHING_FILES),
    ],
    outputs=tuple(SITE / "engine" / f"engine_{kind}_bg.wasm" for kind in ("cpu", "gpu")),
    work=place_parts,
)

PAGE = Step(
    name="page",
    why="builds the TypeScript in web/",
    usual="5 s",
    inputs=lambda: [
        *(ROOT / name for name in PAGE_CONFIGURATION),
        *(file for file in files_below(ROOT / "web") if CHECKED_IN_ENGINE not in file.parents),
    ],
    outputs=(SITE / "index.html",),
    work=build_page,
)

PYODIDE_WHEELS = wheel_step(
    "wheel for pages",
    "packs p_vision and its engines for any Pyodide page",
    "2 s",
    build_pyodide_wheel,
    PYODIDE_WHEEL,
)


def compression_step() -> Step:
    """Follows everything in the site but what it makes itself."""
    return Step(
        name="compression",
        why="brotli and gzip beside what the server sends",
        usual="90 s the first time, 2 s after a change",
        inputs=lambda: [
            *(file for file in files_below(SITE) if file.suffix not in (".br", ".gz", ".partial")),
            ROOT / "tools" / "brotli.mjs",
            engine_lock.LOCK,
        ],
        outputs=(SITE / "index.html.br",),
        work=compress,
    )
