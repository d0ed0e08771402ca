"""What can go wrong with the files of a data set."""

from p_vision.errors import PVisionError

__all__ = ["DatasetError"]


class DatasetError(PVisionError, OSError):
    """A data set whose files are not there, or are damaged."""
