"""Axes in another size: each new value is a weighted mean of the old ones near it.

The weights make one matrix for each axis, so a change of size is two products of matrices.
"""

from __future__ import annotations

import math
from typing import Any

from p_vision.errors import ArgumentError
from p_vision.ops._apply import as_tensor, composite
from p_vision.ops.arrangement import moveaxis
from p_vision.ops.linalg import tensordot

__all__ = ["METHODS", "resampled", "scale_and_translate"]


def _triangle(x: Any) -> Any:
    import numpy

    return numpy.maximum(0.0, 1.0 - x)


def _cubic(x: Any) -> Any:
    """Keys, "Cubic convolution interpolation" (1981), with a = -1/2."""
    import numpy

    near = ((1.5 * x - 2.5) * x) * x + 1.0
    far = ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0
    return numpy.where(x >= 2.0, 0.0, numpy.where(x >= 1.0, far, near))


def _lanczos(radius: int) -> Any:
    def kernel(x: Any) -> Any:
        import numpy

        safe = numpy.where(x > 1e-3, x, 1.0)
        wave = radius * numpy.sin(math.pi * safe) * numpy.sin(math.pi * safe / radius)
        found = numpy.where(x > 1e-3, wave / (math.pi * safe) ** 2, 1.0)
        return numpy.where(x > radius, 0.0, found)

    return kernel


METHODS = {
    "linear": _triangle,
    "bilinear": _triangle,
    "trilinear": _triangle,
    "cubic": _cubic,
    "bicubic": _cubic,
    "tricubic": _cubic,
    "lanczos3": _lanczos(3),
    "lanczos5": _lanczos(5),
}


def _weights(
    before: int, after: int, scale: float, shift: float, method: str, antialias: bool
) -> Any:
    """A matrix of shape (before, after)."""
    import numpy

    wide = max(1.0 / scale, 1.0) if antialias else 1.0
    places = (numpy.arange(after) + 0.5 - shift) / scale - 0.5
    distance = numpy.abs(places[None, :] - numpy.arange(before)[:, None]) / wide
    found = METHODS[method](distance)
    total = found.sum(0, keepdims=True)
    found = numpy.where(numpy.abs(total) > 1e-4, found / numpy.where(total == 0, 1, total), 0.0)
    return numpy.where((places >= -0.5) & (places <= before - 0.5), found, 0.0).astype("float32")


def resampled(
    x: Any, axis: int, after: int, scale: float, shift: float, method: str, antialias: bool
) -> Any:
    """A tensor with another size along one axis.

    Args:
        x: A float32 tensor.
        axis: The axis.
        after: Its new size.
        scale: How much longer things become.
        shift: How far they move, in new values.
        method: One of `METHODS`.
        antialias: Whether a smaller result takes the mean of what it leaves out.
    """
    matrix = _weights(int(x.shape[axis]), after, scale, shift, method, antialias)
    return moveaxis(tensordot(x, matrix, axes=[[axis], [0]]), -1, axis)


@composite
def scale_and_translate(
    images: Any,
    output_shape: Any,
    scale: Any,
    translation: Any,
    spatial_dims: Any,
    method: str,
    antialias: bool = True,
) -> Any:
    """A tensor stretched and moved along some of its axes.

    Args:
        images: A tensor of any shape.
        output_shape: The shape of the result.
        scale: How much longer things become along each of these axes.
        translation: How far they move.
        spatial_dims: The axes.
        method: ``"linear"``, ``"cubic"``, ``"lanczos3"`` or ``"lanczos5"``.
        antialias: Whether a smaller result takes the mean of what it leaves
            out. Defaults to True.

    Returns:
        A float32 tensor of shape `output_shape`.

    Raises:
        ArgumentError: for another method.

    Example:
        >>> from p_vision import ops
        >>> ops.image.scale_and_translate([0.0, 2.0], (4,), [2.0], [0.0], (0,), "linear").tolist()
        [0.0, 0.5, 1.5, 2.0]
    """
    if method not in METHODS:
        raise ArgumentError(
            f"scale_and_translate: method is one of {', '.join(METHODS)}; it is {method!r}."
        )
    x = as_tensor(images) * 1.0
    for axis, factor, shift in zip(spatial_dims, scale, translation, strict=True):
        size = int(output_shape[axis])
        x = resampled(x, axis, size, float(factor), float(shift), method, antialias)
    return x
