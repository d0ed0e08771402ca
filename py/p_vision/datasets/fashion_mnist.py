"""Fashion-MNIST: 70,000 grey pictures of clothes, 28 x 28 pixels, in the form of MNIST.

H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine
learning algorithms", 2017. Zalando SE, MIT licence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from p_vision.datasets.files import Origin, read_data_file
from p_vision.datasets.idx import array_from_idx

if TYPE_CHECKING:
    import numpy

    Bytes: TypeAlias = numpy.ndarray[Any, numpy.dtype[numpy.uint8]]

__all__ = ["class_names", "load_data"]

class_names = [
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
]
_SHA256 = {
    "train-images-idx3-ubyte": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1-ubyte": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3-ubyte": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1-ubyte": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}
_ORIGIN = Origin(
    "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
    "This page was built where Fashion-MNIST could not be had; mnist has pictures of the same size",
)


def load_data() -> tuple[tuple[Bytes, Bytes], tuple[Bytes, Bytes]]:
    """Load the pictures and their labels.

    Natively the files are fetched from the project's repository (30 MB) where they are not on
    this machine; the page has them beside it. Nothing is fetched before it is asked for.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: pictures of shape `(60000, 28, 28)` and
        `(10000, 28, 28)` with values 0 to 255, and labels 0 to 9, whose names are in
        `class_names`; all uint8.

    Raises:
        DatasetError: The files cannot be found or fetched, or are damaged.

    Reference: https://keras.io/api/datasets/fashion_mnist/

    Example:
        >>> from p_vision.datasets import fashion_mnist
        >>> (x_train, y_train), (x_test, y_test) = fashion_mnist.load_data()  # doctest: +SKIP
        >>> fashion_mnist.class_names[y_train[0]]  # doctest: +SKIP
        'Ankle boot'
    """
    x_train, y_train, x_test, y_test = (
        array_from_idx(read_data_file("fashion_mnist", name, sha256, _ORIGIN))
        for name, sha256 in _SHA256.items()
    )
    return (x_train, y_train), (x_test, y_test)
