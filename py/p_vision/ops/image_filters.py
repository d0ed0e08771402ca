"""Windows that slide over images: blur, edges, patches, likeness."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.ops._apply import as_tensor, composite, encode, unary
from p_vision.ops.arrangement import moveaxis, transpose
from p_vision.ops.convolution import conv, depthwise_conv
from p_vision.ops.creation import eye
from p_vision.ops.shapes import reshape, stack

__all__ = ["extract_patches", "extract_patches_3d", "gaussian_blur", "sobel_edges", "ssim"]


def _batched(images: Any, data_format: str | None, rank: int, op: str) -> tuple[Any, bool]:
    x = as_tensor(images) * 1.0
    if len(x.shape) not in (rank + 1, rank + 2):
        raise ShapeError(f"{op} takes {rank + 1} axes, or {rank + 2} with a batch, not {x.shape}.")
    alone = len(x.shape) == rank + 1
    if alone:
        x = reshape(x, (1, *x.shape))
    return (moveaxis(x, 1, -1) if data_format == "channels_first" else x), alone


def _returned(x: Any, alone: bool, data_format: str | None) -> Any:
    if data_format == "channels_first":
        x = moveaxis(x, -1, 1)
    return reshape(x, tuple(x.shape[1:])) if alone else x


def _bell(size: int, sigma: float) -> Any:
    import numpy

    values = numpy.exp(-0.5 * ((numpy.arange(size) - (size - 1) / 2) / float(sigma)) ** 2)
    return values / values.sum()


@composite
def gaussian_blur(
    images: Any,
    kernel_size: Any = (3, 3),
    sigma: Any = (1.0, 1.0),
    data_format: str | None = None,
) -> Any:
    """Images out of focus.

    Args:
        images: A tensor of shape (height, width, channels), or a batch of them.
        kernel_size: The width and height of the window. Defaults to (3, 3).
        sigma: How wide the blur is, across and down. Defaults to (1.0, 1.0).
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.image.gaussian_blur(ops.ones((4, 4, 3))).shape
        (4, 4, 3)
    """
    import numpy

    x, alone = _batched(images, data_format, 2, "gaussian_blur")
    across, down = (_bell(int(size), float(s)) for size, s in zip(kernel_size, sigma, strict=True))
    kernel = numpy.outer(down, across)[..., None, None].repeat(x.shape[-1], 2).astype("float32")
    return _returned(depthwise_conv(x, kernel, padding="same"), alone, data_format)


@composite
def sobel_edges(images: Any, data_format: str | None = None) -> Any:
    """How much images change down and across, by Sobel's windows.

    Args:
        images: A batch of shape (batch, height, width, channels).
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of the shape of `images` with a last axis of 2: down, across.

    Example:
        >>> from p_vision import ops
        >>> ops.image.sobel_edges(ops.ones((1, 4, 4, 3))).shape
        (1, 4, 4, 3, 2)
    """
    import numpy

    x, alone = _batched(images, data_format, 2, "sobel_edges")
    across = numpy.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], "float32")
    edges = [
        _returned(
            depthwise_conv(x, kernel[..., None, None].repeat(x.shape[-1], 2), padding="same"),
            alone,
            data_format,
        )
        for kernel in (across.T, across)
    ]
    return stack(edges, -1)


@composite
def extract_patches(
    images: Any,
    size: Any,
    strides: Any = None,
    dilation_rate: Any = 1,
    padding: str = "valid",
    data_format: str | None = None,
) -> Any:
    """Patches of images, each with its values in one row.

    Args:
        images: A tensor of shape (height, width, channels), or a batch of them;
            with three sizes (depth, height, width, channels).
        size: The height and width of a patch, or one number for both.
        strides: How far a patch stands from the one before; None for side by side.
        dilation_rate: The distance of a patch's pixels. Defaults to 1.
        padding: ``"valid"``, or ``"same"`` with zeros at the border.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of shape (rows, columns, values of a patch), or a batch of it.

    Example:
        >>> from p_vision import ops
        >>> ops.image.extract_patches(ops.ones((4, 4, 3)), 2).shape
        (2, 2, 12)
    """
    sizes = (size, size) if isinstance(size, int) else tuple(int(part) for part in size)
    if len(sizes) not in (2, 3):
        raise ArgumentError(f"extract_patches: size has 2 or 3 numbers; it is {size!r}.")
    x, alone = _batched(images, data_format, len(sizes), "extract_patches")
    count = x.shape[-1]
    for part in sizes:
        count *= part
    kernel = reshape(eye(count), (*sizes, x.shape[-1], count))
    found = conv(x, kernel, strides or sizes, padding, None, dilation_rate)
    return _returned(found, alone, data_format)


@composite
def extract_patches_3d(
    volumes: Any,
    size: Any,
    strides: Any = None,
    dilation_rate: Any = 1,
    padding: str = "valid",
    data_format: str | None = None,
) -> Any:
    """Patches of volumes, each with its values in one row.

    Args:
        volumes: A tensor of shape (depth, height, width, channels), or a batch of them.
        size: Depth, height and width of a patch, or one number for all.
        strides: As for `extract_patches`.
        dilation_rate: As for `extract_patches`.
        padding: As for `extract_patches`.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of shape (depth, rows, columns, values of a patch), or a batch of it.

    Example:
        >>> from p_vision import ops
        >>> ops.image.extract_patches_3d(ops.ones((4, 4, 4, 1)), 2).shape
        (2, 2, 2, 8)
    """
    sizes = (size,) * 3 if isinstance(size, int) else tuple(size)
    return extract_patches(volumes, sizes, strides, dilation_rate, padding, data_format)


@composite
def ssim(
    image1: Any,
    image2: Any,
    max_val: float = 1.0,
    filter_size: int = 11,
    filter_sigma: float = 1.5,
    k1: float = 0.01,
    k2: float = 0.03,
    data_format: str | None = None,
) -> Any:
    """How alike images look: 1 for the same.

    Args:
        image1: A tensor of shape (height, width, channels), or a batch of them.
        image2: A tensor of the same shape.
        max_val: The largest value a pixel can have. Defaults to 1.0.
        filter_size: The side of the window. Defaults to 11.
        filter_sigma: How wide its bell is. Defaults to 1.5.
        k1: Keeps the comparison of means steady. Defaults to 0.01.
        k2: Keeps the comparison of contrasts steady. Defaults to 0.03.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of shape (batch,), or () for one image.

    Source:
        Wang et al., "Image quality assessment: from error visibility to structural similarity"
        (2004).

    Example:
        >>> from p_vision import ops
        >>> round(ops.image.ssim(ops.ones((12, 12, 1)), ops.ones((12, 12, 1))).item(), 3)
        1.0
    """
    import numpy

    first, alone = _batched(image1, data_format, 2, "ssim")
    second, _ = _batched(image2, data_format, 2, "ssim")
    bell = _bell(filter_size, filter_sigma)
    kernel = numpy.outer(bell, bell)[..., None, None].astype("float32")
    batch, height, width = first.shape[:3]

    def plane(x: Any) -> Any:
        return reshape(transpose(x, (0, 3, 1, 2)), (-1, height, width, 1))

    def mean(x: Any) -> Any:
        return depthwise_conv(x, kernel, padding="valid")

    a, b = plane(first), plane(second)
    mean_a, mean_b = mean(a), mean(b)
    both = mean_a * mean_b
    squares = mean_a * mean_a + mean_b * mean_b
    spread = mean(a * a) + mean(b * b) - squares
    shared = mean(a * b) - both
    c1, c2 = (k1 * max_val) ** 2, (k2 * max_val) ** 2
    found = ((both * 2.0 + c1) * (shared * 2.0 + c2)) / ((squares + c1) * (spread + c2))
    found = reshape(found, (batch, -1))
    found = unary("mean", found, encode(axes=(1,), keepdims=False))
    return reshape(found, ()) if alone else found
