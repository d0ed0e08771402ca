"""Layers that change images at random while training."""

from p_vision.layers.augmentation.colours import RandomBrightness, RandomContrast
from p_vision.layers.augmentation.flips_and_crops import RandomCrop, RandomErasing, RandomFlip
from p_vision.layers.augmentation.movements import RandomRotation, RandomTranslation, RandomZoom

__all__ = [
    "RandomBrightness",
    "RandomContrast",
    "RandomCrop",
    "RandomErasing",
    "RandomFlip",
    "RandomRotation",
    "RandomTranslation",
    "RandomZoom",
]
