"""The layers most models start from."""

from p_vision.layers.core.dense import Dense
from p_vision.layers.core.embedding import Embedding
from p_vision.layers.core.input_layer import Input, InputLayer
from p_vision.layers.core.simple import Identity, Lambda, Rescaling

__all__ = ["Dense", "Embedding", "Identity", "Input", "InputLayer", "Lambda", "Rescaling"]
