"""Older names of what `p_vision.utils` holds."""

from p_vision.preprocessing import image, sequence
from p_vision.utils import image_dataset_from_directory, timeseries_dataset_from_array

__all__ = [
    "image",
    "image_dataset_from_directory",
    "sequence",
    "timeseries_dataset_from_array",
]
