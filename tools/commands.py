"""Running other programs, and saying which one is missing and how to install it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from places import ROOT
from step import StepFailed

INSTALL = {
    "node": {
        "darwin": "brew install node",
        "linux": "apt-get install nodejs npm (Debian 13, Ubuntu 25.04 or newer), or nodejs.org",
    },
    "npm": {"darwin": "brew install node", "linux": "apt-get install npm"},
    "cargo": {
        "darwin": "brew install rustup && rustup-init -y",
        "linux": "rustup from rustup.rs (then: rustup toolchain install stable)",
    },
    "cc": {"darwin": "xcode-select --install", "linux": "apt-get install gcc libc6-dev"},
}
OLDEST_NODE = (20, 19)


def run(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    quiet: bool = False,
) -> None:
    """Runs a program; its output is shown, or with `quiet` only when it fails."""
    words = [str(word) for word in command]
    everything = {**os.environ, **(env or {})}
    if not quiet:
        ended = subprocess.run(words, cwd=cwd, env=everything, check=False)
    else:
        ended = subprocess.run(
            words,
            cwd=cwd,
            env=everything,
            check=False,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    if ended.returncode != 0:
        if quiet and ended.stdout:
            print(ended.stdout, file=sys.stderr)
        raise StepFailed(f"`{' '.join(words)}` failed (exit code {ended.returncode}).")


def output_of(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> str:
    """What a program prints, or "" when it is not there or fails."""
    try:
        ended = subprocess.run(
            [str(word) for word in command],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            check=False,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return ""
    return ended.stdout.strip() if ended.returncode == 0 else ""


def require(*programs: str) -> None:
    """Stops with one line for each program that is missing, with the command that installs it."""
    system = "darwin" if sys.platform == "darwin" else "linux"
    missing = [
        f"{name} is missing. Install it: {INSTALL[name][system]}"
        for name in programs
        if shutil.which(name) is None
    ]
    if not missing and "node" in programs:
        version = output_of(["node", "--version"]).removeprefix("v")
        if tuple(int(part) for part in version.split(".")[:2]) < OLDEST_NODE:
            oldest = ".".join(str(part) for part in OLDEST_NODE)
            missing = [
                f"Node {oldest} or newer is needed; this is {version}. "
                f"Install it: {INSTALL['node'][system]}"
            ]
    if missing:
        raise StepFailed("\n".join(missing))
