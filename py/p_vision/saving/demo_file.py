"""A demo as a file: what a model computes, its weights, and the input that asks it.

"p_vision" in eight bytes, the version and the length of a header in four each, the header as JSON,
then the numbers of each weight in order; all little endian. Nothing in it is code: the engine
checks the program's operations one by one before it runs them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from p_vision.errors import ArgumentError
from p_vision.saving.rounding import in_bytes, out_of_bytes

__all__ = ["ENDING", "DemoWeight", "read_demo_weights", "write_demo"]

#: How such a file's name ends; `web/demo/file.ts` reads the same form.
ENDING = ".pvdemo"
_MARK = b"p_vision"
_VERSION = 1
_START = len(_MARK) + 8


class DemoWeight(NamedTuple):
    """One array that the program takes.

    Args:
        name: Its name in files of weights; "" for a constant of the program.
        array: Its numbers.
        axes: The axes of its output channels.
    """

    name: str
    array: Any
    axes: Sequence[int] = (-1,)


def write_demo(
    described: Mapping[str, Any], weights: Sequence[DemoWeight], precision: str = "float32"
) -> bytes:
    """Make the bytes of a file.

    Args:
        described: Everything but the weights: "title", "widget", "names", "program" (text),
            "version"; plain values.
        weights: The program's constants, then its variables.
        precision: "float32", "float16" or "int8".

    Raises:
        ArgumentError: Weights that are no numbers, or an unknown precision.

    >>> import numpy
    >>> data = write_demo({"title": "Line"}, [DemoWeight("dense.kernel", numpy.ones((1, 1), "f4"))])
    >>> read_demo_weights(data)["dense.kernel"].tolist()
    [[1.0]]
    """
    entries, parts = [], []
    for name, array, axes in weights:
        entry, data = in_bytes(array, precision, axes)
        entries.append({"name": name, **entry, "bytes": len(data)})
        parts.append(data)
    header = {**described, "precision": precision, "weights": entries}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    sizes = _VERSION.to_bytes(4, "little") + len(text).to_bytes(4, "little")
    return b"".join([_MARK, sizes, text, *parts])


def read_demo_weights(data: bytes, filename: str = "the file") -> dict[str, Any]:
    """The weights in a file as numpy arrays, by name.

    Args:
        data: The file's bytes.
        filename: What it is called, for messages.

    Raises:
        ArgumentError: It is no demo, damaged, or of a newer version.
    """
    if len(data) < _START or not data.startswith(_MARK):
        raise ArgumentError(f"'{filename}' is no demo of a model.")
    version = int.from_bytes(data[len(_MARK) : len(_MARK) + 4], "little")
    if version > _VERSION:
        raise ArgumentError(f"'{filename}' was made by a newer version of p_vision.")
    begin = _START + int.from_bytes(data[len(_MARK) + 4 : _START], "little")
    found = {}
    try:
        for entry in json.loads(data[_START:begin])["weights"]:
            end = begin + int(entry["bytes"])
            if end > len(data):
                raise ValueError
            if entry["name"]:
                found[str(entry["name"])] = out_of_bytes(entry, data[begin:end])
            begin = end
    except (ValueError, KeyError, TypeError):
        raise ArgumentError(f"'{filename}' is damaged: a part of it is missing.") from None
    return found
