"""The SQLite file of the shared programs, opened for one task at a time."""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from p_vision_server.store_errors import Refused, broken, busy, full

__all__ = ["StoreFile"]

#: Seconds to wait for another thread or process that writes.
PATIENCE = 5.0
VERSION = 1

#: Nothing is ever changed, only written once and deleted; addresses appear as keyed hashes alone.
TABLES = f"""
PRAGMA user_version = {VERSION};
CREATE TABLE IF NOT EXISTS shared (
  id TEXT PRIMARY KEY, content BLOB NOT NULL, token BLOB NOT NULL, expires INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS shared_by_time ON shared (expires);
CREATE TRIGGER IF NOT EXISTS written_once BEFORE UPDATE ON shared
  BEGIN SELECT RAISE(ABORT, 'what is shared is never changed'); END;
CREATE TABLE IF NOT EXISTS sent (address BLOB NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS sent_by_address ON sent (address, at);
CREATE TABLE IF NOT EXISTS secret (key BLOB NOT NULL);
INSERT INTO secret SELECT randomblob(32) WHERE NOT EXISTS (SELECT * FROM secret);
"""

log = logging.getLogger(__name__)


class StoreFile:
    """One file; what SQLite and the disk complain about becomes an answer for the page.

    Args:
        path: Where it is, or will be when something is first kept.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """The file, or None while nothing was ever kept."""
        if not self.path.exists():
            yield None
            return
        with self.opened() as file:
            yield file if version_of(file) else None

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """The file in one transaction; it is made when it is not there."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not self.path.exists():
                os.close(os.open(self.path, os.O_CREAT, 0o600))
        except OSError as error:
            raise self.unusable(error) from error
        with self.opened() as file:
            if version_of(file) == 0:
                file.executescript(f"BEGIN IMMEDIATE; {TABLES} COMMIT;")
            file.execute("BEGIN IMMEDIATE")
            yield file
            file.execute("COMMIT")

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """A connection; closing it takes back what was not committed."""
        file: sqlite3.Connection | None = None
        try:
            file = sqlite3.connect(self.path, PATIENCE, isolation_level=None)
            # Deleted is deleted: what was there is overwritten.
            file.execute("PRAGMA secure_delete = ON")
            yield file
        except sqlite3.Error as error:
            raise self.answer(error) from error
        finally:
            if file:
                file.close()

    def answer(self, error: sqlite3.Error) -> Refused:
        """What to say of an error of SQLite."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return busy()
        unusable = self.unusable(error)
        return full() if code == sqlite3.SQLITE_FULL else unusable

    def unusable(self, error: Exception) -> Refused:
        """Tells the log, and the page in few words."""
        log.error("The shared programs in %s cannot be used: %s", self.path, error)
        return broken()


def version_of(file: sqlite3.Connection) -> int:
    """The version of the tables; 0 where there are none yet."""
    version: int = file.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise sqlite3.DatabaseError(f"it was made by a newer p-vision (form {version})")
    return version


def used_bytes(file: sqlite3.Connection) -> int:
    """Bytes of the file that are in use."""
    pages, free, size = (
        file.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)
