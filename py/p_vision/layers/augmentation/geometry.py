"""Images seen through a linear map: each pixel is read from another place.

in_x = a0 x + a1 y + a2, in_y = b0 x + b1 y + b2, between pixels by mixing the
four around ("bilinear") or by taking the nearest. Beyond the edges: "constant"
a value, "nearest" the edge, "reflect" (d c b a | a b c d), "wrap"
(a b c d | a b c d).
"""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.types import TensorLike

FILL_MODES = ("reflect", "wrap", "constant", "nearest")
INTERPOLATIONS = ("nearest", "bilinear")


def transformed(
    x: TensorLike, maps: TensorLike, interpolation: str, fill_mode: str, fill_value: float
) -> TensorLike:
    """Return the images as the maps see them.

    Args:
        x: (batch, height, width, channels), float32.
        maps: (batch, 6): a0, a1, a2, b0, b1, b2 for each image.
        interpolation: "bilinear" or "nearest".
        fill_mode: what lies beyond the edges.
        fill_value: the value for "constant".
    """
    batch, height, width, channels = x.shape
    columns = ops.reshape(ops.arange(width, dtype="float32"), (1, 1, width))
    rows = ops.reshape(ops.arange(height, dtype="float32"), (1, height, 1))
    a0, a1, a2, b0, b1, b2 = (ops.reshape(maps[:, place], (batch, 1, 1)) for place in range(6))
    across = a0 * columns + a1 * rows + a2
    down = b0 * columns + b1 * rows + b2
    pixels = ops.reshape(x, (batch * height * width, channels))
    start = ops.reshape(ops.arange(batch), (batch, 1, 1)) * (height * width)

    def read(row: TensorLike, column: TensorLike) -> TensorLike:
        y, x_place = ops.cast(row, "int32"), ops.cast(column, "int32")
        inside = None
        if fill_mode == "constant":
            inside = (y >= 0) & (y < height) & (x_place >= 0) & (x_place < width)
        places = start + _within(y, height, fill_mode) * width + _within(x_place, width, fill_mode)
        found = ops.take(pixels, places, axis=0)
        if inside is None:
            return found
        return ops.where(ops.expand_dims(inside, -1), found, float(fill_value))

    if interpolation == "nearest":
        return read(ops.round(down), ops.round(across))
    top, left = ops.floor(down), ops.floor(across)
    low, right = ops.expand_dims(down - top, -1), ops.expand_dims(across - left, -1)
    upper = read(top, left) * (1.0 - right) + read(top, left + 1.0) * right
    lower = read(top + 1.0, left) * (1.0 - right) + read(top + 1.0, left + 1.0) * right
    return upper * (1.0 - low) + lower * low


def _within(place: TensorLike, size: int, fill_mode: str) -> Any:
    """Return places within 0 .. size - 1 for those beyond the edges."""
    if fill_mode == "wrap":
        return ops.mod(place, size)
    if fill_mode == "reflect":
        return ops.floor_divide(_mirrored(2 * place + 1, 2 * size + 1) - 1, 2)
    return ops.clip(place, 0, size - 1)


def _mirrored(place: TensorLike, size: int) -> TensorLike:
    last = size - 1
    if last == 0:
        return ops.zeros_like(place)
    return ops.abs(ops.mod(place + last, 2 * last) - last)
