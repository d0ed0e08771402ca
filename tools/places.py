"""Where things lie: the clone, what the build makes in it, and the cache outside it."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
STAMPS = BUILD / "stamps"
SITE = ROOT / "dist" / "site"
ENGINE = BUILD / "engine"
CHECKED_IN_ENGINE = ROOT / "web" / "engine"
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NODE_MODULES = ROOT / "node_modules"


def cache_folder() -> Path:
    """Downloads and build trees that are shared by all clones and survive `make clean`."""
    chosen = os.environ.get("P_VISION_CACHE")
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "p_vision"


CACHE = cache_folder()
DOWNLOADS = CACHE / "downloads"
DATA = CACHE / "data"
MNIST = DATA / "mnist"
CARGO_TOOLS = CACHE / "cargo-tools"
CARGO_TARGET = Path(os.environ.get("CARGO_TARGET_DIR") or CACHE / "target")


def node_program(name: str) -> str:
    """A program that an npm package of this project installs."""
    return str(NODE_MODULES / ".bin" / name)
