"""The built files: compressed copies where the browser takes them, types, and how long to keep."""

import os
import re
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

__all__ = ["BuiltFiles"]

#: Best first. The copies are made by the build and lie beside the file.
ENCODINGS: Final = (("br", ".br"), ("gzip", ".gz"))

#: What a system's own table may not know, or have wrong.
TYPES: Final = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
}

#: Names that change with the content: hashed by the page's build, or below a version.
NEVER_CHANGES: Final = re.compile(r"^(assets/|pyodide/\d[\w.]*/|wheels/numpy-)")
FOREVER: Final = "public, max-age=31536000, immutable"
#: Kept too, but asked for again each time; the answer is then "not modified".
ASK_AGAIN: Final = "no-cache"


class BuiltFiles(StaticFiles):
    """Serves one folder of built files.

    Args:
        folder: The folder that holds `index.html`.
        compressed: Whether copies ending in `.br` and `.gz` may be sent. A development build
            does not refresh them.
    """

    def __init__(self, folder: Path, *, compressed: bool = True) -> None:
        super().__init__(directory=folder, html=True)
        self.folder = os.path.realpath(folder)
        self.compressed = compressed

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The response for one file that is known to be there."""
        asked = Headers(scope=scope)
        path = os.fspath(full_path)
        encoding, sent = self.choose(path, asked) if self.compressed else ("", path)
        media_type = TYPES.get(Path(path).suffix, "application/octet-stream")
        headers = {"Cache-Control": self.keeping(path), "Vary": "Accept-Encoding"}
        if encoding:
            headers["Content-Encoding"] = encoding
        response = FileResponse(
            sent, status_code, headers, media_type=media_type, stat_result=os.stat(sent)
        )
        if self.is_not_modified(response.headers, asked):
            return NotModifiedResponse(response.headers)
        return response

    def choose(self, path: str, asked: Headers) -> tuple[str, str]:
        """The encoding to send and the file that has it; ("", path) for the file itself."""
        if "range" in asked:
            return "", path
        accepted = accepted_encodings(asked.get("accept-encoding", ""))
        for encoding, suffix in ENCODINGS:
            if encoding in accepted and is_copy(path + suffix, path):
                return encoding, path + suffix
        return "", path

    def keeping(self, path: str) -> str:
        """How long a browser may keep a file without asking."""
        inside = os.path.relpath(os.path.realpath(path), self.folder).replace(os.sep, "/")
        return FOREVER if NEVER_CHANGES.match(inside) else ASK_AGAIN


def is_copy(compressed: str, path: str) -> bool:
    """Whether a compressed file is there and was made of the file as it is now.

    A rebuild writes files and leaves the copies for later. Archives keep times in steps of two
    seconds, so a copy may seem that much older than its file.
    """
    try:
        return os.stat(compressed).st_mtime + 2 >= os.stat(path).st_mtime
    except OSError:
        return False


def accepted_encodings(header: str) -> set[str]:
    """The encodings that an Accept-Encoding header takes.

    Example:
        >>> sorted(accepted_encodings("gzip, br;q=1.0, zstd;q=0"))
        ['br', 'gzip']
    """
    accepted = set()
    for part in header.lower().split(","):
        name, _, quality = part.strip().partition(";")
        if name and quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            accepted.add(name.strip())
    return accepted
