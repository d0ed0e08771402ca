"""docs/coverage.md says what is true."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_about_keras_is_true() -> None:
    spec = importlib.util.spec_from_file_location("coverage_page", ROOT / "tools" / "coverage.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    wanted = tool.page().splitlines()
    written = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8").splitlines()
    changed = [line for line in wanted if line not in written]
    changed += [line for line in written if line not in wanted]
    assert not changed, "run .venv/bin/python tools/coverage.py"
