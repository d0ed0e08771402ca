"""Layers against learning by heart."""

from p_vision.layers.regularization.dropout import Dropout, SpatialDropout1D, SpatialDropout2D
from p_vision.layers.regularization.noise import ActivityRegularization, GaussianNoise

__all__ = [
    "ActivityRegularization",
    "Dropout",
    "GaussianNoise",
    "SpatialDropout1D",
    "SpatialDropout2D",
]
