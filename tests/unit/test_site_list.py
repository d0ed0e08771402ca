"""The list of files that browsers keep, and the folder for any file server."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "index.html": '<html>\n  <head>\n    <meta charset="utf-8">\n    <title>page</title>',
    "index.html.br": "packed",
    "assets/main-1.js": "main",
    "pyodide/314.0.7/pyodide.mjs": "python",
    "engine/engine_cpu.js": "cpu",
    "engine/engine_gpu.js": "gpu",
    "wheels/page/numpy.zip": "numpy",
    "data/mnist/labels": "0",
}


@pytest.fixture
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import offline_files

    for name, text in FILES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    script = tmp_path / "script.js"
    script.write_text("work();")
    monkeypatch.setattr(offline_files, "SCRIPT", script)
    yield offline_files
    for name in ("offline_files", "static_site", "step", "places", "commands"):
        sys.modules.pop(name, None)


def test_every_file_is_listed_once_in_the_part_it_belongs_to(
    offline: ModuleType, tmp_path: Path
) -> None:
    found = offline.file_list(tmp_path / "site")
    assert {part: list(names) for part, names in found.items()} == {
        "page": ["assets/main-1.js", "index.html"],
        "python": ["engine/engine_cpu.js", "pyodide/314.0.7/pyodide.mjs", "wheels/page/numpy.zip"],
        "more": ["data/mnist/labels", "engine/engine_gpu.js"],
    }
    # What `sha256sum` says, its first half.
    assert found["page"]["assets/main-1.js"] == "0d6e4079e36703ebd37c00722f5891d2"


def test_the_script_changes_with_any_file_and_only_then(
    offline: ModuleType, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    script = site / "service_worker.js"
    offline.write_service_worker(site)
    (site / "service_worker.js.br").write_text("old")
    before = script.read_text()
    assert before.endswith("work();")
    offline.write_service_worker(site)
    assert script.read_text() == before
    assert not (site / "service_worker.js.br").exists(), "a packed copy would be sent in its place"
    (site / "data" / "mnist" / "labels").write_text("1")
    offline.write_service_worker(site)
    assert script.read_text() != before


def test_the_folder_for_any_server_says_its_policy(
    offline: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import static_site

    monkeypatch.setattr(static_site, "SITE", tmp_path / "site")
    target = tmp_path / "static"
    static_site.build_static_site(target)
    page = (target / "index.html").read_text()
    assert page.index("Content-Security-Policy") < page.index("<title>")
    assert not (target / "index.html.br").exists()
    script = (target / "service_worker.js").read_text()
    policy = json.loads(script.splitlines()[1].removeprefix("self.P_VISION_POLICY=").rstrip(";"))
    assert policy == static_site.POLICY
    listed = script.splitlines()[0]
    assert "_headers" not in listed
    assert ".nojekyll" not in listed


def test_both_policies_are_the_same(offline: ModuleType) -> None:
    import static_site
    from p_vision_server.headers import CONTENT_SECURITY_POLICY

    server = CONTENT_SECURITY_POLICY.split("; ")
    assert [rule for rule in server if not rule.startswith("frame-ancestors")] == (
        static_site.POLICY.split("; ")
    )
