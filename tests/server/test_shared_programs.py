"""`/api/shared`: what the page and others get from it."""

import dataclasses
import json
import select
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from p_vision_server import asgi, create_app
from p_vision_server.store_settings import StoreSettings

Pack = Callable[..., bytes]
TYPE = {"content-type": "application/vnd.p-vision.shared"}


@pytest.fixture
def keeping(site: Path, settings: StoreSettings) -> Iterator[TestClient]:
    few = dataclasses.replace(settings, per_hour=5)
    with TestClient(create_app(site, store=few), "http://127.0.0.1", False) as client:
        yield client


def keep(client: TestClient, program: bytes) -> dict[str, Any]:
    reply = client.post("/api/shared", content=program, headers=TYPE)
    assert reply.status_code == 201, reply.text
    kept: dict[str, Any] = reply.json()
    return kept


def test_a_program_is_kept_opened_and_deleted(keeping: TestClient, packed: Pack) -> None:
    program = packed("x = 1", model=b"\0\xff\r\n")
    kept = keep(keeping, program)
    assert set(kept) == {"id", "delete_token", "expires"}
    address = f"/api/shared/{kept['id']}"
    assert keeping.get(address).content[16:] == program
    token = {"authorization": f"Bearer {kept['delete_token']}"}
    assert keeping.delete(address).status_code == 403
    assert keeping.delete(address, headers=token).status_code == 204
    gone = keeping.get(address)
    assert gone.status_code == 404
    assert gone.json()["error"] == "not_found"
    assert "Ask for it again" in gone.json()["detail"]


def test_the_page_learns_the_terms(keeping: TestClient, client: TestClient) -> None:
    assert keeping.get("/api/shared").json() == {"days": 90, "largest": 50_000}
    assert client.get("/api/shared").status_code == 404, "no store without settings"
    assert client.post("/api/shared", content=b"", headers=TYPE).status_code == 405


def test_what_strangers_wrote_is_never_shown_by_the_browser(
    keeping: TestClient, packed: Pack
) -> None:
    kept = keep(keeping, packed("<script>alert(1)</script>"))
    headers = keeping.get(f"/api/shared/{kept['id']}").headers
    assert headers["content-type"] == "application/octet-stream"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-disposition"] == "attachment"
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "sandbox" in headers["content-security-policy"]
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/json"}, 415),
        ({**TYPE, "sec-fetch-site": "cross-site"}, 403),
        ({**TYPE, "sec-fetch-site": "same-site"}, 403),
        ({**TYPE, "sec-fetch-site": "same-origin"}, 201),
    ],
)
def test_other_sites_cannot_use_it(
    keeping: TestClient, packed: Pack, headers: dict[str, str], status: int
) -> None:
    assert keeping.post("/api/shared", content=packed(), headers=headers).status_code == status


def test_too_much_is_refused_before_it_is_read(keeping: TestClient) -> None:
    reply = keeping.post("/api/shared", content=bytes(60_000), headers=TYPE)
    assert (reply.status_code, reply.json()["error"]) == (413, "too_large")
    assert "file" in reply.json()["detail"]


def test_a_body_without_length_is_answered_before_its_end(server: tuple[str, int]) -> None:
    head = (
        b"POST /api/shared HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
        b"Content-Type: application/vnd.p-vision.shared\r\n\r\n"
    )
    sent = 0
    with socket.create_connection(server, timeout=10) as connection:
        connection.sendall(head)
        while sent < 100_000_000 and not select.select([connection], [], [], 0)[0]:
            connection.sendall(b"10000\r\n" + bytes(65536) + b"\r\n")
            sent += 65536
        assert connection.recv(65536).startswith(b"HTTP/1.1 413")
    assert sent < 50_000_000


def test_too_many_are_refused_with_the_time_to_wait(keeping: TestClient, packed: Pack) -> None:
    for _ in range(5):
        keep(keeping, packed())
    reply = keeping.post("/api/shared", content=packed(), headers=TYPE)
    assert (reply.status_code, reply.json()["error"]) == (429, "too_often")
    assert 3500 < int(reply.headers["retry-after"]) <= 3600


def test_one_network_is_one_address(site: Path, settings: StoreSettings, packed: Pack) -> None:
    app = create_app(site, store=dataclasses.replace(settings, per_hour=1))
    for last, status in ((1, 201), (2, 429)):
        sender = (f"2001:db8:0:1::{last}", 5000)
        with TestClient(app, "http://127.0.0.1", client=sender) as client:
            reply = client.post("/api/shared", content=packed(), headers=TYPE)
            assert reply.status_code == status
    with TestClient(app, "http://127.0.0.1", client=("2001:db8:0:2::1", 5000)) as client:
        assert client.post("/api/shared", content=packed(), headers=TYPE).status_code == 201


@pytest.mark.parametrize("id", ["a", "' OR 1=1 --", "%00", "..%2f..%2fsecret.txt", "é", "a" * 9000])
def test_an_id_that_is_none_finds_nothing(keeping: TestClient, packed: Pack, id: str) -> None:
    keep(keeping, packed())
    reply = keeping.get(f"/api/shared/{id}")
    assert (reply.status_code, reply.json()["error"]) == (404, "not_found")
    assert keeping.delete(f"/api/shared/{id}").status_code in (404, 405)


def test_ids_are_not_listed(keeping: TestClient, packed: Pack) -> None:
    kept = keep(keeping, packed())
    shown = keeping.get("/api/shared").text + keeping.get("/api/shared/").text
    assert kept["id"] not in shown
    assert json.loads(keeping.get("/api/shared").text).keys() == {"days", "largest"}


def test_the_environment_sets_an_application_for_several_processes(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: Pack
) -> None:
    monkeypatch.setattr(asgi, "find_site", lambda: site)
    monkeypatch.setenv("P_VISION_SHARE_STORE", str(tmp_path / "own.sqlite3"))
    monkeypatch.setenv("P_VISION_SHARE_DAYS", "7")
    with TestClient(asgi.create(), "http://127.0.0.1") as client:
        assert client.get("/api/shared").json()["days"] == 7
        keep(client, packed())
    assert (tmp_path / "own.sqlite3").is_file()
    monkeypatch.setenv("P_VISION_SHARE_STORE", "off")
    with TestClient(asgi.create(), "http://127.0.0.1") as client:
        assert client.get("/api/shared").status_code == 404
