"""Layers that bring values to a common scale."""

from p_vision.layers.normalization.batch_normalization import BatchNormalization
from p_vision.layers.normalization.group_normalization import GroupNormalization
from p_vision.layers.normalization.layer_normalization import LayerNormalization
from p_vision.layers.normalization.length_normalization import RMSNormalization, UnitNormalization
from p_vision.layers.normalization.spectral_normalization import SpectralNormalization

__all__ = [
    "BatchNormalization",
    "GroupNormalization",
    "LayerNormalization",
    "RMSNormalization",
    "SpectralNormalization",
    "UnitNormalization",
]
