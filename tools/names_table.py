"""names.json: what the page's completion knows of p_vision before Python is there."""

from commands import run
from places import ROOT, SITE, VENV_PYTHON
from step import Step, files_below

TABLE = SITE / "names.json"
PACKAGES = ("p_vision", "playground")


def write_table() -> None:
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    partial = TABLE.with_name(TABLE.name + ".partial")
    run([VENV_PYTHON, "-m", "playground.names_table", partial], cwd=ROOT / "py", quiet=True)
    partial.replace(TABLE)


NAMES_TABLE = Step(
    name="names table",
    why="lists p_vision's names, so that the editor knows them before Python has started",
    usual="2 s",
    inputs=lambda: [
        file
        for name in PACKAGES
        for file in files_below(ROOT / "py" / name)
        if file.suffix == ".py"
    ],
    outputs=(TABLE,),
    work=write_table,
)
