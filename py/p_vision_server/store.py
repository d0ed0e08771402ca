"""Shared programs: written once, opened by their id, gone after their time.

The id is a hash of the content, and the content begins with random bytes: who knows a program
cannot find out whether somebody shared it, two people who share the same one do not touch each
other's, and a reader can check that what came is what was sent.
"""

import base64
import hashlib
import hmac
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from p_vision_server.store_content import check_program
from p_vision_server.store_errors import damaged, full, gone, not_yours, too_large, too_often
from p_vision_server.store_file import StoreFile, used_bytes
from p_vision_server.store_settings import StoreSettings

__all__ = ["Kept", "Store"]

SALT = 16
ID_BYTES = 10
HOUR = 3600
DAY = 86_400
#: Base 32 in digits and letters that cannot be mistaken for each other.
LETTERS = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """What the author gets back.

    Args:
        id: What the link holds.
        delete_token: What deletes the program again; nobody else ever sees it.
        expires: Seconds since 1970 at which its time is over.
    """

    id: str
    delete_token: str
    expires: int


def id_of(content: bytes) -> str:
    """The id of a content: 16 digits and letters, of 80 bits.

    Example:
        >>> id_of(b"abc")
        'q9w1dfwf077ymga1'
    """
    start = hashlib.sha256(content).digest()[:ID_BYTES]
    return base64.b32encode(start).translate(LETTERS).decode()


class Store:
    """Programs by their id. Several threads and processes may use the same file.

    Args:
        settings: Where the file is, and its limits.
        now: Gives the time in seconds since 1970.
    """

    def __init__(self, settings: StoreSettings, now: Callable[[], float] = time.time) -> None:
        self.settings = settings
        self.now = now
        self.file = StoreFile(settings.path)

    def admit(self, address: str) -> None:
        """Counts one request to keep something.

        Raises:
            Refused: There were too many from this address within the hour.
        """
        per_hour = self.settings.per_hour
        with self.file.changing() as file:
            key = file.execute("SELECT key FROM secret").fetchone()[0]
            hidden = hmac.digest(key, address.encode(), "sha256")
            now = self.now()
            # Also what a clock that was set back left in the future.
            file.execute("DELETE FROM sent WHERE at <= ? OR at > ?", (now - HOUR, now + HOUR))
            times = file.execute(
                "SELECT at FROM sent WHERE address = ? ORDER BY at DESC LIMIT ?", (hidden, per_hour)
            ).fetchall()
            if len(times) >= per_hour:
                raise too_often(per_hour, max(1, int(times[-1][0] + HOUR - now)))
            file.execute("INSERT INTO sent VALUES (?, ?)", (hidden, now))

    def keep(self, packed: bytes) -> Kept:
        """Keeps a program.

        Raises:
            Refused: It is too large or no program, or there is no room.
        """
        if len(packed) > self.settings.largest:
            raise too_large(self.settings.largest)
        check_program(packed)
        token = secrets.token_urlsafe(16)
        expires = int(self.now()) + self.settings.days * DAY
        with self.file.changing() as file:
            file.execute("DELETE FROM shared WHERE expires <= ?", (self.now(),))
            if used_bytes(file) + len(packed) > self.settings.total:
                raise full()
            while True:
                content = secrets.token_bytes(SALT) + packed
                id = id_of(content)
                # Should the id ever be taken, other random bytes give another one.
                if not file.execute("SELECT 1 FROM shared WHERE id = ?", (id,)).fetchone():
                    break
            row = (id, content, hashed(token), expires)
            file.execute("INSERT INTO shared VALUES (?, ?, ?, ?)", row)
        return Kept(id, token, expires)

    def read(self, id: str) -> bytes:
        """The content of a program, with its random bytes.

        Raises:
            Refused: There is none, or it is damaged.
        """
        query = "SELECT content FROM shared WHERE id = ? AND expires > ?"
        with self.file.reading() as file:
            found = file.execute(query, (id, self.now())).fetchone() if file else None
        if not found:
            raise gone()
        content = bytes(found[0])
        if id_of(content) != id:
            log.error("The shared program %s is damaged.", id)
            raise damaged()
        return content

    def delete(self, id: str, token: str) -> None:
        """Deletes a program for good.

        Raises:
            Refused: There is none, or the token is that of another.
        """
        with self.file.reading() as file:
            if not file:
                raise gone()
        query = "SELECT token FROM shared WHERE id = ? AND expires > ?"
        with self.file.changing() as file:
            found = file.execute(query, (id, self.now())).fetchone()
            if not found:
                raise gone()
            if not hmac.compare_digest(found[0], hashed(token)):
                raise not_yours()
            file.execute("DELETE FROM shared WHERE id = ?", (id,))


def hashed(token: str) -> bytes:
    """Tokens are kept like passwords."""
    return hashlib.sha256(token.encode()).digest()
