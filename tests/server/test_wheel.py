"""The wheel that a teacher installs: page, engine and server in one file."""

import email
import os
import subprocess
import sys
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def wheel(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import wheels

    monkeypatch.setattr(wheels, "SITE", site)
    target = tmp_path / wheels.wheel_name()
    wheels.build_installable(target)
    return target


def test_it_carries_the_page_and_no_native_code(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "p_vision_server/site/index.html" in names
    assert "p_vision_server/site/engine/engine_cpu_bg.wasm.br" in names
    assert "p_vision_server/app.py" in names
    assert not [name for name in names if name.endswith((".so", ".pyc", ".gz", ".partial"))]


def test_it_says_what_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        about = email.message_from_bytes(archive.read("p_vision-0.1.0.dist-info/METADATA"))
        command = archive.read("p_vision-0.1.0.dist-info/entry_points.txt").decode()
    needed = {name.partition("=")[0] for name in about.get_all("Requires-Dist", [])}
    assert {"fastapi", "starlette", "uvicorn"} <= needed
    assert "p-vision = p_vision_server.cli:main" in command


def test_the_same_files_give_the_same_wheel(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import wheels

    again = tmp_path / "again" / wheel.name
    wheels.build_installable(again)
    assert again.read_bytes() == wheel.read_bytes()


def test_installed_it_serves_the_page(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "environment"
    venv.create(folder, with_pip=True)
    binaries = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [binaries / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, wheel], check=True)
    # What it depends on comes from the environment of the tests; p_vision itself does not.
    packages = next(path for path in sys.path if path.endswith("site-packages"))
    names = [name for name in os.listdir(packages) if not name.endswith(".pth")]
    beside = tmp_path / "beside"
    beside.mkdir()
    for name in names:
        (beside / name).symlink_to(Path(packages) / name)
    process = subprocess.Popen(
        [binaries / "p-vision", "--port", "0"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(beside)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        address = "http://" + process.stdout.readline().partition("http://")[2].partition(" ")[0]
        with urllib.request.urlopen(address, timeout=10) as reply:
            assert b"<title>page</title>" in reply.read()
        with urllib.request.urlopen(f"{address}api/version", timeout=10) as reply:
            assert b"0.1.0" in reply.read()
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()
