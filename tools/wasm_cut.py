"""Takes code out of a linked engine that is never called but cannot be told from what is.

Functions of the crates named here become a trap of one instruction; wasm-bindgen then drops what
only they used. Should one be called after all, the engine starts again, as after any panic.
"""

from collections.abc import Collection

from wasm_size import (
    CODE,
    CUSTOM,
    IMPORTS,
    Reader,
    imported_functions,
    names_of_functions,
    readable,
    sections,
)

#: CubeCL's compiler registers a reader for texts of all that it knows, and nobody has such texts.
NEVER_CALLED = ("combine",)
#: No variables, `unreachable`, `end`.
TRAP = b"\x00\x00\x0b"
HEAD = 8


def number(value: int) -> bytes:
    """LEB128, unsigned."""
    written = bytearray()
    while value > 127:
        written.append(value & 127 | 128)
        value >>= 7
    return bytes([*written, value])


def without(wasm: bytes, crates: Collection[str] = NEVER_CALLED) -> bytes:
    """The module with traps in place of the functions of some crates; it must have its names."""
    parts = list(sections(wasm))
    imported = next((imported_functions(part) for kind, part in parts if kind == IMPORTS), 0)
    named = [part for kind, part in parts if kind == CUSTOM and Reader(part).text() == "name"]
    names = names_of_functions(named[0])
    written = bytearray(wasm[:HEAD])
    for kind, part in parts:
        content = part
        if kind == CODE:
            reader = Reader(part)
            bodies = [reader.take(reader.number()) for _ in range(reader.number())]
            for index, body in enumerate(bodies):
                crate, _ = readable(names.get(imported + index, "?"))
                bodies[index] = TRAP if crate in crates else body
            lengths = (number(len(body)) + body for body in bodies)
            content = number(len(bodies)) + b"".join(lengths)
        written += bytes([kind]) + number(len(content)) + content
    return bytes(written)
