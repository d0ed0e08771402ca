"""One way to make each of Keras's layers: its name and the arguments that must be given."""

from __future__ import annotations

from typing import Any


def inside(class_name: str, units: int | None = 2, **config: Any) -> dict[str, Any]:
    """Return a layer within another one, as Keras writes it."""
    if units is not None and "cells" not in config:
        config["units"] = units
    return {
        "module": "keras.layers",
        "class_name": class_name,
        "config": {**config, "name": f"inside_{units}"},
        "registered_name": None,
    }


#: Keras cannot make these without TensorFlow: only their arguments are compared.
NEED_TENSORFLOW = {"Hashing", "IntegerLookup", "StringLookup", "TextVectorization"}
DEPTHS = ("1D", "2D", "3D")

LAYER_EXAMPLES: dict[str, dict[str, Any]] = {
    # Core
    "Dense": {"units": 2},
    "EinsumDense": {"equation": "ab,bc->ac", "output_shape": 4},
    "Embedding": {"input_dim": 5, "output_dim": 2},
    "Identity": {},
    "Masking": {},
    "Rescaling": {"scale": 0.5, "offset": 1.0},
    "ReversibleEmbedding": {"input_dim": 5, "output_dim": 2},
    # Activations
    "Activation": {"activation": "relu"},
    "ELU": {},
    "LeakyReLU": {},
    "PReLU": {},
    "ReLU": {},
    "Softmax": {},
    # Convolutions
    **{f"Conv{depth}": {"filters": 4, "kernel_size": 3} for depth in DEPTHS},
    **{f"Convolution{depth}": {"filters": 4, "kernel_size": 3} for depth in DEPTHS},
    **{f"Conv{depth}Transpose": {"filters": 4, "kernel_size": 3} for depth in DEPTHS},
    **{f"Convolution{depth}Transpose": {"filters": 4, "kernel_size": 3} for depth in DEPTHS},
    **{f"DepthwiseConv{depth}": {"kernel_size": 3} for depth in DEPTHS[:2]},
    **{f"SeparableConv{depth}": {"filters": 4, "kernel_size": 3} for depth in DEPTHS[:2]},
    **{f"SeparableConvolution{depth}": {"filters": 4, "kernel_size": 3} for depth in DEPTHS[:2]},
    # Poolings
    **{f"MaxPooling{depth}": {} for depth in DEPTHS},
    **{f"MaxPool{depth}": {} for depth in DEPTHS},
    **{f"AveragePooling{depth}": {"pool_size": 2} for depth in DEPTHS},
    **{f"AvgPool{depth}": {"pool_size": 2} for depth in DEPTHS},
    **{f"GlobalAveragePooling{depth}": {} for depth in DEPTHS},
    **{f"GlobalAvgPool{depth}": {} for depth in DEPTHS},
    **{f"GlobalMaxPooling{depth}": {} for depth in DEPTHS},
    **{f"GlobalMaxPool{depth}": {} for depth in DEPTHS},
    **{f"AdaptiveAveragePooling{depth}": {"output_size": 2} for depth in DEPTHS},
    **{f"AdaptiveMaxPooling{depth}": {"output_size": 2} for depth in DEPTHS},
    # Shapes
    "Flatten": {},
    "Permute": {"dims": [2, 1]},
    "RepeatVector": {"n": 2},
    "Reshape": {"target_shape": [2, 3]},
    **{f"Cropping{depth}": {} for depth in DEPTHS},
    **{f"UpSampling{depth}": {} for depth in DEPTHS},
    **{f"ZeroPadding{depth}": {} for depth in DEPTHS},
    # Merging
    **{name: {} for name in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum")},
    "Concatenate": {},
    "Dot": {"axes": 1},
    # Normalization
    "BatchNormalization": {},
    "GroupNormalization": {},
    "LayerNormalization": {},
    "RMSNormalization": {},
    "SpectralNormalization": {"layer": inside("Dense")},
    "UnitNormalization": {},
    # Regularization
    "ActivityRegularization": {},
    "AlphaDropout": {"rate": 0.5},
    "Dropout": {"rate": 0.5},
    "GaussianDropout": {"rate": 0.5},
    "GaussianNoise": {"stddev": 0.5},
    **{f"SpatialDropout{depth}": {"rate": 0.5} for depth in DEPTHS},
    # Recurrent
    **{name: {"units": 2} for name in ("SimpleRNN", "LSTM", "GRU")},
    **{name: {"units": 2} for name in ("SimpleRNNCell", "LSTMCell", "GRUCell")},
    "RNN": {"cell": inside("LSTMCell")},
    "StackedRNNCells": {"cells": [inside("LSTMCell")]},
    "Bidirectional": {"layer": inside("LSTM")},
    "TimeDistributed": {"layer": inside("Dense")},
    **{f"ConvLSTM{depth}": {"filters": 2, "kernel_size": 3} for depth in DEPTHS},
    # Attention
    "AdditiveAttention": {},
    "Attention": {},
    "GroupQueryAttention": {"head_dim": 2, "num_query_heads": 4, "num_key_value_heads": 2},
    "MultiHeadAttention": {"num_heads": 2, "key_dim": 3},
    # Preprocessing
    "CategoryEncoding": {"num_tokens": 3},
    "CenterCrop": {"height": 2, "width": 2},
    "Discretization": {"bin_boundaries": [0.0, 1.0]},
    "Normalization": {"mean": 1.0, "variance": 2.0},
    "Resizing": {"height": 2, "width": 2},
    "Hashing": {"num_bins": 3},
    "IntegerLookup": {},
    "StringLookup": {},
    "TextVectorization": {},
    # Augmentation
    "RandomBrightness": {"factor": 0.2},
    "RandomContrast": {"factor": 0.2},
    "RandomCrop": {"height": 2, "width": 2, "seed": 1},
    "RandomErasing": {},
    "RandomFlip": {},
    "RandomRotation": {"factor": 0.2},
    "RandomTranslation": {"height_factor": 0.2, "width_factor": 0.2},
    "RandomZoom": {"height_factor": 0.2},
}
