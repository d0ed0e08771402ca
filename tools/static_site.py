"""`make site`: a folder for any file server, also below a path, without our own server.

It is dist/site with two additions. What the server says in headers stands in the pages themselves,
as far as pages can say it; and hosts that read a `_headers` file send the rest. Elsewhere the
service worker adds it, from the second page on.
"""

import re
import shutil
from pathlib import Path

from offline_files import listed, write_service_worker
from places import ROOT, SITE
from step import write_text

STATIC = ROOT / "dist" / "static"

#: As the server's (py/p_vision_server/headers.py); pages themselves cannot say who may frame them.
POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self'",
        "img-src 'self' data: blob:",
        "frame-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
)
META = f"""\
    <meta http-equiv="Content-Security-Policy" content="{POLICY}">
    <meta name="referrer" content="no-referrer">
"""
CHARSET = re.compile(r'( *<meta charset="utf-8">\n)')

HEADERS = """\
/*
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Embedder-Policy: require-corp
  X-Content-Type-Options: nosniff
/assets/*
  Cache-Control: public, max-age=31536000, immutable
/pyodide/*
  Cache-Control: public, max-age=31536000, immutable
"""


def with_policy(page: str) -> str:
    """A page that says itself what may be loaded into it."""
    changed, count = CHARSET.subn(lambda found: found[1] + META, page, count=1)
    if count != 1:
        raise ValueError("a page without a line for its character set")
    return changed


def build_static_site(target: Path = STATIC) -> None:
    """Makes the folder anew out of dist/site."""
    shutil.rmtree(target, ignore_errors=True)
    for file in listed(SITE):
        name = file.relative_to(SITE)
        if file.suffix == ".html":
            write_text(target / name, with_policy(file.read_text(encoding="utf-8")))
        else:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target / name)
    write_text(target / "_headers", HEADERS)
    write_text(target / ".nojekyll", "")
    write_service_worker(target, POLICY)
