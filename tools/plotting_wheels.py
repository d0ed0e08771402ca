"""matplotlib and what it needs, built for Pyodide: offered in the page where they can be had.

They are 9 MB that only programs with `import matplotlib` load. A build that cannot get them goes on
without: the page then says so in one sentence.
"""

import json

from pinned import bring, from_address, from_file, is_pinned
from places import DOWNLOADS, ROOT, SITE
from step import Step, StepFailed, write_text

PYODIDE_SITE = "https://cdn.jsdelivr.net/pyodide/v314.0.3/full/"
SHARED = ROOT.parent / "shared" / "wheels"
FOLDER = SITE / "wheels" / "plotting"
LIST = FOLDER / "list.json"
#: Wheels and their sha256, as the lock file of Pyodide 314.0.3 has them.
WHEELS = {
    "contourpy-1.3.3-cp314-cp314-pyemscripten_2026_0_wasm32.whl": (
        "8af5f4338988b30a65f5c81c0a3f335353546809538e81d35b572ed4595f80b6"
    ),
    "cycler-0.12.1-py3-none-any.whl": (
        "3569bab200be7f85520bf64a3ff334b016e19441ba89b588d2625c3b89da09c7"
    ),
    "fonttools-4.62.1-py3-none-any.whl": (
        "6d8caa09c191f26c47403499d6cff62f3fb9685b978baa047bf791862bcb298a"
    ),
    "kiwisolver-1.5.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl": (
        "7591db9cc1181815eeefb2e7c5b5622a18a3fa334788e1b49eb3e8ad7f90186f"
    ),
    "matplotlib-3.10.8-cp314-cp314-pyemscripten_2026_0_wasm32.whl": (
        "2867b2003ee66d0d2478423f783ec035d432c6560ae86d0e58d096ff98cab6a8"
    ),
    "packaging-26.1-py3-none-any.whl": (
        "2719239437268bcea22845651a242f2c252e2ed984645161dd203546f2a52219"
    ),
    "pillow-12.2.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl": (
        "a50d83a8a76d646768e99e93ed5bf365d0b83563fd8b597e77562e75c8f575a9"
    ),
    "pyparsing-3.3.2-py3-none-any.whl": (
        "101eece4e324f842bf46e6f821fe5bc62d79b9ebfa3b399b6aff0e0ab0ee400f"
    ),
    "python_dateutil-2.9.0.post0-py2.py3-none-any.whl": (
        "e0dad39eec43965d30ef0dbe870617bd5a7ca795c65fda722a7ab2bbd2b747e3"
    ),
    "six-1.17.0-py2.py3-none-any.whl": (
        "c6681057bd87fdec57e811b8e4007bad38deea284052817fa400d542c6423e2d"
    ),
}


def place_wheels() -> None:
    """All of them or none: matplotlib does not import with one missing."""
    try:
        for name, sha256 in WHEELS.items():
            kept = DOWNLOADS / name
            if not is_pinned(kept, sha256):
                sources = [("shared wheels", from_file(SHARED / name))]
                sources.append(("Pyodide's site", from_address(PYODIDE_SITE + name)))
                bring(kept, sha256, sources)
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, sha256 in WHEELS.items():
            if not is_pinned(FOLDER / name, sha256):
                (FOLDER / name).write_bytes((DOWNLOADS / name).read_bytes())
        write_text(LIST, json.dumps(sorted(WHEELS)))
    except StepFailed as problem:
        print(f"  matplotlib will not be offered in the page. {problem}", flush=True)
        write_text(LIST, "[]")


PLOTTING_WHEELS = Step(
    name="matplotlib for the page",
    why="matplotlib built for Pyodide, for programs that import it",
    usual="5 s; nothing where it cannot be had",
    inputs=lambda: [json.dumps(WHEELS)],
    outputs=(LIST,),
    work=place_wheels,
)
