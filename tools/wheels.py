"""The wheels: one for any Pyodide page, ours among them, and one to pip-install.

- `wheels/p_vision-*.whl`: self-contained, with the bridge and both engines. The playground has its
  content as an archive (`page_packages.py`), with the engines beside it.
- `dist/p_vision-*.whl`: page, engines and server, for `pip install`.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from engine import PACKAGED as ENGINE_FILES
from places import BUILD, ENGINE, ROOT, SITE
from step import Step, files_below
from wheel_file import metadata, write_wheel

PYTHON = ROOT / "py"
BRIDGE = BUILD / "bridge" / "bridge.js"
LICENCES = ("LICENSE-MIT", "LICENSE-APACHE")


def project() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]


def wheel_name() -> str:
    return f"p_vision-{project()['version']}-py3-none-any.whl"


PYODIDE_WHEEL = SITE / "wheels" / wheel_name()


def python_files(*packages: str) -> dict[str, Path]:
    """Sources and what lies beside them; no native engine, nothing that an earlier build made."""
    made = {".so", ".dylib", ".pyd", ".wasm"}
    return {
        file.relative_to(PYTHON).as_posix(): file
        for package in packages
        for file in files_below(PYTHON / package)
        if file.suffix not in made and file.name != "bridge.js"
    }


def information(requires: list[str], scripts: bool) -> dict[str, str]:
    about = project()
    texts = {
        "METADATA": metadata(about, requires, (ROOT / "README.md").read_text()),
        **{f"licenses/{name}": (ROOT / name).read_text() for name in LICENCES},
    }
    if scripts:
        lines = [f"{name} = {target}" for name, target in about["scripts"].items()]
        texts["entry_points.txt"] = "[console_scripts]\n" + "\n".join(lines) + "\n"
    return texts


def page_parts() -> dict[str, Path]:
    """What lets `import p_vision` work in a page that knows nothing of us."""
    folder = "p_vision/engine/page"
    return {
        f"{folder}/bridge.js": BRIDGE,
        **{f"{folder}/{name}": ENGINE / name for name in ENGINE_FILES},
    }


def build_pyodide_wheel() -> None:
    files = {**python_files("p_vision", "playground"), **page_parts()}
    texts = information(project()["dependencies"], scripts=False)
    write_wheel(PYODIDE_WHEEL, project(), files, texts)


def build_installable(target: Path) -> None:
    files = python_files("p_vision", "playground", "p_vision_server")
    inside = {
        f"p_vision_server/site/{file.relative_to(SITE).as_posix()}": file
        for file in files_below(SITE)
        # Brotli is what browsers ask for; a second compressed copy would only make it bigger.
        if file.suffix != ".gz"
        # 30 MB that few programs use: natively they are fetched when they are.
        and file.parent.name != "fashion_mnist"
    }
    about = project()
    requires = [*about["dependencies"], *about["optional-dependencies"]["server"]]
    texts = information(requires, scripts=True)
    write_wheel(target, about, {**files, **inside}, texts)


def wheel_step(name: str, why: str, usual: str, work: Callable[[], None], target: Path) -> Step:
    """A step that follows the Python files, the engine and the project's description."""
    names = ("pyproject.toml", "README.md", *LICENCES)
    return Step(
        name=name,
        why=why,
        usual=usual,
        inputs=lambda: [
            *python_files("p_vision", "playground", "p_vision_server").values(),
            *(ROOT / other for other in names),
            *page_parts().values(),
            *(Path(__file__).with_name(own) for own in ("wheels.py", "wheel_file.py")),
        ],
        outputs=(target,),
        work=work,
    )
