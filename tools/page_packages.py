"""p_vision and numpy as the page unpacks them: compiled, so that importing them compiles nothing.

In the page compiling p_vision's modules takes longer than all else that importing it does, and
sources alone are less than half of what numpy's wheel brings.
"""

from pathlib import Path

from commands import require, run
from numpy_wheel import WHEEL as NUMPY
from places import ROOT, SITE
from site_files import PYODIDE
from step import Step
from wheels import PYODIDE_WHEEL

FOLDER = SITE / "wheels" / "page"
PROGRAM = ROOT / "tools" / "compiled_archive.mjs"


def archive_step(name: str, usual: str, wheel: Path, target: Path, sources: str) -> Step:
    """A wheel made into an archive for the page; `sources` is "keep" or "drop"."""

    def work() -> None:
        require("node")
        run(["node", PROGRAM, PYODIDE, wheel, target, sources], quiet=True)

    return Step(
        name=name,
        why="compiles its modules, so that importing it in the page compiles nothing",
        usual=usual,
        inputs=lambda: [wheel, PROGRAM, PYODIDE / "package.json", sources],
        outputs=(target,),
        work=work,
    )


PAGE_PACKAGES = [
    archive_step("numpy for our page", "8 s", NUMPY, FOLDER / "numpy.zip", "drop"),
    archive_step("p_vision for our page", "5 s", PYODIDE_WHEEL, FOLDER / "p_vision.zip", "keep"),
]
