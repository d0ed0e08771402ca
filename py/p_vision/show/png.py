"""Small images as PNG, without a library for pictures."""

import base64
import struct
import zlib
from typing import Any

import numpy as np


def as_bytes(images: Any) -> np.ndarray:
    """Images of any number type as (count, height, width, channels) of bytes.

    Args:
        images: (count, height, width), with 1, 3 or 4 channels after it, or a single image of
            one or three channels. Bytes are taken as they are; other numbers are stretched from
            their least to their greatest, except that 0 to 1 stays 0 to 1.

    Raises:
        ValueError: if the shape is that of no image.

    >>> as_bytes([[0.0, 1.0]]).ravel().tolist()
    [0, 255]
    """
    values = np.asarray(images)
    if values.ndim == 2 or (values.ndim == 3 and values.shape[-1] in (1, 3)):
        values = values[None]
    if values.ndim == 3:
        values = values[..., None]
    if values.ndim != 4 or values.shape[-1] not in (1, 3, 4):
        raise ValueError(
            f"Images have the shape (count, height, width) or (count, height, width, 1 or 3); "
            f"these have {np.asarray(images).shape}."
        )
    if values.dtype == np.uint8 or values.size == 0:
        return values.astype(np.uint8)
    values = np.nan_to_num(values.astype("float64"))
    low, high = values.min(), values.max()
    if low >= 0 and high <= 1:
        low, high = 0.0, 1.0
    elif low >= 0 and 1 < high <= 255:
        low, high = 0.0, 255.0
    scaled: np.ndarray = np.rint((values - low) / ((high - low) or 1) * 255)
    return scaled.astype(np.uint8)


def png(image: np.ndarray) -> bytes:
    """One image of bytes, (height, width, channels), as a PNG file.

    >>> png(np.zeros((2, 2, 1), np.uint8))[1:4]
    b'PNG'
    """
    height, width, channels = image.shape
    kind = {1: 0, 3: 2, 4: 6}[channels]
    rows = np.concatenate(
        [np.zeros((height, 1), np.uint8), image.reshape(height, width * channels)], axis=1
    )
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def data_address(image: np.ndarray) -> str:
    """One image of bytes as an address that holds it."""
    return "data:image/png;base64," + base64.b64encode(png(image)).decode("ascii")
