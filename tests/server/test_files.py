"""What is sent for a built file: type, encoding and how long it may be kept."""

import gzip
import os
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from p_vision_server import create_app


def test_the_page_is_at_the_root_and_asked_for_each_time(client: TestClient) -> None:
    reply = client.get("/")
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/engine/engine_cpu_bg.wasm", "application/wasm"),
        ("/pyodide/314.0.7/pyodide.mjs", "text/javascript; charset=utf-8"),
        ("/assets/main-Ab12.js", "text/javascript; charset=utf-8"),
        ("/pyodide/314.0.7/python_stdlib.zip", "application/zip"),
        ("/data/mnist/t10k-labels-idx1-ubyte", "application/octet-stream"),
    ],
)
def test_types(client: TestClient, path: str, kind: str) -> None:
    assert client.get(path).headers["content-type"] == kind


@pytest.mark.parametrize(
    ("path", "forever"),
    [
        ("/assets/main-Ab12.js", True),
        ("/pyodide/314.0.7/pyodide.mjs", True),
        ("/engine/engine_cpu_bg.wasm", False),
        ("/wheels/p_vision-0.1.0-py3-none-any.whl", False),
    ],
)
def test_only_names_that_change_with_their_content_are_kept_for_ever(
    client: TestClient, path: str, forever: bool
) -> None:
    assert ("immutable" in client.get(path).headers["cache-control"]) is forever


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [("br, gzip", "br"), ("gzip, br;q=0", "gzip"), ("gzip", "gzip"), ("identity", None)],
)
def test_the_smallest_copy_the_browser_takes_is_sent(
    client: TestClient, accepts: str, encoding: str | None
) -> None:
    path = "/engine/engine_cpu_bg.wasm"
    with client.stream("GET", path, headers={"accept-encoding": accepts}) as reply:
        content = b"".join(reply.iter_raw())
    assert reply.headers.get("content-encoding") == encoding
    assert reply.headers["content-type"] == "application/wasm"
    assert "Accept-Encoding" in reply.headers["vary"]
    assert int(reply.headers["content-length"]) == len(content)
    if encoding == "gzip":
        assert gzip.decompress(content).startswith(b"\0asm")


def test_a_part_is_a_part_of_the_file_itself(client: TestClient) -> None:
    headers = {"accept-encoding": "br", "range": "bytes=0-3"}
    reply = client.get("/engine/engine_cpu_bg.wasm", headers=headers)
    assert reply.status_code == 206
    assert reply.content == b"\0asm"


def test_what_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/engine/engine_cpu_bg.wasm").headers["etag"]
    reply = client.get("/engine/engine_cpu_bg.wasm", headers={"if-none-match": tag})
    assert reply.status_code == 304
    assert reply.content == b""


def test_each_copy_has_its_own_tag(client: TestClient) -> None:
    path = "/engine/engine_cpu_bg.wasm"
    tags = {
        client.head(path, headers={"accept-encoding": accepts}).headers["etag"]
        for accepts in ("identity", "gzip", "br")
    }
    assert len(tags) == 3


def test_a_copy_older_than_its_file_is_not_sent(client: TestClient, site: Path) -> None:
    wasm = site / "engine" / "engine_cpu_bg.wasm"
    rebuilt = wasm.stat().st_mtime + 60
    os.utime(wasm, (rebuilt, rebuilt))
    os.utime(wasm.with_name(wasm.name + ".gz"), (rebuilt, rebuilt))
    for accepts, encoding in (("br", None), ("br, gzip", "gzip")):
        headers = {"accept-encoding": accepts}
        reply = client.get("/engine/engine_cpu_bg.wasm", headers=headers)
        assert reply.headers.get("content-encoding") == encoding
        assert reply.content.startswith(b"\0asm")


def test_a_copy_with_the_times_of_an_archive_is_sent(client: TestClient, site: Path) -> None:
    wasm = site / "engine" / "engine_cpu_bg.wasm"
    unpacked = wasm.with_name(wasm.name + ".br").stat().st_mtime + 1
    os.utime(wasm, (unpacked, unpacked))
    reply = client.head("/engine/engine_cpu_bg.wasm", headers={"accept-encoding": "br"})
    assert reply.headers["content-encoding"] == "br"


def test_development_sends_the_file_itself(site: Path) -> None:
    with TestClient(create_app(site, dev=True)) as client:
        reply = client.get("/engine/engine_cpu_bg.wasm", headers={"accept-encoding": "br"})
    assert "content-encoding" not in reply.headers


def test_development_keeps_nothing_for_a_visit_without_network(site: Path) -> None:
    (site / "service_worker.js").write_text("the built one")
    with TestClient(create_app(site, dev=True)) as client:
        assert client.get("/service_worker.js").status_code == 404
        assert client.head("/service_worker.js").status_code == 404


def test_the_service_worker_is_asked_for_each_time(site: Path, client: TestClient) -> None:
    (site / "service_worker.js").write_text("the built one")
    reply = client.get("/service_worker.js")
    assert reply.text == "the built one"
    assert reply.headers["cache-control"] == "no-cache"


def test_a_manifest_has_its_type(site: Path, client: TestClient) -> None:
    (site / "manifest.webmanifest").write_text("{}")
    reply = client.get("/manifest.webmanifest")
    assert reply.headers["content-type"].startswith("application/manifest+json")
