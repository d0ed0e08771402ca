"""`/api/shared`: keeping, opening and deleting programs that are too long for a link."""

import asyncio
import ipaddress
from datetime import UTC, datetime

from fastapi import APIRouter, FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from p_vision_server.errors import error_response
from p_vision_server.store import Store
from p_vision_server.store_errors import Refused, too_large

__all__ = ["install_shared_programs"]

#: A type of its own: pages of other sites cannot send it without asking first.
MEDIA_TYPE = "application/vnd.p-vision.shared"
SLOWEST = 60.0

#: What strangers wrote is never shown by the browser itself, and never kept on the way.
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Disposition": "attachment",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
}


def install_shared_programs(app: FastAPI, store: Store) -> None:
    """Adds the addresses and the form of their errors."""

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        wait = error.retry_after
        headers = {} if wait is None else {"Retry-After": str(wait)}
        return error_response(error.status, error.code, error.detail, headers)

    app.add_exception_handler(Refused, refused)
    app.include_router(addresses(store), prefix="/api/shared")


def addresses(store: Store) -> APIRouter:
    """What `/api/shared` answers."""
    router = APIRouter()
    settings = store.settings

    @router.get("")
    def terms() -> dict[str, int]:
        """Says for how long programs are kept and how large they may be."""
        return {"days": settings.days, "largest": settings.largest}

    @router.post("")
    async def keep(request: Request) -> Response:
        """Keeps a program; the answer holds its id and what deletes it again."""
        check_sender(request)
        if request.headers.get("content-type", "").lower() != MEDIA_TYPE:
            raise Refused(415, "wrong_type", f"A shared program is sent as {MEDIA_TYPE}.")
        packed = await body(request, settings.largest)
        await run_in_threadpool(store.admit, address_of(request))
        kept = await run_in_threadpool(store.keep, packed)
        expires = datetime.fromtimestamp(kept.expires, UTC).isoformat()
        content = {"id": kept.id, "delete_token": kept.delete_token, "expires": expires}
        return JSONResponse(content, 201, HEADERS)

    @router.get("/{id}")
    def read(id: str) -> Response:
        """The bytes of a program."""
        return Response(store.read(id), headers=HEADERS, media_type="application/octet-stream")

    @router.delete("/{id}")
    def delete(id: str, request: Request) -> Response:
        """Deletes a program for good, with `Authorization: Bearer` and its token."""
        check_sender(request)
        store.delete(id, request.headers.get("authorization", "").removeprefix("Bearer "))
        return Response(status_code=204, headers=HEADERS)

    return router


def check_sender(request: Request) -> None:
    """Refuses what the page of another site sends through somebody's browser."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "other_site", "Only this page may keep programs here.")


async def body(request: Request, largest: int) -> bytes:
    """The bytes that were sent; reading stops where there are too many."""
    told = request.headers.get("content-length", "0")
    if told.isdigit() and int(told) > largest:
        raise too_large(largest)
    parts = bytearray()
    try:
        async with asyncio.timeout(SLOWEST):
            async for part in request.stream():
                parts += part
                if len(parts) > largest:
                    raise too_large(largest)
    except TimeoutError:
        raise Refused(408, "too_slow", "The program took too long to arrive. Try again.") from None
    return bytes(parts)


def address_of(request: Request) -> str:
    """Who sends; of IPv6 the part that a household or a school has.

    A proxy in front of this server is believed only where uvicorn is told so.
    """
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
