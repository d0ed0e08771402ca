"""Several processes, a damaged file, a full disk: nothing is lost, and the page is served."""

import secrets
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from p_vision_server import create_app, store_file
from p_vision_server.store import Store
from p_vision_server.store_errors import Refused
from p_vision_server.store_settings import StoreSettings

Pack = Callable[..., bytes]
TYPE = {"content-type": "application/vnd.p-vision.shared"}

SEVERAL = """
import sys
from pathlib import Path
from p_vision_server.store import Store
from p_vision_server.store_settings import StoreSettings
store = Store(StoreSettings(Path(sys.argv[1])))
for number in range(20):
    store.admit("192.0.2.1")
    print(store.keep(bytes.fromhex(sys.argv[2])).id)
"""

SMALL_DISK = """
import resource, sys
from pathlib import Path
from p_vision_server.store import Store
from p_vision_server.store_errors import Refused
from p_vision_server.store_settings import StoreSettings
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
store = Store(StoreSettings(Path(sys.argv[1])))
kept = []
try:
    for number in range(50):
        kept.append(store.keep(bytes.fromhex(sys.argv[2])).id)
except Refused as error:
    print(error.status, error.code, len(kept))
print(sum(len(store.read(id)) > 0 for id in kept))
"""


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(code), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def refusal(work: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value


def test_several_processes_share_one_file(settings: StoreSettings, packed: Pack) -> None:
    program = packed()
    running = [python(SEVERAL, str(settings.path), program.hex()) for _ in range(4)]
    ids = [id for process in running for id in process.communicate(timeout=60)[0].split()]
    assert [process.returncode for process in running] == [0] * 4
    assert len(set(ids)) == 80
    store = Store(settings)
    assert all(store.read(id)[16:] == program for id in ids)
    with sqlite3.connect(settings.path) as file:
        assert file.execute("SELECT count(*) FROM sent").fetchone() == (80,)
        assert file.execute("SELECT count(*) FROM secret").fetchone() == (1,)


def test_several_threads_write_read_and_delete(settings: StoreSettings, packed: Pack) -> None:
    store = Store(settings)

    def round_trip(number: int) -> bool:
        kept = store.keep(packed(f"x = {number}"))
        same = store.read(kept.id)[16:] == packed(f"x = {number}")
        store.delete(kept.id, kept.delete_token)
        return same

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(round_trip, range(60)))


def test_a_limit_holds_for_all_processes_together(settings: StoreSettings) -> None:
    one, other = Store(settings), Store(settings)
    for _ in range(settings.per_hour // 2):
        one.admit("192.0.2.1")
        other.admit("192.0.2.1")
    assert refusal(lambda: other.admit("192.0.2.1")).status == 429


@pytest.mark.parametrize("content", [b"no database " * 100, b"SQLite format 3\0" + bytes(5000)])
def test_a_damaged_file_is_said_and_left_alone(
    site: Path, settings: StoreSettings, packed: Pack, content: bytes
) -> None:
    settings.path.parent.mkdir()
    settings.path.write_bytes(content)
    with TestClient(create_app(site, store=settings), "http://127.0.0.1") as client:
        sent = client.post("/api/shared", content=packed(), headers=TYPE)
        assert sent.status_code == 503
        assert "Save a file instead" in sent.json()["detail"]
        assert client.get("/api/shared/" + "a" * 16).status_code == 503
        assert client.get("/").status_code == 200
    assert settings.path.read_bytes() == content


def test_a_damaged_program_is_not_handed_out(settings: StoreSettings, packed: Pack) -> None:
    text = secrets.token_hex(6000)
    store = Store(settings)
    damaged, whole = store.keep(packed(text)), store.keep(packed())
    content = settings.path.read_bytes()
    start = packed(text)[500:540]
    assert content.count(start) == 1
    settings.path.write_bytes(content.replace(start, bytes(40)))
    assert refusal(lambda: store.read(damaged.id)).code == "damaged"
    assert store.read(whole.id)


def test_a_full_disk_is_said_and_nothing_is_lost(
    settings: StoreSettings, packed: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(settings)
    kept = [store.keep(packed())]
    connect = sqlite3.connect

    def small(*arguments: object, **named: object) -> sqlite3.Connection:
        file = connect(*arguments, **named)  # type: ignore[call-overload]
        file.execute("PRAGMA max_page_count = 20")
        return file

    monkeypatch.setattr(store_file.sqlite3, "connect", small)

    def fill() -> None:
        for _ in range(20):
            kept.append(store.keep(packed(secrets.token_hex(10_000))))

    error = refusal(fill)
    assert (error.status, error.code) == (507, "store_full")
    assert len(kept) > 1
    assert all(store.read(other.id) for other in kept)


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_write_that_fails_midway_leaves_the_rest_whole(
    settings: StoreSettings, packed: Pack
) -> None:
    program = packed(secrets.token_hex(20_000))
    process = python(SMALL_DISK, str(settings.path), program.hex())
    first, second = process.communicate(timeout=60)[0].splitlines()
    status, code, count = first.split()
    assert (status, code) == ("503", "store_broken")
    assert 0 < int(count) == int(second)
    assert Store(settings).keep(packed())


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, packed: Pack) -> None:
    (tmp_path / "file").write_text("")
    store = Store(StoreSettings(tmp_path / "file" / "folder" / "shared.sqlite3"))
    assert refusal(lambda: store.keep(packed())).status == 503
    assert refusal(lambda: store.admit("192.0.2.1")).status == 503


def test_a_file_of_a_newer_server_is_not_touched(settings: StoreSettings, packed: Pack) -> None:
    store = Store(settings)
    store.keep(packed())
    with sqlite3.connect(settings.path) as file:
        file.execute("PRAGMA user_version = 2")
    file.close()
    before = settings.path.read_bytes()
    assert refusal(lambda: store.keep(packed())).status == 503
    assert settings.path.read_bytes() == before


def test_a_file_that_is_locked_is_waited_for(
    settings: StoreSettings, packed: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_file, "PATIENCE", 0.2)
    store = Store(settings)
    kept = store.keep(packed())
    other = sqlite3.connect(settings.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    error = refusal(lambda: store.keep(packed()))
    assert (error.status, error.code, error.retry_after) == (503, "store_busy", 5)
    other.execute("ROLLBACK")
    other.close()
    assert store.read(kept.id)
