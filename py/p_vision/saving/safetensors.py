"""The safetensors format: eight bytes with the length of a header, JSON, then the numbers.

The header names each tensor with its number type, its shape and where its bytes begin and end.
Numbers are little endian.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from p_vision.errors import ArgumentError

__all__ = ["read_safetensors", "write_safetensors"]

_TYPES = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    "I64": "<i8",
    "I32": "<i4",
    "I16": "<i2",
    "I8": "<i1",
    "U8": "<u1",
    "BOOL": "?",
}
_NAMES = {text.lstrip("<"): name for name, text in _TYPES.items()} | {"b1": "BOOL"}


def write_safetensors(tensors: Mapping[str, Any]) -> bytes:
    """Make the bytes of a file.

    Args:
        tensors: Numpy arrays by name.

    Example:
        >>> import numpy
        >>> data = write_safetensors({"w": numpy.ones((2,), "float32")})
        >>> read_safetensors(data)["w"].tolist()
        [1.0, 1.0]
    """
    header: dict[str, Any] = {"__metadata__": {"format": "keras"}}
    parts: list[bytes] = []
    end = 0
    for name, array in tensors.items():
        data = array.tobytes()
        kind = _NAMES[array.dtype.str.lstrip("<|=")]
        header[name] = {
            "dtype": kind,
            "shape": list(array.shape),
            "data_offsets": [end, end + len(data)],
        }
        end += len(data)
        parts.append(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    # The numbers begin at a multiple of eight.
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text + b"".join(parts)


def read_safetensors(data: bytes, filename: str = "the file") -> dict[str, Any]:
    """Read all tensors of a file as numpy arrays.

    Args:
        data: The file's bytes.
        filename: What it is called, for messages.

    Raises:
        ArgumentError: It is no safetensors file, or damaged.
    """
    import numpy

    length = int.from_bytes(data[:8], "little")
    try:
        if len(data) < 8 or length > len(data) - 8:
            raise ValueError
        header = json.loads(data[8 : 8 + length])
        found = {}
        for name, entry in header.items():
            if name == "__metadata__":
                continue
            begin, end = entry["data_offsets"]
            raw = data[8 + length + begin : 8 + length + end]
            found[name] = _array(numpy, raw, entry)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ArgumentError(
            f"'{filename}' is no safetensors file, or its end is missing."
        ) from None
    return found


def _array(numpy: Any, raw: bytes, entry: Mapping[str, Any]) -> Any:
    if entry["dtype"] == "BF16":
        # The upper half of a float32.
        wide = numpy.frombuffer(raw, "<u2").astype("<u4") << 16
        return wide.view("<f4").reshape(entry["shape"])
    return numpy.frombuffer(raw, _TYPES[entry["dtype"]]).reshape(entry["shape"])
