"""Errors as JSON, in one form: `{"error": code, "detail": one sentence}`."""

from collections.abc import Mapping

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

__all__ = ["error_response", "install_error_handlers"]

CODES = {
    400: ("bad_request", "This request cannot be understood."),
    401: ("not_readable", "This file cannot be read."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address answers only to the methods it allows."),
}


def error_response(
    status: int, code: str, detail: str, headers: Mapping[str, str] | None = None
) -> Response:
    """One error as JSON; it is never cached."""
    return JSONResponse(
        {"error": code, "detail": detail},
        status_code=status,
        headers={**(headers or {}), "Cache-Control": "no-store"},
    )


def install_error_handlers(app: FastAPI) -> None:
    """Gives every error of `app` the form above, unexpected ones included."""

    async def expected(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        headers = error.headers if isinstance(error, HTTPException) else None
        code, detail = CODES.get(status, ("error", "This request could not be answered."))
        return error_response(status, code, detail, headers)

    async def unexpected(request: Request, error: Exception) -> Response:
        return error_response(500, "internal_error", "The server failed; its log says more.")

    app.add_exception_handler(HTTPException, expected)
    app.add_exception_handler(Exception, unexpected)
