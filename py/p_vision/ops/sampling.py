"""Images looked up at places between their pixels: moved, turned, bent.

A place between pixels is the mean of those around it, weighted by how near they are.
"""

from __future__ import annotations

import itertools
from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.ops._apply import as_tensor, binary, composite, encode, unary
from p_vision.ops.arrangement import moveaxis, transpose
from p_vision.ops.conversion import cast
from p_vision.ops.indexing import take, where
from p_vision.ops.scattering import flat_index
from p_vision.ops.shapes import concatenate, expand_dims, reshape, stack

__all__ = ["affine_transform", "elastic_transform", "map_coordinates", "perspective_transform"]

_ORDERS = {"nearest": 0, "bilinear": 1}
_FILL_MODES = ("constant", "nearest", "wrap", "mirror", "reflect")


def _floor_mod(index: Any, size: int) -> Any:
    return binary("mod", index, size)


def _mirrored(index: Any, size: int) -> Any:
    half = size - 1
    if half == 0:
        return index * 0
    return unary("abs", _floor_mod(index + half, 2 * half) - half)


def _inside(index: Any, size: int, mode: str) -> Any:
    """The pixel that stands for one beyond the border."""
    if mode == "wrap":
        return _floor_mod(index, size)
    if mode == "mirror":
        return _mirrored(index, size)
    if mode == "reflect":
        return binary("floor_divide", _mirrored(index * 2 + 1, 2 * size + 1) - 1, 2)
    return unary("clip", index, encode(min=0, max=size - 1))


def _looked_up(images: Any, places: list[Any], order: int, mode: str, fill_value: Any) -> Any:
    """Rows of pixels at places.

    Args:
        images: (batch, *sizes, channels).
        places: for each axis of places, numbers of shape (batch, count).
    """
    sizes = tuple(images.shape[1:-1])
    batch, channels = images.shape[0], images.shape[-1]
    pixels = 1
    for size in sizes:
        pixels *= size
    rows = reshape(images, (batch * pixels, channels))
    from p_vision.ops.ranges import arange

    first = expand_dims(arange(batch) * pixels, -1)
    corners = [_corners(place, order) for place in places]
    found: Any = None
    for corner in itertools.product(*corners):
        there: Any = None
        weight: Any = 1.0
        inside = []
        for (index, share), size in zip(corner, sizes, strict=True):
            if mode == "constant":
                valid = binary("logical_and", index >= 0, index < size)
                there = valid if there is None else binary("logical_and", there, valid)
            inside.append(_inside(index, size, mode))
            weight = share if isinstance(weight, float) else weight * share
        index = flat_index(inside, sizes) + first
        values = reshape(take(rows, reshape(index, (-1,)), axis=0), (*index.shape, channels))
        if there is not None:
            values = where(expand_dims(there, -1), values, fill_value)
        part = values if order == 0 else values * expand_dims(weight, -1)
        found = part if found is None else found + part
    return found


def _corners(place: Any, order: int) -> list[tuple[Any, Any]]:
    if order == 0:
        # Halves go away from zero.
        away = unary("floor", unary("abs", place) + 0.5) * unary("sign", place)
        return [(cast(away, "int32"), 1.0)]
    low = unary("floor", place)
    share = place - low
    index = cast(low, "int32")
    return [(index, 1.0 - share), (index + 1, share)]


def _chosen(interpolation: str, fill_mode: str, op: str) -> int:
    if interpolation not in _ORDERS:
        raise ArgumentError(
            f"{op}: interpolation is 'bilinear' or 'nearest'; it is {interpolation!r}."
        )
    if fill_mode not in _FILL_MODES:
        raise ArgumentError(
            f"{op}: fill_mode is one of {', '.join(_FILL_MODES)}; it is {fill_mode!r}."
        )
    return _ORDERS[interpolation]


def _batched(images: Any, data_format: str | None, op: str) -> tuple[Any, bool]:
    """Float images as (batch, height, width, channels), and whether there was one alone."""
    x = as_tensor(images) * 1.0
    if len(x.shape) not in (3, 4):
        raise ShapeError(
            f"{op} takes (height, width, channels) or a batch of it; this has shape {x.shape}."
        )
    alone = len(x.shape) == 3
    if alone:
        x = expand_dims(x, 0)
    return (moveaxis(x, 1, -1) if data_format == "channels_first" else x), alone


def _returned(x: Any, alone: bool, data_format: str | None) -> Any:
    if data_format == "channels_first":
        x = moveaxis(x, -1, 1)
    return reshape(x, tuple(x.shape[1:])) if alone else x


def _grid(height: int, width: int) -> tuple[Any, Any]:
    """Row and column of each pixel, of shape (1, height * width)."""
    import numpy

    rows, columns = numpy.indices((height, width), dtype="float32").reshape(2, 1, -1)
    return rows, columns


@composite
def map_coordinates(
    inputs: Any, coordinates: Any, order: int, fill_mode: str = "constant", fill_value: Any = 0.0
) -> Any:
    """The values of a tensor at places between its entries.

    Args:
        inputs: A tensor of any shape but ().
        coordinates: For each axis of `inputs` the places along it, of shape (rank, ...).
        order: 1 weighs the neighbours, 0 takes the nearest.
        fill_mode: What is beyond the border: ``"constant"``, ``"nearest"``,
            ``"wrap"``, ``"mirror"`` or ``"reflect"``. Defaults to ``"constant"``.
        fill_value: The value there for ``"constant"``. Defaults to 0.

    Returns:
        A float32 tensor of shape ``coordinates.shape[1:]``.

    Raises:
        ShapeError: when there is not one row of places for each axis.

    Example:
        >>> from p_vision import ops
        >>> ops.image.map_coordinates([0.0, 10.0], [[0.5, 1.0]], order=1).tolist()
        [5.0, 10.0]
    """
    x, places = as_tensor(inputs) * 1.0, as_tensor(coordinates) * 1.0
    if len(places.shape) < 2 or places.shape[0] != len(x.shape):
        raise ShapeError(
            f"map_coordinates: coordinates need shape ({len(x.shape)}, ...), one row for each "
            f"axis of inputs; they have {places.shape}."
        )
    if order not in (0, 1):
        raise ArgumentError(f"map_coordinates: order is 0 or 1; it is {order!r}.")
    _chosen("bilinear", fill_mode, "map_coordinates")
    rows = [reshape(places[axis], (1, -1)) for axis in range(len(x.shape))]
    found = _looked_up(reshape(x, (1, *x.shape, 1)), rows, order, fill_mode, fill_value)
    return reshape(found, tuple(places.shape[1:]))


@composite
def affine_transform(
    images: Any,
    transform: Any,
    interpolation: str = "bilinear",
    fill_mode: str = "constant",
    fill_value: Any = 0,
    data_format: str | None = None,
) -> Any:
    """Images moved, turned and stretched.

    Args:
        images: A tensor of shape (height, width, channels), or a batch of them.
        transform: Eight numbers (a0, a1, a2, b0, b1, b2, c0, c1) for each image:
            output (x, y) shows input (a0 x + a1 y + a2, b0 x + b1 y + b2).
        interpolation: ``"bilinear"`` or ``"nearest"``. Defaults to ``"bilinear"``.
        fill_mode: What is beyond the border, as for `map_coordinates`.
        fill_value: The value there for ``"constant"``. Defaults to 0.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> right = [1.0, 0.0, -1.0, 0.0, 1.0, 0.0, 0.0, 0.0]
        >>> ops.image.affine_transform([[[1.0], [2.0]]], right).tolist()
        [[[0.0], [1.0]]]
    """
    order = _chosen(interpolation, fill_mode, "affine_transform")
    x, alone = _batched(images, data_format, "affine_transform")
    numbers = as_tensor(transform) * 1.0
    if len(numbers.shape) not in (1, 2) or numbers.shape[-1] != 8:
        raise ShapeError(f"affine_transform: transform has 8 numbers, not {numbers.shape}.")
    numbers = reshape(numbers, (-1, 8))
    a0, a1, a2, b0, b1, b2 = (numbers[:, k : k + 1] for k in range(6))
    rows, columns = _grid(*x.shape[1:3])
    down = columns * b0 + rows * b1 + b2
    right = columns * a0 + rows * a1 + a2
    if down.shape[0] != x.shape[0]:
        more = [(x.shape[0], down.shape[1])]
        down, right = (unary("broadcast_to", part, encode(shape=more[0])) for part in (down, right))
    found = _looked_up(x, [down, right], order, fill_mode, fill_value)
    return _returned(reshape(found, x.shape), alone, data_format)


@composite
def perspective_transform(
    images: Any,
    start_points: Any,
    end_points: Any,
    interpolation: str = "bilinear",
    fill_value: Any = 0,
    data_format: str | None = None,
) -> Any:
    """Images seen from another side: four points go to four others.

    Args:
        images: A tensor of shape (height, width, channels), or a batch of them.
        start_points: Four (x, y) in the image, of shape (4, 2) or (batch, 4, 2).
        end_points: Where they go.
        interpolation: ``"bilinear"`` or ``"nearest"``. Defaults to ``"bilinear"``.
        fill_value: The value beyond the border. Defaults to 0.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of the same shape.

    Raises:
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> corners = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]
        >>> ops.image.perspective_transform(ops.ones((2, 2, 1)), corners, corners).shape
        (2, 2, 1)
    """
    order = _chosen(interpolation, "constant", "perspective_transform")
    x, alone = _batched(images, data_format, "perspective_transform")
    start, end = as_tensor(start_points) * 1.0, as_tensor(end_points) * 1.0
    if tuple(start.shape[-2:]) != (4, 2) or tuple(start.shape) != tuple(end.shape):
        raise ShapeError(
            "perspective_transform: start_points and end_points have shape (4, 2) or "
            f"(batch, 4, 2); these have {start.shape} and {end.shape}."
        )
    numbers = _homography(reshape(start, (-1, 4, 2)), reshape(end, (-1, 4, 2)))
    t = [numbers[:, k : k + 1] for k in range(8)]
    rows, columns = _grid(*x.shape[1:3])
    below = t[6] * columns + t[7] * rows + 1.0
    right = (t[0] * columns + t[1] * rows + t[2]) / below
    down = (t[3] * columns + t[4] * rows + t[5]) / below
    if down.shape[0] != x.shape[0]:
        size = (x.shape[0], down.shape[1])
        down, right = (unary("broadcast_to", part, encode(shape=size)) for part in (down, right))
    found = _looked_up(x, [down, right], order, "constant", fill_value)
    return _returned(reshape(found, x.shape), alone, data_format)


def _homography(start: Any, end: Any) -> Any:
    """The eight numbers that take end points back to start points."""
    from p_vision.ops.equations import solve

    sx, sy = start[..., 0], start[..., 1]
    ex, ey = end[..., 0], end[..., 1]
    zero, one = ex * 0.0, ex * 0.0 + 1.0
    first = stack([ex, ey, one, zero, zero, zero, -sx * ex, -sx * ey], -1)
    second = stack([zero, zero, zero, ex, ey, one, -sy * ex, -sy * ey], -1)
    numbers = solve(concatenate([first, second], 1), expand_dims(concatenate([sx, sy], -1), -1))
    return reshape(numbers, (-1, 8))


@composite
def elastic_transform(
    images: Any,
    alpha: float = 20.0,
    sigma: float = 5.0,
    interpolation: str = "bilinear",
    fill_mode: str = "reflect",
    fill_value: Any = 0.0,
    seed: Any = None,
    data_format: str | None = None,
) -> Any:
    """Images bent by chance, as if printed on rubber.

    Args:
        images: A tensor of shape (height, width, channels), or a batch of them.
        alpha: How far pixels move. Defaults to 20.0.
        sigma: How smooth the movement is. Defaults to 5.0.
        interpolation: ``"bilinear"`` or ``"nearest"``. Defaults to ``"bilinear"``.
        fill_mode: What is beyond the border, as for `map_coordinates`.
        fill_value: The value there for ``"constant"``. Defaults to 0.0.
        seed: A whole number, a `SeedGenerator`, or None for the global one.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of the same shape.

    Source:
        Simard, Steinkraus, Platt, "Best practices for convolutional neural networks" (2003).

    Example:
        >>> from p_vision import ops
        >>> ops.image.elastic_transform(ops.ones((4, 4, 1)), seed=1).shape
        (4, 4, 1)
    """
    from p_vision.ops.image_filters import gaussian_blur
    from p_vision.random import normal

    order = _chosen(interpolation, fill_mode, "elastic_transform")
    x, alone = _batched(images, data_format, "elastic_transform")
    batch, height, width = x.shape[:3]
    side = int(6 * sigma) | 1
    moves = normal((batch, height, width, 2), stddev=sigma, seed=seed)
    moves = gaussian_blur(moves, (side, side), (sigma, sigma), "channels_last") * float(alpha)
    moves = transpose(reshape(moves, (batch, height * width, 2)), (2, 0, 1))
    rows, columns = _grid(height, width)
    found = _looked_up(x, [moves[1] + rows, moves[0] + columns], order, fill_mode, fill_value)
    return _returned(reshape(found, x.shape), alone, data_format)
