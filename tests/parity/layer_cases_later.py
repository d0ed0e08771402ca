"""Layers that few models use: convolutional LSTMs, spectral norm, a way back from embeddings."""

from __future__ import annotations

from layer_cases import Case
from layer_examples import inside

FILM = (1, 3, 4, 5, 2)
WINDOW = {"filters": 2, "kernel_size": 3}
ALL = {"return_sequences": True}

LATER_CASES: list[Case] = [
    ("conv lstm 2d", "ConvLSTM2D", WINDOW, FILM, {}),
    (
        "conv lstm 2d same sequences",
        "ConvLSTM2D",
        {"filters": 2, "kernel_size": 2, "padding": "same", **ALL, "return_state": True},
        FILM,
        {"mask": (1, 3)},
    ),
    (
        "conv lstm 2d strides backwards",
        "ConvLSTM2D",
        {**WINDOW, "strides": 2, "padding": "same", "go_backwards": True, "use_bias": False},
        FILM,
        {},
    ),
    (
        "conv lstm 2d channels first",
        "ConvLSTM2D",
        {**WINDOW, **ALL, "data_format": "channels_first"},
        (1, 2, 2, 3, 4),
        {},
    ),
    ("conv lstm 1d", "ConvLSTM1D", {**WINDOW, **ALL}, (2, 3, 5, 2), {}),
    ("conv lstm 3d", "ConvLSTM3D", {"filters": 1, "kernel_size": 2}, (1, 2, 2, 3, 2, 2), {}),
    ("spectral norm", "SpectralNormalization", {"layer": inside("Dense")}, (2, 3), {}),
    (
        "reversible embedding",
        "ReversibleEmbedding",
        {"input_dim": 4, "output_dim": 3},
        (2, 3),
        {"whole_below": 4},
    ),
    (
        "reversible embedding back",
        "ReversibleEmbedding",
        {"input_dim": 4, "output_dim": 3, "tie_weights": False, "logit_soft_cap": 0.5},
        (2, 3),
        {"kwargs": {"reverse": True}},
    ),
    (
        "reversible embedding back tied",
        "ReversibleEmbedding",
        {"input_dim": 4, "output_dim": 3},
        (2, 3),
        {"kwargs": {"reverse": True}},
    ),
]
