"""Older names of what `p_vision.utils` holds."""

from p_vision.missing_names import missing_name
from p_vision.preprocessing import image, sequence
from p_vision.utils import image_dataset_from_directory, timeseries_dataset_from_array

__all__ = [
    "image",
    "image_dataset_from_directory",
    "sequence",
    "timeseries_dataset_from_array",
]

__getattr__ = missing_name(
    "p_vision.preprocessing",
    __all__,
    {
        "text_dataset_from_directory": "read the files with Python's open(); "
        "layers.TextVectorization makes numbers of texts",
    },
)
