"""The application: two addresses with information, shared programs, and the built files."""

from pathlib import Path

from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException

from p_vision_server.development import development
from p_vision_server.errors import install_error_handlers
from p_vision_server.headers import SecurityHeaders
from p_vision_server.shared_programs import install_shared_programs
from p_vision_server.static_files import BuiltFiles
from p_vision_server.store import Store
from p_vision_server.store_settings import StoreSettings
from p_vision_server.version import __version__

__all__ = ["create_app"]


def create_app(site: Path, *, dev: bool = False, store: StoreSettings | None = None) -> FastAPI:
    """The playground as an ASGI application.

    Args:
        site: The folder of built files, with `index.html`.
        dev: Whether the files are being rebuilt while they are served; compressed copies are
            not used then.
        store: Where shared programs are kept; by default none are.

    Returns:
        The application; run it with any ASGI server.
    """
    # No generated documentation pages: they load scripts from elsewhere.
    app = FastAPI(
        title="p_vision playground",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    app.add_middleware(SecurityHeaders)
    install_error_handlers(app)
    if store:
        install_shared_programs(app, Store(store))
    app.include_router(information(site), prefix="/api")
    if dev:
        app.include_router(development())
    app.mount("/", BuiltFiles(site, compressed=not dev))
    return app


def information(site: Path) -> APIRouter:
    """What `/api` answers."""
    router = APIRouter()

    @router.get("/health")
    def health() -> dict[str, str]:
        """Says that the server answers."""
        return {"status": "ok"}

    @router.get("/version")
    def version() -> dict[str, str | None]:
        """Says which p_vision and which Python this page holds."""
        return {"p_vision": __version__, "pyodide": pyodide_version(site)}

    @router.api_route("/{rest:path}", methods=["GET", "HEAD"], include_in_schema=False)
    def nothing(rest: str) -> None:
        raise HTTPException(404)

    return router


def pyodide_version(site: Path) -> str | None:
    """The version of Pyodide in `site`, from the folder it lies in."""
    versions = sorted(path.name for path in (site / "pyodide").glob("*") if path.is_dir())
    return versions[-1] if versions else None
