"""The standard library for threads that share one memory in the page.

Nobody ships it built: it needs instructions (atomics) that the plain target leaves out. Its sources
come with Rust; a nightly feature of cargo builds them.
"""

import os
import shutil
import tempfile
import tomllib
from pathlib import Path

from commands import output_of, run
from places import CARGO_TARGET, CARGO_TOOLS, ROOT
from rust_tools import TARGET, wasm_environment
from step import Step, StepFailed, write_text

SYSROOT = CARGO_TOOLS / "threads-sysroot"
LIBRARIES = SYSROOT / "lib" / "rustlib" / TARGET / "lib"
#: Which Rust the libraries there are of.
MADE_BY = SYSROOT / "rustc.txt"
FEATURES = "+atomics,+bulk-memory,+mutable-globals"
#: The memory comes from outside; each thread is told where its own variables lie.
LINK = (
    *("--shared-memory", "--import-memory", "--max-memory=4294967296"),
    *("--export=__wasm_init_tls", "--export=__tls_size", "--export=__tls_align"),
    "--export=__tls_base",
)
SEPARATOR = "\x1f"
#: Lets a stable compiler do what only a nightly one does, such as building the standard library.
UNSTABLE = {"RUSTC_BOOTSTRAP": "1"}


def rustc_version() -> str:
    return output_of(["rustc", "-vV"], env=wasm_environment())


def is_built() -> bool:
    return MADE_BY.is_file() and MADE_BY.read_text() == rustc_version()


def plain_flags() -> list[str]:
    """What cargo's settings say for the page."""
    settings = tomllib.loads((ROOT / ".cargo" / "config.toml").read_text())
    return list(settings["target"][TARGET]["rustflags"])


def threads_environment() -> dict[str, str] | None:
    """The variables under which cargo builds for threads, or None where it cannot yet."""
    env = wasm_environment()
    if env is None or not is_built():
        return None
    *flags, features = plain_flags()
    flags += [f"{features},{FEATURES}", "--sysroot", str(SYSROOT)]
    flags += [word for link in LINK for word in ("-C", f"link-arg={link}")]
    # A folder of its own: with other flags everything is compiled anew.
    target = {"CARGO_TARGET_DIR": str(CARGO_TARGET / "threads")}
    # Crates learn of atomics from a compiler that is told not to mind: wasm-bindgen then keeps
    # what belongs to one instance apart from the others.
    return {**env, **target, **UNSTABLE, "CARGO_ENCODED_RUSTFLAGS": SEPARATOR.join(flags)}


def write_empty_crate(folder: Path, sources: Path) -> None:
    """A crate that needs nothing but the standard library."""
    (folder / "src").mkdir()
    (folder / "src" / "lib.rs").write_text("")
    (folder / "Cargo.toml").write_text(
        '[package]\nname = "threads_probe"\nversion = "0.0.0"\nedition = "2024"\n'
        '[lib]\ncrate-type = ["cdylib"]\n'
    )
    vendor = sources / "vendor"
    if vendor.is_dir():
        (folder / ".cargo").mkdir()
        # A distribution's sources come with what they need: no registry is asked.
        (folder / ".cargo" / "config.toml").write_text(
            '[source.crates-io]\nreplace-with = "beside"\n'
            f'[source.beside]\ndirectory = "{vendor.as_posix()}"\n'
        )


def build() -> None:
    env = wasm_environment() or {}
    if shutil.which("rustup"):
        output_of(["rustup", "component", "add", "rust-src"])
    home = Path(output_of(["rustc", "--print", "sysroot"], env=env))
    sources = home / "lib" / "rustlib" / "src" / "rust" / "library"
    if not sources.is_dir():
        raise StepFailed(
            "The sources of Rust's standard library are missing.\n"
            "Install them: rustup component add rust-src (on Debian: rust-web-src)."
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_empty_crate(folder, sources)
        target = folder / "target"
        flags = ["-C", f"target-feature=+simd128,{FEATURES}"]
        building = {
            **env,
            "CARGO_TARGET_DIR": str(target),
            "CARGO_ENCODED_RUSTFLAGS": SEPARATOR.join(flags),
            **UNSTABLE,
            "PATH": env.get("PATH") or os.environ.get("PATH", ""),
        }
        command = ["cargo", "build", "--quiet", "--release", "--target", TARGET]
        run([*command, "-Z", "build-std=std,panic_abort"], env=building, cwd=folder)
        shutil.rmtree(SYSROOT, ignore_errors=True)
        LIBRARIES.mkdir(parents=True)
        for library in (target / TARGET / "release" / "deps").glob("*.rlib"):
            shutil.copy2(library, LIBRARIES)
    write_text(MADE_BY, rustc_version())


THREADS_TARGET = Step(
    name="wasm target for threads",
    why="lets Rust build the engine that computes on several threads",
    usual="1 minute",
    ready=is_built,
    work=build,
)
