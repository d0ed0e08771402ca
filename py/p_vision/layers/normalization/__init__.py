"""Layers that bring values to mean 0 and variance 1."""

from p_vision.layers.normalization.batch_normalization import BatchNormalization
from p_vision.layers.normalization.layer_normalization import LayerNormalization

__all__ = ["BatchNormalization", "LayerNormalization"]
