"""Finds the files of a data set: in the cache folder natively, beside the page in the browser."""

from __future__ import annotations

import gzip
import hashlib
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from p_vision.errors import DatasetError

__all__ = ["Origin", "cache_folder", "read_data_file"]


class Origin(NamedTuple):
    """Where a data set that a build may lack comes from.

    Args:
        address: What stands before the name of a file; the file there ends in `.gz`.
        missing: What to say in a page that was built without it.
    """

    address: str
    missing: str


def cache_folder() -> Path:
    """Where data sets are kept: `$P_VISION_CACHE`, or `~/.cache/p_vision`.

    Example:
        >>> cache_folder().is_absolute()
        True
    """
    return Path(os.environ.get("P_VISION_CACHE") or "~/.cache/p_vision").expanduser().absolute()


def read_data_file(
    data_set: str, name: str, sha256: str, origin: Origin | None = None
) -> bytes | bytearray:
    """Return the content of one file of a data set, not compressed.

    Args:
        data_set: The folder of the data set, such as `"mnist"`.
        name: The file, without `.gz`; a compressed file is found too.
        sha256: What the content must hash to.
        origin: Where it is fetched from natively when it is not on this machine.

    Raises:
        DatasetError: The file is not there, or its content is not the expected one.
    """
    if sys.platform == "emscripten":
        return _from_page(data_set, name, origin)
    folders = _folders(data_set)
    for folder in folders:
        for path in (folder / name, folder / f"{name}.gz"):
            if path.is_file():
                return _checked(path, sha256)
    if origin is not None:
        return _fetched(origin, folders[0] / f"{name}.gz", sha256)
    looked = " or ".join(str(folder) for folder in folders)
    raise DatasetError(
        f"The file {name} of the {data_set} data set is not on this machine (looked in {looked}). "
        f"Put it there, compressed (.gz) or not, or set P_VISION_CACHE to a folder that has "
        f"data/{data_set}/{name}."
    )


def _folders(data_set: str) -> list[Path]:
    folders = [cache_folder() / "data" / data_set]
    server = find_spec("p_vision_server")
    for place in (server.submodule_search_locations if server else None) or ():
        folders.append(Path(place) / "site" / "data" / data_set)
    return folders


def _checked(path: Path, sha256: str) -> bytes:
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DatasetError(
            f"{path} is damaged: its content is not the expected one. Delete it and fetch it again."
        )
    return content


def _fetched(origin: Origin, path: Path, sha256: str) -> bytes:
    """Fetch a packed file once, into the cache folder."""
    address = origin.address + path.name
    # Here, because loading it takes as long as a tenth of p_vision.
    import urllib.request

    try:
        print(f"Downloading data from {address}")
        with urllib.request.urlopen(address, timeout=30) as reply:
            packed: bytes = reply.read()
        content = gzip.decompress(packed)
    except (OSError, ValueError, EOFError) as error:
        raise DatasetError(
            f"{address} could not be fetched ({error}). Is there a network? Put the file at "
            f"{path} by hand, and it will be found."
        ) from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DatasetError(f"{address} holds another file than expected; it is not used.")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(packed)
    part.replace(path)
    return content


def _from_page(data_set: str, name: str, origin: Origin | None) -> bytearray:
    from p_vision import engine

    path = f"/data/{data_set}/{name}"
    try:
        return engine.read_page_file(path)
    except OSError as error:
        if origin is not None:
            raise DatasetError(f"{origin.missing} ({path}: {error}).") from None
        raise DatasetError(
            f"The {data_set} data set could not be fetched from {path} of this page "
            f"({str(error).rstrip('.')}). "
            "It is served by the p_vision playground; on another page, load the arrays yourself."
        ) from None
