"""Files from elsewhere, pinned by sha256, tried from one source after the other."""

import tempfile
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from step import StepFailed, file_hash, write_bytes

Source = Callable[[Path], Path]
"""Brings the file into the given empty folder and returns where it lies."""


def is_pinned(path: Path, sha256: str) -> bool:
    return path.is_file() and file_hash(path) == sha256


def bring(target: Path, sha256: str, sources: Sequence[tuple[str, Source]]) -> None:
    """Puts the file at `target` from the first source whose copy has the pinned hash."""
    tried = []
    for name, source in sources:
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = source(Path(folder))
                if file_hash(found) == sha256:
                    write_bytes(target, found.read_bytes())
                    return
                tried.append(f"{name}: another file than expected (sha256 differs)")
            except (OSError, StepFailed) as error:
                tried.append(f"{name}: {error}")
    raise StepFailed(f"Could not get {target.name}.\n  " + "\n  ".join(tried))


def from_file(path: Path) -> Source:
    def source(folder: Path) -> Path:
        if not path.is_file():
            raise StepFailed("not there")
        return path

    return source


def from_address(address: str) -> Source:
    def source(folder: Path) -> Path:
        target = folder / "file"
        with urllib.request.urlopen(address, timeout=30) as reply:
            target.write_bytes(reply.read())
        return target

    return source
