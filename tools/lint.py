"""Format, lint and types of all three languages; every check runs, then the failures are named."""

import os
import subprocess

from native import CARGO_ENVIRONMENT
from places import ROOT, VENV_PYTHON, node_program
from step import StepFailed

PYTHON_FILES = ("py", "tests", "tools")
CLIPPY = ["cargo", "clippy", "--quiet", "--release", "--features", "python", "-p", "p_vision"]


def checks() -> list[tuple[str, list[str]]]:
    python = [str(VENV_PYTHON), "-m"]
    return [
        ("ruff", [*python, "ruff", "check", "--quiet", *PYTHON_FILES]),
        ("ruff format", [*python, "ruff", "format", "--check", "--quiet", *PYTHON_FILES]),
        ("mypy", [*python, "mypy", "--no-error-summary"]),
        ("biome", [node_program("biome"), "check", "--error-on-warnings", "--reporter=summary"]),
        ("tsc", [node_program("tsc"), "--noEmit"]),
        ("cargo fmt", ["cargo", "fmt", "--check"]),
        ("cargo clippy", [*CLIPPY, "--all-targets", "--", "-D", "warnings"]),
    ]


def lint() -> None:
    failed = []
    for name, command in checks():
        print(f"> {name}", flush=True)
        env = {**os.environ, **CARGO_ENVIRONMENT}
        if subprocess.run(command, cwd=ROOT, env=env, check=False).returncode != 0:
            failed.append(name)
    if failed:
        raise StepFailed(f"Lint found something: {', '.join(failed)}.")
