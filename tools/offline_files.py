"""The service worker: its script, and in front of it the list of the site's files.

A file that changes changes the list, and with it the script: that is how a browser learns that
there is a new version.
"""

import json
from pathlib import Path

from commands import require, run
from places import BUILD, ROOT, SITE
from step import Step, file_hash, files_below, write_text

SCRIPT = BUILD / "offline" / "service_worker.js"
NAME = "service_worker.js"
SOURCES = ROOT / "web" / "offline"
#: Half of SHA-256, as web/offline/files.ts takes it.
DIGITS = 32
#: Copies of other files, what is being written, and what servers read instead of sending it.
LEFT_OUT = {".br", ".gz", ".partial"}
LEFT_OUT_NAMES = {NAME, "_headers", ".nojekyll"}
#: What every program needs, after the page itself.
PYTHON = ("pyodide/", "engine/engine_cpu", "wheels/page/")
#: What is kept once a program has used it.
MORE = ("engine/", "wheels/", "data/", "standalone/")


def listed(site: Path) -> list[Path]:
    """The files of a site that a browser can keep."""
    return [
        file
        for file in files_below(site)
        if file.suffix not in LEFT_OUT and file.name not in LEFT_OUT_NAMES
    ]


def group(name: str) -> str:
    """Which part of the list a file belongs to."""
    if name.startswith(PYTHON):
        return "python"
    return "more" if name.startswith(MORE) else "page"


def file_list(site: Path) -> dict[str, dict[str, str]]:
    """Name to digest for every file, by group; sorted, so that the same site has the same list."""
    found: dict[str, dict[str, str]] = {"page": {}, "python": {}, "more": {}}
    for file in sorted(listed(site)):
        name = file.relative_to(site).as_posix()
        found[group(name)][name] = file_hash(file)[:DIGITS]
    return found


def write_service_worker(site: Path, policy: str = "") -> None:
    """Writes the service worker of a built site; `SCRIPT` is there.

    `policy` is the content security policy where the server sends none.
    """
    values = {"P_VISION_FILES": file_list(site), "P_VISION_POLICY": policy}
    lines = [f"self.{name}={json.dumps(value)};\n" for name, value in values.items()]
    write_text(site / NAME, "".join(lines) + SCRIPT.read_text())
    for old in (".br", ".gz"):
        (site / f"{NAME}{old}").unlink(missing_ok=True)


def build_script() -> None:
    require("node")
    run(["node", ROOT / "tools" / "service_worker.mjs", SCRIPT], quiet=True)


SCRIPT_STEP = Step(
    name="service worker",
    why="lets the page work without a network",
    usual="2 s",
    inputs=lambda: [SOURCES, ROOT / "tools" / "service_worker.mjs", ROOT / "package-lock.json"],
    outputs=(SCRIPT,),
    work=build_script,
)


def list_step() -> Step:
    """Follows every file of the site."""
    return Step(
        name="list of files",
        why="tells browsers what to keep for a visit without network",
        usual="1 s",
        inputs=lambda: [*listed(SITE), SCRIPT, Path(__file__)],
        outputs=(SITE / NAME,),
        work=lambda: write_service_worker(SITE),
    )
