"""Who may know what: reads the sources, so that a wrong arrow fails here and not in a year."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUST = ROOT / "crate" / "src"
PACKAGE = ROOT / "py" / "p_vision"
LONGEST_FILE = 400

# Lowest first; a module may import what stands in its own row or above.
LAYERS = [
    {"errors", "types", "naming", "_format", "_scopes", "registry", "notices", "tree"},
    {"keywords", "missing_methods", "missing_modules", "missing_names"},
    {"dtypes", "serialization", "events", "operators", "progress"},
    {"identifiers", "engine"},
    {"backend", "configurable"},
    {"tensor", "tensor_arithmetic", "variable", "variable_moves", "tracing"},
    {"ops"},
    {"gradient"},
    {"random"},
    {"initializers", "regularizers", "constraints", "activations"},
    {"losses", "metrics", "optimizers"},
    {"layers"},
    {"callbacks", "summary", "summary_columns", "training"},
    {"models"},
    {"datasets", "utils", "saving", "show"},
    {"ui"},
    {"applications", "config", "preprocessing"},
    {"__init__"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def sources(*folders: str, suffixes: tuple[str, ...]) -> list[Path]:
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in suffixes and not {"target", "__pycache__"} & set(path.parts)
    )


def without_comments(path: Path) -> str:
    return re.sub(r"//.*", "", path.read_text(encoding="utf-8"))


def rust_files_naming(*words: str) -> set[str]:
    pattern = re.compile("|".join(rf"\b{word}\b" for word in words))
    return {
        path.relative_to(RUST).as_posix()
        for path in RUST.rglob("*.rs")
        if pattern.search(without_comments(path))
    }


def module_imports(path: Path) -> Iterator[str]:
    """What a module imports while it is loaded; imports inside functions come later."""
    waiting: list[ast.stmt] = list(ast.parse(path.read_text(encoding="utf-8")).body)
    while waiting:
        statement = waiting.pop()
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom) and statement.module:
            yield statement.module
            yield from (f"{statement.module}.{alias.name}" for alias in statement.names)
        elif isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.dump(statement.test):
            waiting.extend(statement.orelse)
        elif isinstance(statement, ast.If | ast.Try | ast.With):
            waiting.extend(statement.body)
            waiting.extend(getattr(statement, "orelse", []))


def all_imports(path: Path) -> set[str]:
    """Every module that is named in an import, wherever it stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_burn_is_named_only_where_tensors_are_made() -> None:
    allowed = {"device.rs", "tensor.rs", "tape.rs", "read.rs", "run.rs"}
    others = {name for name in rust_files_naming("burn") if not name.startswith("ops/")}
    assert others <= allowed


@pytest.mark.parametrize(
    ("words", "shell"),
    [(("wasm_bindgen", "js_sys", "web_sys"), "web"), (("pyo3",), "python")],
)
def test_each_shell_keeps_its_library_to_itself(words: tuple[str, ...], shell: str) -> None:
    others = {
        name
        for name in rust_files_naming(*words)
        if name != f"{shell}.rs" and not name.startswith(f"{shell}/")
    }
    assert not others


def test_only_the_engine_package_knows_the_page() -> None:
    page = {"js", "pyodide", "pyodide_js", "_p_vision"}
    knowing = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if page & all_imports(path)
    }
    assert {name for name in knowing if not name.startswith("engine/")} == set()


def test_imports_point_one_way() -> None:
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        inside = path.relative_to(PACKAGE)
        own = inside.parts[0].removesuffix(".py")
        assert own in RANK, f"{own} has no place in LAYERS yet"
        for name in module_imports(path):
            parts = name.split(".")
            if parts[0] != "p_vision" or len(parts) < 2 or parts[1] not in RANK:
                continue
            if RANK[parts[1]] > RANK[own]:
                wrong.append(f"{inside.as_posix()} imports {parts[1]}")
    assert not wrong


def test_the_package_needs_neither_page_nor_server() -> None:
    above = {"playground", "p_vision_server"}
    for path in PACKAGE.rglob("*.py"):
        named = {name.partition(".")[0] for name in module_imports(path)}
        assert not above & named, path


def test_files_are_short() -> None:
    everything = sources(
        "crate",
        "py",
        "web",
        "tests",
        "tools",
        suffixes=(".py", ".rs", ".ts", ".css", ".mjs"),
    )
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in everything
        # An `__init__.py` is a list of names: as long as there are names.
        if (ROOT / "web" / "engine") not in path.parents
        and path.name != "__init__.py"
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long


def test_no_file_has_a_name_that_says_nothing() -> None:
    vague = {"utils", "helpers", "helper", "misc", "common", "stuff", "util"}
    everything = sources("crate/src", "py", "web", "tools", suffixes=(".py", ".rs", ".ts"))
    # The package `p_vision.utils` has Keras's name; its files have names of their own.
    assert not [path for path in everything if path.stem in vague]
