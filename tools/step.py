"""One step of the set-up: skipped while its result is up to date, announced when it is not."""

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from places import ROOT, STAMPS


class StepFailed(Exception):
    """A step could not be done; the text says what to do about it."""


@dataclass(frozen=True)
class Step:
    """A result, what it is made from, and how.

    `inputs` gives files, folders and plain strings: their digest is the step's stamp. `outputs`
    must exist for the step to count as done. `ready` replaces the stamp where the result itself
    can tell whether it is up to date.
    """

    name: str
    why: str
    usual: str
    work: Callable[[], None]
    inputs: Callable[[], Iterable[Path | str]] = tuple
    outputs: tuple[Path, ...] = ()
    ready: Callable[[], bool] | None = None

    def is_ready(self) -> bool:
        if self.ready is not None:
            return self.ready()
        stamp = STAMPS / self.name.replace(" ", "-")
        return (
            all(path.exists() for path in self.outputs)
            and stamp.is_file()
            and stamp.read_text() == digest(self.inputs())
        )

    def run(self) -> bool:
        """Does the work unless it is done already; says whether it did."""
        if self.is_ready():
            return False
        print(f"> {self.name}: {self.why} (usually {self.usual})", flush=True)
        started = time.monotonic()
        # Taken before the work: a file edited meanwhile makes the step run again.
        stamp = digest(self.inputs())
        self.work()
        missing = [path for path in self.outputs if not path.exists()]
        if missing:
            raise StepFailed(f"{self.name} ended without making {missing[0]}.")
        if self.ready is None:
            write_text(STAMPS / self.name.replace(" ", "-"), stamp)
        print(f"  done in {time.monotonic() - started:.0f} s", flush=True)
        return True


def digest(inputs: Iterable[Path | str]) -> str:
    """One hash over strings and the names and contents of files, folders walked in order."""
    total = hashlib.sha256()
    for entry in inputs:
        if isinstance(entry, str):
            total.update(f"text {entry}\n".encode())
            continue
        for path in sorted(files_below(entry)):
            name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
            total.update(f"file {name.as_posix()} {file_hash(path)}\n".encode())
    return total.hexdigest()


def files_below(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    folders = {"__pycache__", "node_modules"}
    endings = (".pyc", ".new", ".partial")
    return [
        file
        for file in path.rglob("*")
        if file.is_file() and not folders & set(file.parts) and file.suffix not in endings
    ]


def file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_text(path: Path, text: str) -> None:
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Whole or not at all: an interrupted run leaves no half file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    partial.write_bytes(content)
    partial.replace(path)
