"""Headers, information and errors."""

import socket

import pytest
from starlette.testclient import TestClient

ISOLATION = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


@pytest.mark.parametrize("path", ["/", "/assets/main-Ab12.js", "/api/health", "/nothing/here"])
def test_every_answer_isolates_the_page(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in ISOLATION} == ISOLATION


def test_the_policy_lets_nothing_in_from_elsewhere(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "script-src 'self' 'wasm-unsafe-eval'" in policy
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    assert "http" not in policy


def test_only_the_embedded_page_may_be_shown_in_frames_elsewhere(client: TestClient) -> None:
    assert "frame-ancestors 'self'" in client.get("/").headers["content-security-policy"]
    embedded = client.get("/embed.html").headers
    policy = embedded["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'self' 'wasm-unsafe-eval'" in policy
    assert embedded["cross-origin-resource-policy"] == "cross-origin"
    assert embedded["cross-origin-embedder-policy"] == "require-corp"


def test_health(client: TestClient) -> None:
    assert client.get("/api/health").json() == {"status": "ok"}


def test_version_names_what_the_page_holds(client: TestClient) -> None:
    assert client.get("/api/version").json() == {"p_vision": "0.1.0", "pyodide": "314.0.7"}


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/%00",
        "/index.html%00.js",
        "/" + "a" * 5000,
        "/%ff%fe",
        "/assets",
        "/api/nothing",
    ],
)
def test_no_path_leads_out_of_the_site(client: TestClient, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code == 404, reply.text
    assert reply.json()["error"] == "not_found"


@pytest.mark.parametrize("method", ["POST", "DELETE", "BREW", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/api/health", "/api/nothing"])
def test_other_methods_are_refused_in_our_form(client: TestClient, method: str, path: str) -> None:
    reply = client.request(method, path)
    assert reply.status_code == 405
    assert reply.json()["error"] == "method_not_allowed"
    assert "GET" in reply.headers["allow"]


def test_large_headers_are_refused_in_our_form(client: TestClient) -> None:
    reply = client.get("/", headers={"x-big": "a" * 20_000})
    assert reply.status_code == 431
    assert reply.json()["error"] == "headers_too_large"


def ask(address: tuple[str, int], request: bytes) -> bytes:
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall(request)
        answer = b""
        try:
            while part := connection.recv(65536):
                answer += part
        except ConnectionResetError:
            pass
        return answer


@pytest.mark.parametrize(
    "request_",
    [b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 70_000],
    ids=["no HTTP", "headers without end"],
)
def test_what_is_no_request_gets_a_clean_answer(server: tuple[str, int], request_: bytes) -> None:
    head, _, body = ask(server, request_).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400")
    assert b'"error": "bad_request"' in body
    assert b"nosniff" in head


def test_a_path_with_dots_is_refused_by_the_running_server(server: tuple[str, int]) -> None:
    request = b"GET /../secret.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    assert ask(server, request).startswith(b"HTTP/1.1 404")


def test_the_server_does_not_name_its_software(server: tuple[str, int]) -> None:
    request = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    assert b"server:" not in ask(server, request).lower().partition(b"\r\n\r\n")[0]
