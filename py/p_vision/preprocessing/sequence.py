"""Sequences made equally long, under their older module name."""

from p_vision.missing_names import missing_name
from p_vision.utils.sequences import pad_sequences

__all__ = ["pad_sequences"]

__getattr__ = missing_name(
    "p_vision.preprocessing.sequence",
    __all__,
    {"TimeseriesGenerator": "utils.timeseries_dataset_from_array makes windows"},
)
