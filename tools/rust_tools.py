"""What the engine for the page is built with: the wasm target and wasm-bindgen."""

import os
import re
import shutil
import sys
from pathlib import Path

from commands import output_of, require, run
from places import CARGO_TARGET, CARGO_TOOLS, ROOT
from step import Step, StepFailed

TARGET = "wasm32-unknown-unknown"
DEBIAN_CARGO = "/usr/bin/cargo"


def wasm_environment() -> dict[str, str] | None:
    """The variables under which cargo can build for the page, or None where none can yet.

    rustup's toolchain is used if it has the target, else a distribution's own Rust, whose cargo
    must then come before rustup's stand-ins.
    """
    for extra in ({}, {"PATH": f"/usr/bin{os.pathsep}{os.environ.get('PATH', '')}"}):
        sysroot = output_of(["rustc", "--print", "sysroot"], env=extra)
        if sysroot and any(
            (Path(sysroot) / "lib" / "rustlib" / TARGET / "lib").glob("libstd-*.rlib")
        ):
            return {**extra, "CARGO_TARGET_DIR": str(CARGO_TARGET)}
    return None


def without_machine_paths(wasm: bytes) -> bytes:
    """Panics name files in the same way whoever builds, and not by folders of this machine.

    Written over in place, as nothing in the file may move. `--remap-path-prefix` would do it too,
    but then each machine's flags differ, and every crate is compiled again where they change.
    """
    home = Path(os.environ.get("CARGO_HOME") or Path.home() / ".cargo")
    for folder in (home / "registry" / "src").glob("*"):
        prefix = f"{folder}/".encode()
        wasm = wasm.replace(prefix, b"/crates".ljust(len(prefix), b"/")[: len(prefix)])
    return wasm


def add_target() -> None:
    require("cargo")
    if shutil.which("rustup"):
        output_of(["rustup", "target", "add", TARGET])
    if wasm_environment() is not None:
        return
    if sys.platform == "linux" and shutil.which("apt-get") and os.geteuid() == 0:
        run([ROOT / "tools" / "debian_wasm_target.sh"])
        return
    raise StepFailed(
        f"Rust has no {TARGET} target here and `rustup target add {TARGET}` did not work.\n"
        "On Debian, run tools/debian_wasm_target.sh as root."
    )


def wasm_bindgen_version() -> str:
    """The version that Cargo.lock pins: tool and library must be the same."""
    lock = (ROOT / "Cargo.lock").read_text()
    found = re.search(r'name = "wasm-bindgen"\nversion = "([^"]+)"', lock)
    if found is None:
        raise StepFailed("Cargo.lock does not name wasm-bindgen.")
    return found.group(1)


def wasm_bindgen() -> Path:
    """The program of the locked version; the step below builds it."""
    return CARGO_TOOLS / "bin" / f"wasm-bindgen-{wasm_bindgen_version()}"


def build_wasm_bindgen() -> None:
    require("cargo", "cc")
    manifest = ROOT / "tools" / "wasm_bindgen" / "Cargo.toml"
    version = wasm_bindgen_version()
    if f'wasm-bindgen-cli-support = "={version}"' not in manifest.read_text():
        raise StepFailed(
            f"{manifest.relative_to(ROOT)} names another wasm-bindgen than Cargo.lock ({version}). "
            f"Write {version} there, twice, and run `cargo update` beside it."
        )
    run(
        ["cargo", "build", "--quiet", "--release", "--locked", "--manifest-path", manifest],
        # A folder that stays: an interrupted build goes on where it was.
        env={"CARGO_TARGET_DIR": str(CARGO_TOOLS / "target")},
    )
    built = CARGO_TOOLS / "target" / "release" / "p_vision_wasm_bindgen"
    wasm_bindgen().parent.mkdir(parents=True, exist_ok=True)
    partial = wasm_bindgen().with_suffix(".partial")
    shutil.copy2(built, partial)
    partial.replace(wasm_bindgen())


WASM_TARGET = Step(
    name="wasm target",
    why="lets Rust build the engine for the page",
    usual="10 s with rustup, 3 minutes with Debian's Rust",
    ready=lambda: wasm_environment() is not None,
    work=add_target,
)

WASM_BINDGEN = Step(
    name="wasm-bindgen",
    why="joins the engine to JavaScript, in the version that Cargo.lock names",
    usual="1 minute",
    ready=lambda: wasm_bindgen().is_file(),
    work=build_wasm_bindgen,
)
