"""The headers of every response, and the limit on those of a request."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from p_vision_server.errors import error_response

__all__ = ["SECURITY_HEADERS", "SecurityHeaders"]

#: Everything comes from this origin. Python and the engine are WebAssembly; `blob:` is for results
#: a program makes: pictures, and pages shown in a frame. Nothing may be evaluated as script.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self'",
        "img-src 'self' data: blob:",
        "frame-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    ]
)

#: The first three make the page cross-origin isolated: shared memory is what lets Stop interrupt
#: a program that never waits.
SECURITY_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
}

#: The one page that others may show in a frame. It holds nothing of the reader's: no storage is
#: read, and code runs only when the reader presses Run.
EMBED = "/embed.html"
EMBED_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY.replace(
        "frame-ancestors 'self'", "frame-ancestors *"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
}

LARGEST_HEADERS = 16 * 1024


class SecurityHeaders:
    """Adds the headers to whatever the application answers; refuses requests with huge ones."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        added = SECURITY_HEADERS | (EMBED_HEADERS if scope["path"] == EMBED else {})

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in added.items():
                    headers.setdefault(name, value)
            await send(message)

        size = sum(len(name) + len(value) for name, value in scope["headers"])
        size += len(scope.get("raw_path") or b"") + len(scope["query_string"])
        if size > LARGEST_HEADERS:
            detail = f"Address and headers may take {LARGEST_HEADERS} bytes; these take {size}."
            response = error_response(431, "headers_too_large", detail)
            await response(scope, receive, send_with_headers)
            return
        await self.app(scope, receive, send_with_headers)
