"""uvicorn's HTTP reader, answering in our form where a request is no valid HTTP at all."""

import json

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from p_vision_server.headers import SECURITY_HEADERS

__all__ = ["CleanProtocol"]


class CleanProtocol(H11Protocol):
    """Also for headers that are too large to be read: those never reach the application."""

    def send_400_response(self, msg: str) -> None:
        """Answers 400 as JSON and closes the connection."""
        body = json.dumps({"error": "bad_request", "detail": msg}).encode()
        headers = [
            ("content-type", "application/json"),
            ("content-length", str(len(body))),
            ("connection", "close"),
            *SECURITY_HEADERS.items(),
        ]
        response = h11.Response(status_code=400, headers=headers, reason=b"Bad Request")
        for event in (response, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
