"""The layers most models start from."""

from p_vision.layers.core.dense import Dense
from p_vision.layers.core.einsum_dense import EinsumDense
from p_vision.layers.core.embedding import Embedding, ReversibleEmbedding
from p_vision.layers.core.input_layer import Input, InputLayer
from p_vision.layers.core.lambda_layer import Lambda
from p_vision.layers.core.masking import Masking
from p_vision.layers.core.simple import Identity, Rescaling

__all__ = [
    "Dense",
    "EinsumDense",
    "Embedding",
    "Identity",
    "Input",
    "InputLayer",
    "Lambda",
    "Masking",
    "Rescaling",
    "ReversibleEmbedding",
]
