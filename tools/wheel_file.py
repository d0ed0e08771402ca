"""Writes a wheel: a zip of files with three small text files about them."""

import base64
import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

# The same bytes from the same files, whenever it is built.
STAMP = (2026, 1, 1, 0, 0, 0)


def metadata(project: Mapping[str, object], requires: Iterable[str], readme: str) -> str:
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {project['version']}",
        f"Summary: {project['description']}",
        f"Requires-Python: {project['requires-python']}",
        f"License-Expression: {project['license']}",
        "License-File: LICENSE-MIT",
        "License-File: LICENSE-APACHE",
        *(f"Requires-Dist: {requirement}" for requirement in requires),
        "Description-Content-Type: text/markdown",
    ]
    return "\n".join(lines) + "\n\n" + readme


def write_wheel(
    target: Path,
    project: Mapping[str, object],
    files: Mapping[str, Path],
    information: Mapping[str, str],
) -> None:
    """Writes `files` (name inside -> file) and `information` (name in .dist-info -> text)."""
    folder = f"{project['name']}-{project['version']}.dist-info"
    texts = {
        **information,
        "WHEEL": "Wheel-Version: 1.0\nGenerator: p_vision\n"
        "Root-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = []
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, content: bytes) -> None:
            entry = zipfile.ZipInfo(name, STAMP)
            entry.external_attr = 0o100644 << 16
            # Deflating what is compressed already costs time and gains nothing.
            packed = name.endswith((".br", ".gz", ".whl", ".woff2", ".png"))
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
            hashed = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
            record.append(f"{name},sha256={hashed.decode()},{len(content)}")

        for name in sorted(files):
            add(name, files[name].read_bytes())
        for name in sorted(texts):
            add(f"{folder}/{name}", texts[name].encode())
        record.append(f"{folder}/RECORD,,")
        archive.writestr(zipfile.ZipInfo(f"{folder}/RECORD", STAMP), "\n".join(record) + "\n")
    partial.replace(target)
