"""What a layer has learned: filters and units as images, other weights as histograms."""

from typing import Any

import numpy as np

from p_vision.show.histograms import histogram
from p_vision.show.pictures import images

_MOST = 32
_SMALLEST = 3


def weights(layer: Any) -> None:
    """Show the weights of a layer.

    Filters of a convolution are shown as images, one for each output, summed over the input's
    channels where these are not one or three; units of a dense layer likewise where its inputs
    form a square, such as the 784 pixels of a digit. All else is shown as histograms.

    Args:
        layer: a built layer or a model.

    Raises:
        ValueError: if it has no weights.
    """
    kernels = [np.asarray(variable) for variable in getattr(layer, "weights", ())]
    if not kernels:
        name = getattr(layer, "name", type(layer).__name__)
        raise ValueError(f"The layer {name!r} has no weights to show; it has learned nothing.")
    pictures = None if hasattr(layer, "layers") else as_images(kernels[0])
    if pictures is not None:
        images(pictures, labels=range(len(pictures)), count=_MOST)
    histogram(layer)


def as_images(kernel: np.ndarray) -> np.ndarray | None:
    """A kernel as images, or None where it has no two sides.

    >>> as_images(np.zeros((3, 3, 1, 8))).shape, as_images(np.zeros((784, 10))).shape
    ((8, 3, 3, 1), (10, 28, 28, 1))
    >>> as_images(np.zeros((5, 2))) is None
    True
    """
    if kernel.ndim == 4 and min(kernel.shape[:2]) >= 2:
        filters: np.ndarray = np.moveaxis(kernel, -1, 0)
        return filters if filters.shape[-1] in (1, 3) else filters.sum(axis=-1, keepdims=True)
    if kernel.ndim == 2:
        side = round(float(kernel.shape[0]) ** 0.5)
        if side >= _SMALLEST and side * side == kernel.shape[0]:
            units: np.ndarray = kernel.T.reshape(-1, side, side, 1)
            return units
    return None
