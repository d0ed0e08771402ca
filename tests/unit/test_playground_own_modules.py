"""A file beside the program is read again when it was changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from playground import Session


def test_a_changed_file_is_imported_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    session = Session()
    for number in (1, 2):
        # Another length: files of the same second and size look unchanged to Python.
        (tmp_path / "beside_it.py").write_text(f"value = {number}\n" + "#" * number)
        end = session.run("import beside_it\nprint(beside_it.value)", "cell", "script.py")
        assert json.loads(end) == {"outcome": "ok"}
    assert capsys.readouterr().out == "1\n2\n"
