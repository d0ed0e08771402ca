"""Looks whether bytes are a shared program: the store keeps nothing else.

The form is that of `web/share/shared_program.ts`: a byte with the number of the form, and deflated
behind it the length of the JSON in four bytes, the JSON, and the bytes of the model.
"""

import json
import zlib

from p_vision_server.store_errors import unreadable

__all__ = ["check_program"]

FORM = 2
LARGEST_TEXT = 1_000_000
LARGEST_MODEL = 8_000_000
MOST_FILES = 20
LONGEST_NAME = 60
LONGEST_LINE = 400


def check_program(packed: bytes) -> None:
    """Raises where `packed` is no shared program.

    Raises:
        Refused: It is not; the sentence says why.
    """
    if packed[:1] != bytes([FORM]):
        raise unreadable("it has another form")
    content = inflate(packed[1:])
    length = int.from_bytes(content[:4], "little")
    text, model = content[4 : 4 + length], content[4 + length :]
    if len(content) < 4 or len(text) < length:
        raise unreadable("a part of it is missing")
    if length > LARGEST_TEXT:
        raise unreadable("its text is too long")
    check_text(text, has_model=len(model) > 0)


def inflate(packed: bytes) -> bytes:
    """The content, never more than a program may have."""
    most = 4 + LARGEST_TEXT + LARGEST_MODEL
    reader = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = reader.decompress(packed, most + 1)
    except zlib.error:
        raise unreadable("it is damaged") from None
    if len(content) > most:
        raise unreadable("it unpacks to too much")
    if not reader.eof or reader.unused_data:
        raise unreadable("it is damaged")
    return content


def check_text(text: bytes, *, has_model: bool) -> None:
    """Raises where the JSON is not that of a program."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise unreadable("its JSON cannot be read") from None
    if not isinstance(value, dict) or not value.keys() <= {"t", "f", "s", "m"}:
        raise unreadable("its JSON holds something else")
    if not is_line(value.get("t")):
        raise unreadable("it has no title")
    if not is_files(value.get("f")):
        raise unreadable("it has no list of files")
    if not is_settings(value.get("s")):
        raise unreadable("its settings are of another form")
    about = value.get("m")
    if has_model != (about is not None):
        raise unreadable("its model is not whole")
    if about is not None and not (is_texts(about, 2) and all(map(is_line, about))):
        raise unreadable("its model is of another form")


def is_line(value: object) -> bool:
    """A short text."""
    return isinstance(value, str) and len(value) <= LONGEST_LINE


def is_texts(value: object, count: int) -> bool:
    """A list of so many texts."""
    return (
        isinstance(value, list)
        and len(value) == count
        and all(isinstance(item, str) for item in value)
    )


def is_files(value: object) -> bool:
    """At least one file, each with a name and its text."""
    return (
        isinstance(value, list)
        and 0 < len(value) <= MOST_FILES
        and all(is_texts(item, 2) and 0 < len(item[0]) <= LONGEST_NAME for item in value)
    )


def is_settings(value: object) -> bool:
    """A few short texts by name."""
    return (
        isinstance(value, dict)
        and len(value) <= 8
        and all(is_line(name) and is_line(text) for name, text in value.items())
    )
