"""MNIST: 70,000 grey pictures of handwritten digits, 28 x 28 pixels.

Source: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from p_vision.datasets.files import read_data_file
from p_vision.datasets.idx import array_from_idx

if TYPE_CHECKING:
    import numpy

    Bytes: TypeAlias = numpy.ndarray[Any, numpy.dtype[numpy.uint8]]

__all__ = ["load_data"]

_SHA256 = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}


def load_data(path: str = "mnist") -> tuple[tuple[Bytes, Bytes], tuple[Bytes, Bytes]]:
    """Load the digits and their labels.

    Args:
        path: The folder of the data set, under `data/` of the cache folder or of the page.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: pictures of shape `(60000, 28, 28)` and
        `(10000, 28, 28)` with values 0 to 255, and labels 0 to 9; all uint8.

    Raises:
        DatasetError: The files cannot be found, or are damaged.

    Reference: https://keras.io/api/datasets/mnist/

    Example:
        >>> from p_vision.datasets import mnist
        >>> (x_train, y_train), (x_test, y_test) = mnist.load_data()  # doctest: +SKIP
        >>> x_train.shape  # doctest: +SKIP
        (60000, 28, 28)
    """
    folder = path.removesuffix(".npz")
    x_train, y_train, x_test, y_test = (
        array_from_idx(read_data_file(folder, name, sha256)) for name, sha256 in _SHA256.items()
    )
    return (x_train, y_train), (x_test, y_test)
