"""numpy built for Pyodide 314, which the npm package of Pyodide does not carry."""

import zipfile
from pathlib import Path

from commands import run
from pinned import Source, bring, from_address, from_file, is_pinned
from places import DOWNLOADS, ROOT, VENV_PYTHON
from step import Step, StepFailed

NAME = "numpy-2.4.3-cp314-cp314-pyemscripten_2026_0_wasm32.whl"
SHA256 = "0cad9c1b91f0082e4f959bc0e0bf5835a2efbba6ab3b1e9d1fe6e7e564cca98e"
PYODIDE_SITE = f"https://cdn.jsdelivr.net/pyodide/v314.0.3/full/{NAME}"
WHEEL = DOWNLOADS / NAME

# A package that carries a whole Pyodide 314.0.3; only this one wheel is taken out of it.
CARRIER = "open-webui==0.12.4"


def from_carrier() -> Source:
    def source(folder: Path) -> Path:
        run(
            [VENV_PYTHON, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
            + ["--no-deps", "--python-version", "3.12", "--only-binary", ":all:"]
            + ["--dest", folder, CARRIER],
            quiet=True,
        )
        (carrier,) = folder.glob("*.whl")
        with zipfile.ZipFile(carrier) as archive:
            for entry in archive.namelist():
                if entry.endswith(f"/{NAME}"):
                    target = folder / NAME
                    target.write_bytes(archive.read(entry))
                    return target
        raise StepFailed(f"{CARRIER} does not hold {NAME}")

    return source


NUMPY_WHEEL = Step(
    name="numpy for the page",
    why="numpy built for Pyodide, checked against its pinned hash",
    usual="5 s; 1 minute where only the package index can be reached",
    ready=lambda: is_pinned(WHEEL, SHA256),
    work=lambda: bring(
        WHEEL,
        SHA256,
        [
            ("shared wheels", from_file(ROOT.parent / "shared" / "wheels" / NAME)),
            ("Pyodide's site", from_address(PYODIDE_SITE)),
            (CARRIER, from_carrier()),
        ],
    ),
)
