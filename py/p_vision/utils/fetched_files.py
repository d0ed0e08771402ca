"""Files from an address, kept on this machine."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import Any

from p_vision.errors import ArgumentError, DatasetError

__all__ = ["get_file"]


def get_file(
    fname: str | None = None,
    origin: str | None = None,
    untar: bool = False,
    md5_hash: str | None = None,
    file_hash: str | None = None,
    cache_subdir: str = "datasets",
    hash_algorithm: str = "auto",
    extract: bool = False,
    archive_format: Any = "auto",
    cache_dir: Any = None,
    force_download: bool = False,
) -> str:
    """Fetch a file once and return where it lies.

    Args:
        fname: Its name on this machine; the last part of the address by default.
        origin: The address.
        untar: The same as `extract`.
        md5_hash: What the content must hash to, by MD5.
        file_hash: What it must hash to, by `hash_algorithm`.
        cache_subdir: The folder in the cache.
        hash_algorithm: "sha256", "md5" or "auto" (by the length of the hash).
        extract: Unpack an archive; the folder is returned.
        archive_format: Accepted for Keras; found by the name.
        cache_dir: The cache; `$P_VISION_CACHE` or `~/.cache/p_vision` by default.
        force_download: Fetch it again.

    Returns:
        The path.

    Raises:
        ArgumentError: No address.
        DatasetError: The file cannot be fetched, or is another one than expected.

    Reference: https://keras.io/api/utils/python_utils/
    """
    if origin is None:
        raise ArgumentError("get_file needs origin='https://...', the address of the file.")
    name = fname or os.path.basename(origin.split("?")[0])
    from p_vision.datasets.files import cache_folder

    folder = Path(cache_dir) if cache_dir is not None else cache_folder()
    path = folder / cache_subdir / name
    wanted = file_hash or md5_hash
    if force_download or not path.is_file() or (wanted and not _fits(path, wanted)):
        _fetch(origin, path)
        if wanted and not _fits(path, wanted):
            path.unlink()
            raise DatasetError(
                f"{origin} holds another file than expected: its content does not have the hash "
                f"{wanted}."
            )
    if not (extract or untar):
        return str(path)
    unpacked = path.with_name(path.name.split(".")[0] + "_extracted")
    if not unpacked.exists():
        import shutil

        shutil.unpack_archive(path, unpacked)
    return str(unpacked)


def _fits(path: Path, wanted: str) -> bool:
    algorithm = "md5" if len(wanted) == 32 else "sha256"
    return hashlib.new(algorithm, path.read_bytes()).hexdigest() == wanted.lower()


def _fetch(origin: str, path: Path) -> None:
    if sys.platform == "emscripten":
        raise DatasetError(
            f"In the page files from other addresses cannot be fetched: {origin}. Drop the file "
            "into the page, or use one of p_vision.datasets."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        print(f"Downloading data from {origin}")
        # Here, because loading it takes as long as a tenth of p_vision.
        import shutil
        import urllib.request

        with urllib.request.urlopen(origin, timeout=30) as reply, part.open("wb") as file:
            shutil.copyfileobj(reply, file)
    except (OSError, ValueError) as error:
        part.unlink(missing_ok=True)
        raise DatasetError(
            f"{origin} could not be fetched ({error}). Is there a network? Put the file at {path} "
            "by hand, and get_file will find it."
        ) from None
    part.replace(path)
