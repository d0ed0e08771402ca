"""Waves: discrete Fourier transforms, and signals cut into windows.

X[k] = sum_j x[j] exp(-2 pi i j k / n). Up to 128 values it is one product with a matrix; longer
axes are split into two shorter transforms (Cooley and Tukey, 1965). Complex numbers are pairs of
real tensors.
"""

from __future__ import annotations

import math
from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.ops._apply import apply, as_tensor, composite, unary
from p_vision.ops.arrangement import flip, pad, swapaxes, transpose
from p_vision.ops.creation import zeros
from p_vision.ops.indexing import take, where
from p_vision.ops.linalg import matmul
from p_vision.ops.shapes import concatenate, reshape

__all__ = [
    "extract_sequences",
    "fft",
    "fft2",
    "ifft2",
    "irfft",
    "istft",
    "rfft",
    "stft",
]

#: The longest axis that is one product with a matrix.
_SHORT = 128


def _waves(rows: int, columns: int, length: int) -> tuple[Any, Any]:
    """Cosine and sine of 2 pi j k / length."""
    import numpy

    turns = numpy.outer(numpy.arange(rows), numpy.arange(columns)) % length
    angle = turns * (2 * math.pi / length)
    # Rounded, so that multiples of a quarter turn give whole numbers.
    cosine, sine = numpy.cos(angle).round(15), numpy.sin(angle).round(15)
    return cosine.astype("float32"), sine.astype("float32")


def _turned(re: Any, im: Any, cosine: Any, sine: Any, product: Any) -> tuple[Any, Any]:
    if im is None:
        return product(re, cosine), -product(re, sine)
    real = product(re, cosine) + product(im, sine)
    return real, product(im, cosine) - product(re, sine)


def _transform(re: Any, im: Any) -> tuple[Any, Any]:
    """The transform along the last axis; `im` may be None for zeros."""
    size = re.shape[-1]
    short = next((n for n in range(math.isqrt(size), 1, -1) if size % n == 0), 1)
    if size <= _SHORT or short == 1:
        return _turned(re, im, *_waves(size, size, size), matmul)
    long = size // short
    lead = re.shape[:-1]
    parts = [
        None if part is None else swapaxes(reshape(part, (*lead, short, long)), -1, -2)
        for part in (re, im)
    ]
    real, imag = _transform(*parts)
    real, imag = swapaxes(real, -1, -2), swapaxes(imag, -1, -2)
    real, imag = _turned(real, imag, *_waves(short, long, size), lambda a, b: a * b)
    real, imag = _transform(real, imag)
    return tuple(reshape(swapaxes(part, -1, -2), (*lead, size)) for part in (real, imag))


def _pair(x: Any, op: str) -> tuple[Any, Any]:
    if not isinstance(x, tuple | list) or len(x) != 2:
        raise ArgumentError(f"{op} takes a pair: the real and the imaginary part.")
    re, im = as_tensor(x[0]) * 1.0, as_tensor(x[1]) * 1.0
    if tuple(re.shape) != tuple(im.shape):
        raise ShapeError(
            f"{op}: the real part has shape {re.shape} and the imaginary part {im.shape}."
        )
    return re, im


@composite
def fft(x: Any) -> tuple[Any, Any]:
    """The discrete Fourier transform along the last axis.

    Args:
        x: A pair of tensors of one shape: real and imaginary part.

    Returns:
        A pair of float32 tensors of that shape.

    Example:
        >>> from p_vision import ops
        >>> [part.tolist() for part in ops.fft(([1.0, 1.0], [0.0, 0.0]))]
        [[2.0, 0.0], [0.0, 0.0]]
    """
    return _transform(*_pair(x, "fft"))


@composite
def fft2(x: Any) -> tuple[Any, Any]:
    """The discrete Fourier transform along the last two axes.

    Args:
        x: A pair of tensors of one shape: real and imaginary part.

    Returns:
        A pair of float32 tensors of that shape.

    Example:
        >>> from p_vision import ops
        >>> ops.fft2((ops.ones((2, 2)), ops.zeros((2, 2))))[0].tolist()
        [[4.0, 0.0], [0.0, 0.0]]
    """
    re, im = _transform(*_pair(x, "fft2"))
    re, im = _transform(swapaxes(re, -1, -2), swapaxes(im, -1, -2))
    return swapaxes(re, -1, -2), swapaxes(im, -1, -2)


@composite
def ifft2(x: Any) -> tuple[Any, Any]:
    """The way back from `fft2`.

    Args:
        x: A pair of tensors of one shape: real and imaginary part.

    Returns:
        A pair of float32 tensors of that shape.

    Example:
        >>> from p_vision import ops
        >>> ops.ifft2(([[4.0, 0.0], [0.0, 0.0]], ops.zeros((2, 2))))[0].tolist()
        [[1.0, 1.0], [1.0, 1.0]]
    """
    re, im = _pair(x, "ifft2")
    # With real and imaginary part swapped, the way there is the way back.
    back_im, back_re = fft2((im, re))
    count = 1.0 / (re.shape[-1] * re.shape[-2])
    return back_re * count, back_im * count


@composite
def rfft(x: Any, fft_length: int | None = None) -> tuple[Any, Any]:
    """The discrete Fourier transform of real numbers: its first half.

    Args:
        x: A tensor of shape (..., n).
        fft_length: The values are cut off there, or filled up with zeros to
            it; None takes n.

    Returns:
        A pair of float32 tensors of shape (..., fft_length // 2 + 1).

    Example:
        >>> from p_vision import ops
        >>> [part.tolist() for part in ops.rfft([1.0, 1.0])]
        [[2.0, 0.0], [0.0, 0.0]]
    """
    x = as_tensor(x) * 1.0
    size = x.shape[-1] if fft_length is None else int(fft_length)
    re, im = _transform(_fitted(x, size), None)
    half = size // 2 + 1
    return re[..., :half], im[..., :half] + 0.0


def _fitted(x: Any, size: int) -> Any:
    if x.shape[-1] >= size:
        return x[..., :size]
    return pad(x, [(0, 0)] * (len(x.shape) - 1) + [(0, size - x.shape[-1])])


@composite
def irfft(x: Any, fft_length: int | None = None) -> Any:
    """The way back from `rfft`.

    Args:
        x: A pair of tensors of shape (..., n): real and imaginary part.
        fft_length: How many values come out; None takes 2 * (n - 1).

    Returns:
        A float32 tensor of shape (..., fft_length).

    Example:
        >>> from p_vision import ops
        >>> ops.irfft(([2.0, 0.0], [0.0, 0.0])).tolist()
        [1.0, 1.0]
    """
    re, im = _pair(x, "irfft")
    size = 2 * (re.shape[-1] - 1) if fft_length is None else int(fft_length)
    half = size // 2 + 1
    re, im = _fitted(re, half), _fitted(im, half)
    mirrored = slice(1, size - half + 1)
    if size > half:
        re = concatenate([re, flip(re[..., mirrored], -1)], -1)
        im = concatenate([im, -flip(im[..., mirrored], -1)], -1)
    # The real part of the way back is the imaginary one of the swapped way there.
    return _transform(im, re)[1] * (1.0 / size)


@composite
def extract_sequences(x: Any, sequence_length: int, sequence_stride: int) -> Any:
    """Windows of a signal, one after the other.

    Args:
        x: A tensor of shape (..., n).
        sequence_length: The length of a window.
        sequence_stride: How far a window starts from the one before.

    Returns:
        A tensor of shape (..., windows, sequence_length).

    Example:
        >>> from p_vision import ops
        >>> ops.extract_sequences([1, 2, 3, 4], 2, 1).tolist()
        [[1, 2], [2, 3], [3, 4]]
    """
    x = as_tensor(x)
    count = (x.shape[-1] - sequence_length) // sequence_stride + 1
    if count < 1:
        raise ShapeError(
            f"extract_sequences: a window of {sequence_length} does not fit into shape {x.shape}."
        )
    return take(x, _places(count, sequence_length, sequence_stride), axis=-1)


def _places(count: int, length: int, stride: int) -> Any:
    import numpy

    found = numpy.arange(count)[:, None] * stride + numpy.arange(length)
    return found.astype("int32")


def _window(window: Any, length: int, fft_length: int) -> Any:
    """The window's weights, with zeros on both sides up to the length of the transform."""
    import numpy

    if fft_length < length:
        raise ArgumentError(
            f"fft_length ({fft_length}) must be at least sequence_length ({length})."
        )
    if window is None:
        return numpy.ones(fft_length, "float32")
    if isinstance(window, str):
        if window not in ("hann", "hamming"):
            raise ArgumentError(f"window is 'hann', 'hamming', None or a tensor, not {window!r}.")
        share = 0.5 if window == "hann" else 0.54
        angle = numpy.arange(length) * (2 * math.pi / length)
        window = (share - (1 - share) * numpy.cos(angle)).astype("float32")
    weights = as_tensor(window) * 1.0
    if tuple(weights.shape) != (length,):
        raise ShapeError(f"The window has shape {weights.shape}; it needs ({length},).")
    left = (fft_length - length) // 2
    return pad(weights, [(left, fft_length - length - left)])


@composite
def stft(
    x: Any,
    sequence_length: int,
    sequence_stride: int,
    fft_length: int,
    window: Any = "hann",
    center: bool = True,
) -> tuple[Any, Any]:
    """The Fourier transforms of the windows of a signal.

    Args:
        x: A tensor of shape (..., n).
        sequence_length: The length of a window.
        sequence_stride: How far a window starts from the one before.
        fft_length: The length of each transform, at least that of a window.
        window: ``"hann"``, ``"hamming"``, None, or weights of shape (sequence_length,).
        center: Whether windows stand around their place, the ends mirrored.
            Defaults to True.

    Returns:
        A pair of float32 tensors of shape (..., windows, fft_length // 2 + 1).

    Example:
        >>> from p_vision import ops
        >>> ops.stft(ops.ones((16,)), 4, 2, 4)[0].shape
        (9, 3)
    """
    x = as_tensor(x) * 1.0
    if center:
        half = fft_length // 2
        x = pad(x, [(0, 0)] * (len(x.shape) - 1) + [(half, half)], mode="reflect")
    weights = _window(window, sequence_length, fft_length)
    return rfft(extract_sequences(x, fft_length, sequence_stride) * weights)


@composite
def istft(
    x: Any,
    sequence_length: int,
    sequence_stride: int,
    fft_length: int,
    length: int | None = None,
    window: Any = "hann",
    center: bool = True,
) -> Any:
    """The way back from `stft`: windows added up where they overlap.

    Args:
        x: A pair of tensors of shape (..., windows, fft_length // 2 + 1).
        sequence_length: As for `stft`.
        sequence_stride: As for `stft`.
        fft_length: As for `stft`.
        length: How many values are wanted; None for all.
        window: As for `stft`.
        center: As for `stft`.

    Returns:
        A float32 tensor of shape (..., n).

    Example:
        >>> from p_vision import ops
        >>> wave = ops.istft(ops.stft(ops.ones((16,)), 4, 2, 4), 4, 2, 4)
        >>> print(wave.numpy().round(3))
        [1. 1. 1. 1. 1. 1. 1. 1. 1. 1. 1. 1. 1. 1. 1. 1.]
    """
    weights = as_tensor(_window(window, sequence_length, fft_length))
    frames = irfft(x, fft_length)
    if len(frames.shape) < 2:
        raise ShapeError("istft takes a pair of tensors of shape (..., windows, values).")
    count = frames.shape[-2]
    total = fft_length + sequence_stride * (count - 1)
    places = reshape(_places(count, fft_length, sequence_stride), (-1,))
    lead = frames.shape[:-2]
    rows = transpose(reshape(frames * weights, (-1, count * fft_length)))
    added = apply("scatter_add", (zeros((total, rows.shape[-1])), places, rows))
    weight = reshape(unary("square", weights) + zeros((count, 1)), (-1, 1))
    norm = apply("scatter_add", (zeros((total, 1)), places, weight))
    found = transpose(added / where(norm > 1e-10, norm, 1.0))
    if window is None:
        found = found * (fft_length / sequence_stride)
    start = fft_length // 2 if center else 0
    stop = total - start if length is None else min(start + length, total)
    return reshape(found[:, start:stop], (*lead, stop - start))
