"""What the development mode answers differently: nothing is kept for a visit without network."""

from fastapi import APIRouter
from starlette.responses import Response

__all__ = ["development"]

#: Takes the place of the page's service worker, removes what that kept, and goes.
FORGET = """\
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(forget()));

async function forget() {
  await caches.delete("p_vision-files");
  await registration.unregister();
}
"""


def development() -> APIRouter:
    """Addresses that only the development mode has."""
    router = APIRouter()

    @router.get("/service_worker.js", include_in_schema=False)
    def service_worker() -> Response:
        return Response(FORGET, headers={"Cache-Control": "no-cache"}, media_type="text/javascript")

    return router
