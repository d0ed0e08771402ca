"""Layers that prepare and change data; random ones with nothing left to chance."""

from __future__ import annotations

from layer_cases import Case

IMAGE = (2, 4, 5, 2)
TRAINING = {"training": True, "tolerance": 5e-5}
SAME = {"height_factor": (0.25, 0.25), "width_factor": (-0.3, -0.3)}
WHOLE = {"whole_below": 4}

PREPROCESSING_CASES: list[Case] = [
    ("normalization", "Normalization", {"mean": 1.0, "variance": 4.0}, (3, 2), {}),
    ("normalization each", "Normalization", {"mean": [1, 2], "variance": [4, 0.5]}, (3, 2), {}),
    (
        "normalization invert",
        "Normalization",
        {"mean": [1, 2], "variance": [4, 0.5], "invert": True},
        (3, 2),
        {},
    ),
    (
        "normalization axis 1",
        "Normalization",
        {"axis": 1, "mean": [1, 2, 3], "variance": [4, 0.5, 1]},
        (2, 3, 2),
        {},
    ),
    ("resizing", "Resizing", {"height": 3, "width": 7}, IMAGE, {}),
    (
        "resizing nearest",
        "Resizing",
        {"height": 7, "width": 3, "interpolation": "nearest"},
        IMAGE,
        {},
    ),
    (
        "resizing crop",
        "Resizing",
        {"height": 4, "width": 2, "crop_to_aspect_ratio": True},
        IMAGE,
        {},
    ),
    (
        "resizing pad",
        "Resizing",
        {"height": 6, "width": 2, "pad_to_aspect_ratio": True, "fill_value": 0.5},
        IMAGE,
        {},
    ),
    (
        "resizing one image first",
        "Resizing",
        {"height": 2, "width": 3, "data_format": "channels_first"},
        (2, 4, 5),
        {},
    ),
    ("center crop", "CenterCrop", {"height": 3, "width": 2}, IMAGE, {}),
    ("center crop larger", "CenterCrop", {"height": 6, "width": 3}, IMAGE, {}),
    ("category encoding", "CategoryEncoding", {"num_tokens": 4}, (3, 2), WHOLE),
    (
        "category encoding one hot",
        "CategoryEncoding",
        {"num_tokens": 4, "output_mode": "one_hot"},
        (3, 1),
        WHOLE,
    ),
    (
        "category encoding count",
        "CategoryEncoding",
        {"num_tokens": 4, "output_mode": "count"},
        (3, 5),
        WHOLE,
    ),
    ("discretization", "Discretization", {"bin_boundaries": [-0.5, 0.1, 0.4]}, (3, 4), {"flat": 1}),
    (
        "discretization one hot",
        "Discretization",
        {"bin_boundaries": [-0.5, 0.1], "output_mode": "one_hot"},
        (3, 1),
        {"flat": 1},
    ),
    ("rotation", "RandomRotation", {"factor": (0.1, 0.1)}, IMAGE, TRAINING),
    (
        "rotation constant",
        "RandomRotation",
        {"factor": (-0.2, -0.2), "fill_mode": "constant", "fill_value": 0.5},
        IMAGE,
        TRAINING,
    ),
    (
        "rotation nearest wrap",
        "RandomRotation",
        {"factor": (0.3, 0.3), "fill_mode": "wrap", "interpolation": "nearest"},
        IMAGE,
        TRAINING,
    ),
    ("zoom", "RandomZoom", {"height_factor": (0.3, 0.3)}, IMAGE, TRAINING),
    ("zoom constant", "RandomZoom", {**SAME, "fill_mode": "constant"}, IMAGE, TRAINING),
    ("translation", "RandomTranslation", SAME, IMAGE, TRAINING),
    ("translation nearest", "RandomTranslation", {**SAME, "fill_mode": "nearest"}, IMAGE, TRAINING),
    (
        "brightness",
        "RandomBrightness",
        {"factor": (0.1, 0.1), "value_range": (-1, 1)},
        IMAGE,
        TRAINING,
    ),
    ("rotation off", "RandomRotation", {"factor": 0.5}, IMAGE, {}),
    ("flip off", "RandomFlip", {}, IMAGE, {}),
    ("brightness off", "RandomBrightness", {"factor": 0.5}, IMAGE, {}),
    ("contrast off", "RandomContrast", {"factor": 0.5}, IMAGE, {}),
    # Outside of training Keras 3.15 leaves pictures as they are, against its own description.
    ("crop of all", "RandomCrop", {"height": 4, "width": 5}, IMAGE, TRAINING),
    ("erasing off", "RandomErasing", {}, IMAGE, {}),
]
