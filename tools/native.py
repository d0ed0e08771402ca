"""The engine for CPython: `import p_vision` in .venv computes with it."""

import engine_lock
from commands import output_of, require, run
from places import CARGO_TARGET, ROOT
from step import Step

MODULE = ROOT / "py" / "p_vision" / "_p_vision.abi3.so"
CARGO_ENVIRONMENT = {"CARGO_TARGET_DIR": str(CARGO_TARGET)}
FEATURES = ["--release", "--features", "python", "-p", "p_vision"]


def work() -> None:
    require("cargo", "cc")
    run(["cargo", "build", *FEATURES], env=CARGO_ENVIRONMENT)
    run([ROOT / "tools" / "link_native.sh"], env=CARGO_ENVIRONMENT)


NATIVE = Step(
    name="native engine",
    why="the same engine for Python outside the page",
    usual="15 minutes the first time, 30 s after a change",
    inputs=lambda: [*engine_lock.sources(), output_of(["rustc", "--version"])],
    outputs=(MODULE,),
    work=work,
)
