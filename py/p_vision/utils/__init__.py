"""Small functions around training that Keras keeps in `keras.utils`."""

from p_vision.training.py_dataset import PyDataset
from p_vision.utils.labels import to_categorical
from p_vision.utils.scaling import normalize
from p_vision.utils.seeds import set_random_seed
from p_vision.utils.sequences import pad_sequences
from p_vision.utils.session import clear_session

__all__ = [
    "PyDataset",
    "clear_session",
    "normalize",
    "pad_sequences",
    "set_random_seed",
    "to_categorical",
]
