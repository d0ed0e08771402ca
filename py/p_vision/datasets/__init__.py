"""Data sets to learn with; each has a `load_data()` that returns numpy arrays."""

from p_vision.datasets import mnist

__all__ = ["mnist"]
