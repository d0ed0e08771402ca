"""As much of a WebSocket as it takes to speak with a browser."""

from __future__ import annotations

import base64
import os
import socket
import struct


class WebSocket:
    """A WebSocket of one client, for texts only."""

    def __init__(self, host: str, port: int, path: str) -> None:
        self._stream = socket.create_connection((host, port), timeout=120)
        key = base64.b64encode(os.urandom(16)).decode()
        self._stream.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        self._file = self._stream.makefile("rb")
        status = self._file.readline()
        assert b"101" in status, status
        while self._file.readline().strip():
            pass

    def send(self, text: str) -> None:
        data = text.encode()
        size = len(data)
        head = b"\x81" + (
            bytes([0x80 | size])
            if size < 126
            else b"\xfe" + struct.pack(">H", size)
            if size < 65_536
            else b"\xff" + struct.pack(">Q", size)
        )
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(data))
        self._stream.sendall(head + mask + masked)

    def receive(self) -> str:
        parts = []
        while True:
            first, second = self._file.read(2)
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack(">H", self._file.read(2))
            elif size == 127:
                (size,) = struct.unpack(">Q", self._file.read(8))
            data = self._file.read(size)
            if first & 0x0F in (0, 1):
                parts.append(data)
                if first & 0x80:
                    return b"".join(parts).decode()

    def close(self) -> None:
        self._file.close()
        self._stream.close()
