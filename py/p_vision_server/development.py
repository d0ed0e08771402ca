"""What the development mode answers differently: nothing is kept for a visit without network."""

from fastapi import APIRouter
from starlette.exceptions import HTTPException

__all__ = ["development"]


def development() -> APIRouter:
    """Addresses that the development mode does not have: the page then forgets what it kept."""
    router = APIRouter()

    @router.api_route("/service_worker.js", methods=["GET", "HEAD"], include_in_schema=False)
    def service_worker() -> None:
        raise HTTPException(404)

    return router
