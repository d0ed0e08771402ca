"""The command `p-vision`."""

import socket
from pathlib import Path

import pytest

from p_vision_server import cli, site_folder
from p_vision_server.rebuild import Rebuilder
from p_vision_server.store_settings import StoreSettings, store_settings


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


def test_options_and_environment_set_the_store(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("P_VISION_SHARE_STORE", str(tmp_path / "a.sqlite3"))
    monkeypatch.setenv("P_VISION_SHARE_DAYS", "7")
    words = ["--share-days", "30", "--share-largest-mb", "0.5", "--share-per-hour", "9"]
    assert store_settings(cli.parser().parse_args(words)) == StoreSettings(
        tmp_path / "a.sqlite3", days=30, largest=500_000, total=500_000_000, per_hour=9
    )
    assert store_settings(cli.parser().parse_args(["--no-share-store"])) is None
    unnamed = store_settings(cli.parser().parse_args([]))
    assert unnamed is not None
    assert unnamed.days == 7


@pytest.mark.parametrize("words", [["--share-days", "0"], ["--share-total-mb", "much"]])
def test_an_impossible_limit_says_which_option(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        cli.main(words)
    assert words[0] in capsys.readouterr().err


def test_help_documents_the_store(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    told = capsys.readouterr().out
    for words in ("--share-store", "--no-share-store", "P_VISION_SHARE_STORE=off", "--share-days"):
        assert words in told


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
