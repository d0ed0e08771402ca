"""web/engine: the built engine that is checked in, and the lock that says what it was built from.

The engine is built from `crate/`, `Cargo.toml`, `Cargo.lock` and cargo's settings. While their hash
is the one in the lock, the checked-in files are that engine and nobody needs Rust.
"""

import json
from pathlib import Path

from places import CHECKED_IN_ENGINE, ROOT
from step import digest, file_hash, write_text

LOCK = CHECKED_IN_ENGINE / "lock.json"


def sources() -> list[Path]:
    """Tests and benchmarks of the crate are no part of what is shipped."""
    names = ["crate/src", "crate/build.rs", "crate/Cargo.toml"]
    names += ["Cargo.toml", "Cargo.lock", ".cargo/config.toml"]
    toolchain = ROOT / "rust-toolchain.toml"
    return [ROOT / name for name in names] + ([toolchain] if toolchain.exists() else [])


def read_lock() -> dict[str, object]:
    try:
        lock = json.loads(LOCK.read_text())
    except (OSError, ValueError):
        return {}
    return lock if isinstance(lock, dict) else {}


def matches() -> bool:
    """Whether the checked-in engine was built from the sources as they are, and is whole."""
    lock = read_lock()
    files = lock.get("files")
    return (
        lock.get("sources") == digest(sources())
        and isinstance(files, dict)
        and bool(files)
        and all(
            (CHECKED_IN_ENGINE / name).is_file() and file_hash(CHECKED_IN_ENGINE / name) == sha256
            for name, sha256 in files.items()
        )
    )


def write_lock(source_digest: str, toolchain: str) -> None:
    files = sorted(path for path in CHECKED_IN_ENGINE.iterdir() if path != LOCK)
    lock = {
        "sources": source_digest,
        "toolchain": toolchain,
        "files": {path.name: file_hash(path) for path in files},
    }
    write_text(LOCK, json.dumps(lock, indent=2) + "\n")
