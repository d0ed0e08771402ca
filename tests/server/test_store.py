"""Shared programs: written once, opened by an id that tells nothing, gone after their time."""

import dataclasses
import hashlib
import os
import secrets
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from p_vision_server import store as store_module
from p_vision_server.store import Kept, Store, id_of
from p_vision_server.store_content import LARGEST_MODEL, LARGEST_TEXT
from p_vision_server.store_errors import Refused
from p_vision_server.store_settings import StoreSettings

Pack = Callable[..., bytes]
DAY = 86_400


@pytest.fixture
def store(settings: StoreSettings) -> Store:
    return Store(settings)


def refusal(work: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value


def test_what_was_kept_comes_back_byte_by_byte(store: Store, packed: Pack) -> None:
    program = packed("print('größer 🙂')", model=bytes(range(256)))
    kept = store.keep(program)
    content = store.read(kept.id)
    assert content[16:] == program
    assert len(kept.id) == 16
    assert id_of(content) == kept.id
    assert hashlib.sha256(content).digest() != hashlib.sha256(program).digest()


def test_the_same_program_has_another_id_each_time(store: Store, packed: Pack) -> None:
    ids = {store.keep(packed()).id for _ in range(20)}
    assert len(ids) == 20


def test_only_its_own_token_deletes_a_program(store: Store, packed: Pack) -> None:
    mine, theirs = store.keep(packed()), store.keep(packed())
    assert refusal(lambda: store.delete(theirs.id, mine.delete_token)).status == 403
    assert refusal(lambda: store.delete(theirs.id, "")).status == 403
    store.delete(mine.id, mine.delete_token)
    assert refusal(lambda: store.read(mine.id)).status == 404
    assert refusal(lambda: store.delete(mine.id, mine.delete_token)).status == 404
    assert store.read(theirs.id)


def test_deleted_bytes_are_overwritten_and_tokens_not_kept(
    store: Store, settings: StoreSettings, packed: Pack
) -> None:
    program = packed(secrets.token_hex(2000))
    kept = store.keep(program)
    assert program[:2000] in settings.path.read_bytes()
    assert kept.delete_token.encode() not in settings.path.read_bytes()
    store.delete(kept.id, kept.delete_token)
    assert program[100:200] not in settings.path.read_bytes()


def test_its_time_ends(settings: StoreSettings, packed: Pack) -> None:
    now = 1_000_000.0
    store = Store(settings, lambda: now)
    kept = store.keep(packed())
    assert kept.expires == now + 90 * DAY
    now += 90 * DAY - 1
    assert store.read(kept.id)
    now += 1
    assert refusal(lambda: store.read(kept.id)).status == 404
    assert refusal(lambda: store.delete(kept.id, kept.delete_token)).status == 404
    store.keep(packed())
    with sqlite3.connect(settings.path) as file:
        assert file.execute("SELECT count(*) FROM shared").fetchone() == (1,)


def test_what_is_too_large_is_refused(store: Store, packed: Pack) -> None:
    error = refusal(lambda: store.keep(packed(secrets.token_hex(60_000))))
    assert (error.status, error.code) == (413, "too_large")
    assert "0.05 MB" in error.detail


def test_the_store_never_grows_beyond_its_limit(
    store: Store, settings: StoreSettings, packed: Pack
) -> None:
    kept: list[Kept] = []

    def fill() -> None:
        for _ in range(100):
            kept.append(store.keep(packed(secrets.token_hex(30_000))))

    assert refusal(fill).status == 507
    assert len(kept) > 5
    assert settings.path.stat().st_size <= settings.total
    store.delete(kept[0].id, kept[0].delete_token)
    assert store.keep(packed(secrets.token_hex(20_000)))
    assert all(store.read(other.id) for other in kept[1:]), "nobody else's was pushed out"


def test_an_address_may_send_so_many_in_an_hour(settings: StoreSettings) -> None:
    now = 5_000_000.0
    store = Store(dataclasses.replace(settings, per_hour=3), lambda: now)
    for _ in range(3):
        store.admit("192.0.2.1")
        now += 60
    error = refusal(lambda: store.admit("192.0.2.1"))
    assert (error.status, error.retry_after) == (429, 3600 - 180)
    assert "57 minutes" in error.detail
    store.admit("192.0.2.2")
    now += 3600 - 180
    store.admit("192.0.2.1")
    assert b"192.0.2" not in settings.path.read_bytes(), "addresses are not written down"


def test_a_taken_id_is_not_given_again(
    store: Store, packed: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids: Iterator[str] = iter(["a" * 16, "a" * 16, "b" * 16])
    monkeypatch.setattr(store_module, "id_of", lambda content: next(ids))
    assert [store.keep(packed()).id for _ in range(2)] == ["a" * 16, "b" * 16]


def test_nothing_can_be_changed_in_place(
    store: Store, settings: StoreSettings, packed: Pack
) -> None:
    store.keep(packed())
    with sqlite3.connect(settings.path) as file, pytest.raises(sqlite3.IntegrityError):
        file.execute("UPDATE shared SET content = x'00'")


@pytest.mark.skipif(os.name == "nt", reason="other rights")
def test_only_its_owner_can_read_the_file(
    store: Store, settings: StoreSettings, packed: Pack
) -> None:
    store.keep(packed())
    assert settings.path.stat().st_mode & 0o077 == 0


def test_reading_makes_no_file(store: Store, settings: StoreSettings) -> None:
    assert refusal(lambda: store.read("a" * 16)).status == 404
    assert refusal(lambda: store.delete("a" * 16, "t")).status == 404
    assert not settings.path.exists()


BAD: list[Any] = [
    5,
    [],
    {},
    {"t": "T", "f": [], "s": {}},
    {"t": 5, "f": [["a.py", ""]], "s": {}},
    {"t": "T", "f": [["a.py", 5]], "s": {}},
    {"t": "T", "f": [["", ""]], "s": {}},
    {"t": "T", "f": [["a.py", ""]] * 21, "s": {}},
    {"t": "T", "f": [["a.py", ""]], "s": []},
    {"t": "T", "f": [["a.py", ""]], "s": {}, "html": "<script>"},
    {"t": "T", "f": [["a.py", ""]], "s": {}, "m": ["a/b", ""]},
    {"t": "T" * 500, "f": [["a.py", ""]], "s": {}},
]


@pytest.mark.parametrize("value", BAD, ids=str)
def test_the_store_keeps_programs_only(store: Store, packed: Pack, value: Any) -> None:
    assert refusal(lambda: store.keep(packed(value=value))).status == 400


def test_other_bytes_are_no_program(
    store: Store, settings: StoreSettings, packed: Pack, tmp_path: Path
) -> None:
    whole = packed("x = 1")
    bomb = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    zeros = bomb.compress(bytes(LARGEST_TEXT + LARGEST_MODEL + 100)) + bomb.flush()
    deep = b'{"t":' + b"[" * 900_000
    for program in [
        b"",
        b"\x02",
        b"<html>",
        whole[:-3],
        whole + b"more",
        packed(form=3),
        b"\x02" + zeros,
        b"\x02" + zlib.compress(len(deep).to_bytes(4, "little") + deep, wbits=-15),
        b"\x02" + zlib.compress((9_999).to_bytes(4, "little") + b"{}", wbits=-15),
    ]:
        assert refusal(lambda program=program: store.keep(program)).code == "no_program"
    assert not settings.path.exists()
