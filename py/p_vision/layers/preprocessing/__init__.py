"""Layers that prepare data."""

from p_vision.layers.preprocessing.category_encoding import CategoryEncoding
from p_vision.layers.preprocessing.discretization import Discretization
from p_vision.layers.preprocessing.hashing import Hashing
from p_vision.layers.preprocessing.image_sizes import CenterCrop, Resizing
from p_vision.layers.preprocessing.lookups import IntegerLookup, StringLookup
from p_vision.layers.preprocessing.normalization import Normalization
from p_vision.layers.preprocessing.text_vectorization import TextVectorization

__all__ = [
    "CategoryEncoding",
    "CenterCrop",
    "Discretization",
    "Hashing",
    "IntegerLookup",
    "Normalization",
    "Resizing",
    "StringLookup",
    "TextVectorization",
]
