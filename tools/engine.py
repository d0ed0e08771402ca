"""The engine for the page, twice: engine_cpu (processor) and engine_gpu (WebGPU).

`build/engine` holds what the page loads. It comes out of `web/engine` while that matches the
sources, and from cargo otherwise; `make dist` builds it optimised and refreshes `web/engine`.
"""

import shutil
from pathlib import Path

import engine_lock
from commands import output_of, require, run
from places import BUILD, CARGO_TARGET, CHECKED_IN_ENGINE, ENGINE, ROOT, node_program
from rust_tools import TARGET, wasm_bindgen, wasm_environment
from step import Step, StepFailed, digest, write_bytes

KINDS = ("cpu", "gpu")
FILES = tuple(name for kind in KINDS for name in (f"engine_{kind}.js", f"engine_{kind}_bg.wasm"))
# What rustc uses for this target, and SIMD.
WASM_FEATURES = (
    "bulk-memory",
    "bulk-memory-opt",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "relaxed-simd",
    "sign-ext",
    "simd",
)
BROTLI = ROOT / "tools" / "brotli.mjs"


def unpack_checked_in() -> None:
    for name in FILES:
        packed = CHECKED_IN_ENGINE / f"{name}.br"
        if packed.is_file():
            ENGINE.mkdir(parents=True, exist_ok=True)
            run(["node", BROTLI, "unpack", packed, ENGINE / name])
        else:
            write_bytes(ENGINE / name, (CHECKED_IN_ENGINE / name).read_bytes())


def build_kind(kind: str, optimised: bool) -> Path:
    """Compiles one engine into a folder of its own and gives that folder."""
    env = wasm_environment()
    if env is None:
        raise StepFailed("The wasm target is missing; run this again.")
    run(
        ["cargo", "build", "--profile", "dist", "--target", TARGET, "-p", "p_vision"]
        + ["--no-default-features", "--features", f"web,{kind}"],
        env=env,
    )
    folder = BUILD / "engine-parts" / kind
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    wasm = CARGO_TARGET / TARGET / "dist" / "p_vision.wasm"
    run([wasm_bindgen(), wasm, folder, f"engine_{kind}"])
    if optimised:
        wasm = folder / f"engine_{kind}_bg.wasm"
        run(
            [node_program("wasm-opt"), "-O2", "--strip-debug", "--strip-producers"]
            + [*(f"--enable-{feature}" for feature in WASM_FEATURES), wasm, "-o", wasm]
        )
    return folder


def build_from_source(optimised: bool) -> None:
    require("cargo", "cc", "node")
    for kind in KINDS:
        folder = build_kind(kind, optimised)
        for name in (f"engine_{kind}.js", f"engine_{kind}_bg.wasm"):
            write_bytes(ENGINE / name, (folder / name).read_bytes())


def refresh_checked_in() -> None:
    """Builds optimised, compresses as far as brotli goes and writes the lock."""
    source_digest = digest(engine_lock.sources())
    build_from_source(optimised=True)
    CHECKED_IN_ENGINE.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        if name.endswith(".wasm"):
            run(["node", BROTLI, "pack", ENGINE / name, CHECKED_IN_ENGINE / f"{name}.br"])
        else:
            write_bytes(CHECKED_IN_ENGINE / name, (ENGINE / name).read_bytes())
    rustc = output_of(["rustc", "--version"], env=wasm_environment())
    engine_lock.write_lock(source_digest, rustc)


def outputs() -> tuple[Path, ...]:
    return tuple(ENGINE / name for name in FILES)


def from_checked_in() -> Step:
    return Step(
        name="engine for the page",
        why="unpacks web/engine, which was built from these sources",
        usual="1 s",
        inputs=lambda: [CHECKED_IN_ENGINE],
        outputs=outputs(),
        work=unpack_checked_in,
    )


def from_source() -> Step:
    return Step(
        name="engine for the page",
        why="builds it, as crate/ is not what web/engine was built from",
        usual="25 minutes the first time, 4 minutes after a change",
        inputs=engine_lock.sources,
        outputs=outputs(),
        work=lambda: build_from_source(optimised=False),
    )


REFRESH = Step(
    name="engine to ship",
    why="builds both engines optimised and refreshes web/engine",
    usual="10 minutes; 35 the first time",
    inputs=lambda: [*engine_lock.sources(), "optimised"],
    outputs=(*outputs(), engine_lock.LOCK),
    ready=engine_lock.matches,
    work=refresh_checked_in,
)
