"""The command `p-vision`."""

import socket
from pathlib import Path

import pytest

from p_vision_server import cli, site_folder
from p_vision_server.rebuild import Rebuilder


@pytest.fixture(autouse=True)
def small_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "find_site", lambda: site)


def test_a_taken_port_gives_one_line_with_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.main(["--port", str(port)]) == 1
    message = capsys.readouterr().err
    assert message.count("\n") == 1
    assert f"127.0.0.1:{port}" in message
    assert f"--port {port + 1}" in message


@pytest.mark.parametrize("words", [["--port", "70000"], ["--host", "203.0.113.1"]])
def test_an_impossible_address_gives_one_line(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(words) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_without_a_built_page_the_command_says_how_to_build_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(site_folder, "__file__", str(tmp_path / "py" / "p" / "site_folder.py"))
    monkeypatch.setattr(cli, "find_site", site_folder.find_site)
    assert cli.main([]) == 1
    assert "make play" in capsys.readouterr().err


def test_the_printed_address_can_be_opened() -> None:
    with cli.listen("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        assert cli.address(listening) == f"http://127.0.0.1:{port}/"
    with cli.listen("0.0.0.0", 0) as listening:
        assert cli.address(listening).startswith("http://localhost:")


def test_development_rebuilds_once_after_a_change(tmp_path: Path) -> None:
    (tmp_path / "py").mkdir()
    source = tmp_path / "py" / "layer.py"
    source.write_text("a = 1")
    built = []
    rebuilder = Rebuilder(tmp_path, lambda: built.append(1))
    assert not rebuilder.look()
    source.write_text("a = 22")
    (tmp_path / "py" / "new.py").write_text("")
    assert rebuilder.look()
    assert not rebuilder.look()
    source.unlink()
    assert rebuilder.look()
    assert built == [1, 1]
