"""The engine for the page, three times: engine_cpu (processor), engine_threads (the same on several
threads in one memory) and engine_gpu (WebGPU).

`build/engine` holds what the page loads. It comes out of `web/engine` while that matches the
sources, and from cargo otherwise; `make dist` builds it and refreshes `web/engine`.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

import engine_lock
from commands import output_of, require, run
from places import BUILD, CHECKED_IN_ENGINE, ENGINE, ROOT
from rust_tools import TARGET, wasm_bindgen, wasm_environment, without_machine_paths
from step import Step, StepFailed, digest, write_bytes
from threads_target import threads_environment
from wasm_cut import without

#: What each is made of, as features of the crate.
KINDS = {"cpu": "web,cpu", "threads": "web,cpu,threads", "gpu": "web,gpu"}


def files_of(kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for kind in kinds for name in (f"engine_{kind}.js", f"engine_{kind}_bg.wasm"))


FILES = files_of(KINDS)
#: What pages of others get: they are seldom isolated, and would have to hand threads their script.
PACKAGED = files_of(("cpu", "gpu"))
BROTLI = ROOT / "tools" / "brotli.mjs"


def unpack_checked_in() -> None:
    for name in FILES:
        packed = CHECKED_IN_ENGINE / f"{name}.br"
        if packed.is_file():
            ENGINE.mkdir(parents=True, exist_ok=True)
            run(["node", BROTLI, "unpack", packed, ENGINE / name])
        else:
            write_bytes(ENGINE / name, (CHECKED_IN_ENGINE / name).read_bytes())


def build_kind(kind: str) -> Path:
    """Compiles one engine into a folder of its own and gives that folder.

    No wasm-opt afterwards: its code was larger once compressed and slower (docs/size.md).
    """
    env = threads_environment() if kind == "threads" else wasm_environment()
    if env is None:
        raise StepFailed("The wasm target is missing; run this again.")
    run(
        ["cargo", "build", "--locked", "--profile", "dist", "--target", TARGET, "-p", "p_vision"]
        + ["--no-default-features", "--features", KINDS[kind]],
        env=env,
    )
    folder = BUILD / "engine-parts" / kind
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    # All kinds come out under this name: the one with names is kept for tools/wasm_size.py.
    wasm = folder / "named.wasm"
    built = Path(env["CARGO_TARGET_DIR"]) / TARGET / "dist" / "p_vision.wasm"
    write_bytes(wasm, without_machine_paths(built.read_bytes()))
    check_exports(wasm)
    joined = folder / "engine.wasm"
    write_bytes(joined, without(wasm.read_bytes()))
    run([wasm_bindgen(), joined, folder, f"engine_{kind}"])
    joined.unlink()
    return folder


def check_exports(named: Path) -> None:
    """Refuses an engine whose every call would run all static constructors again."""
    if b".command_export" in named.read_bytes():
        raise StepFailed(
            "wasm-ld has wrapped the engine's exports (.command_export): each call would run all "
            "constructors again. crate/src/web.rs must call __wasm_call_ctors itself."
        )


def build_from_source() -> None:
    require("cargo", "cc", "node")
    for kind in KINDS:
        folder = build_kind(kind)
        for name in (f"engine_{kind}.js", f"engine_{kind}_bg.wasm"):
            write_bytes(ENGINE / name, (folder / name).read_bytes())


def refresh_checked_in() -> None:
    """Builds, compresses as far as brotli goes and writes the lock."""
    source_digest = digest(engine_lock.sources())
    build_from_source()
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
        usual="30 minutes the first time, 5 minutes after a change",
        inputs=engine_lock.sources,
        outputs=outputs(),
        work=build_from_source,
    )


REFRESH = Step(
    name="engine to ship",
    why="builds the engines and refreshes web/engine",
    usual="6 minutes; 30 the first time",
    inputs=engine_lock.sources,
    outputs=(*outputs(), engine_lock.LOCK),
    ready=engine_lock.matches,
    work=refresh_checked_in,
)
