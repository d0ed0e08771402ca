"""Layers that change shapes."""

from p_vision.layers.reshaping.borders import (
    Cropping1D,
    Cropping2D,
    ZeroPadding1D,
    ZeroPadding2D,
)
from p_vision.layers.reshaping.reshape import Flatten, Permute, RepeatVector, Reshape
from p_vision.layers.reshaping.up_sampling import UpSampling1D, UpSampling2D

__all__ = [
    "Cropping1D",
    "Cropping2D",
    "Flatten",
    "Permute",
    "RepeatVector",
    "Reshape",
    "UpSampling1D",
    "UpSampling2D",
    "ZeroPadding1D",
    "ZeroPadding2D",
]
