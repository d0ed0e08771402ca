"""More layers to compare: one and three dimensions, channels first, norms, masks."""

from __future__ import annotations

from layer_cases import Case

STEPS = (2, 5, 4)
IMAGE = (1, 5, 4, 4)
VOLUME = (1, 4, 3, 4, 2)
LOOSE = {"tolerance": 5e-5}


def _windows() -> list[Case]:
    cases: list[Case] = []
    for padding in ("valid", "same"):
        window = {"kernel_size": 3, "padding": padding}
        cases += [
            (
                f"depthwise 1d {padding}",
                "DepthwiseConv1D",
                {**window, "depth_multiplier": 2},
                STEPS,
                {},
            ),
            (
                f"depthwise 1d {padding} stride 2",
                "DepthwiseConv1D",
                {**window, "strides": 2},
                STEPS,
                {},
            ),
            (
                f"separable 1d {padding}",
                "SeparableConv1D",
                {**window, "filters": 3, "depth_multiplier": 2, "activation": "relu"},
                STEPS,
                {},
            ),
            (
                f"separable 2d {padding} stride 2",
                "SeparableConv2D",
                {**window, "filters": 3, "strides": 2},
                IMAGE,
                {},
            ),
            (
                f"conv3d transpose {padding}",
                "Conv3DTranspose",
                {"filters": 2, "kernel_size": 2, "strides": (2, 1, 2), "padding": padding},
                (1, 2, 3, 2, 2),
                {},
            ),
        ]
    first = {"data_format": "channels_first"}
    cases += [
        (
            "conv2d channels first",
            "Conv2D",
            {"filters": 3, "kernel_size": 2, **first},
            (1, 2, 4, 5),
            {},
        ),
        (
            "conv1d groups channels first",
            "Conv1D",
            {"filters": 4, "kernel_size": 2, "groups": 2, **first},
            (1, 2, 5),
            {},
        ),
        (
            "conv2d transpose dilation 2",
            "Conv2DTranspose",
            {"filters": 2, "kernel_size": 2, "dilation_rate": 2},
            (1, 3, 4, 2),
            {},
        ),
        (
            "conv1d transpose output padding",
            "Conv1DTranspose",
            {"filters": 2, "kernel_size": 3, "strides": 2, "output_padding": 1, "padding": "same"},
            (1, 4, 3),
            {},
        ),
        (
            "max pooling 2d channels first",
            "MaxPooling2D",
            {"pool_size": 2, **first},
            (1, 2, 4, 5),
            {},
        ),
        (
            "global average 2d channels first",
            "GlobalAveragePooling2D",
            first,
            (2, 2, 3, 4),
            {},
        ),
        ("global average 3d", "GlobalAveragePooling3D", {"keepdims": True}, VOLUME, {}),
        ("global average 1d keepdims", "GlobalAveragePooling1D", {"keepdims": True}, STEPS, {}),
        ("global average 1d mask", "GlobalAveragePooling1D", {}, STEPS, {"mask": (2, 5)}),
        ("global max 1d", "GlobalMaxPooling1D", {"keepdims": True}, STEPS, {}),
        ("global max 3d", "GlobalMaxPooling3D", {}, VOLUME, {}),
        ("adaptive average 1d", "AdaptiveAveragePooling1D", {"output_size": 3}, STEPS, {}),
        ("adaptive average 2d", "AdaptiveAveragePooling2D", {"output_size": (2, 3)}, IMAGE, {}),
        ("adaptive average 3d", "AdaptiveAveragePooling3D", {"output_size": 2}, VOLUME, {}),
        ("adaptive max 1d", "AdaptiveMaxPooling1D", {"output_size": 3}, STEPS, {}),
        ("adaptive max 2d", "AdaptiveMaxPooling2D", {"output_size": (2, 3)}, IMAGE, {}),
        (
            "zero padding 3d",
            "ZeroPadding3D",
            {"padding": ((1, 0), (0, 1), (1, 2))},
            (1, 2, 2, 1, 2),
            {},
        ),
        ("zero padding 1d channels first", "ZeroPadding1D", {"padding": 1, **first}, (1, 2, 3), {}),
        ("cropping 3d", "Cropping3D", {"cropping": ((1, 0), (1, 1), (0, 1))}, VOLUME, {}),
        ("up sampling 3d", "UpSampling3D", {"size": (1, 2, 3)}, (1, 2, 1, 2, 2), {}),
        ("up sampling 2d channels first", "UpSampling2D", {"size": 2, **first}, (1, 2, 3, 2), {}),
    ]
    return cases


def _others() -> list[Case]:
    masks = [(2, 3), (2, 3)]
    pair = [(2, 3, 2), (2, 3, 2)]
    return [
        ("group norm", "GroupNormalization", {"groups": 2}, (2, 3, 4), LOOSE),
        ("group norm of each", "GroupNormalization", {"groups": -1}, (2, 3, 2, 4), LOOSE),
        ("group norm axis 1", "GroupNormalization", {"groups": 2, "axis": 1}, (2, 4, 3), LOOSE),
        (
            "group norm plain",
            "GroupNormalization",
            {"groups": 1, "center": False, "scale": False, "epsilon": 1e-4},
            (2, 4),
            LOOSE,
        ),
        ("unit norm", "UnitNormalization", {}, (2, 3, 4), {}),
        ("unit norm two axes", "UnitNormalization", {"axis": [1, 2]}, (2, 3, 4), {}),
        ("rms norm", "RMSNormalization", {}, (2, 3, 4), LOOSE),
        ("rms norm epsilon", "RMSNormalization", {"epsilon": 1e-3}, (2, 3), LOOSE),
        (
            "batch norm mask",
            "BatchNormalization",
            {},
            (3, 4, 2),
            {"training": True, "mask": (3, 4), **LOOSE},
        ),
        ("activity regularization", "ActivityRegularization", {"l1": 0.1, "l2": 0.2}, (2, 3), {}),
        ("masking", "Masking", {"mask_value": 1}, (2, 3, 2), {"whole_below": 2}),
        ("softmax mask", "Softmax", {}, (2, 3), {"mask": (2, 3)}),
        ("softmax two axes", "Softmax", {"axis": (1, 2)}, (2, 3, 2), {}),
        ("add of other ranks", "Add", {}, [(2, 3), (2, 4, 3)], {}),
        ("multiply broadcast", "Multiply", {}, [(2, 1, 3), (2, 4, 3)], {}),
        ("add masks", "Add", {}, pair, {"mask": masks}),
        ("multiply masks", "Multiply", {}, pair, {"mask": masks}),
        ("multiply one mask", "Multiply", {}, pair, {"mask": [(2, 3), None]}),
        ("maximum masks", "Maximum", {}, pair, {"mask": masks}),
        ("minimum one mask", "Minimum", {}, pair, {"mask": [None, (2, 3)]}),
        ("concatenate masks", "Concatenate", {}, pair, {"mask": masks}),
        ("concatenate axis 1 one mask", "Concatenate", {"axis": 1}, pair, {"mask": [None, (2, 3)]}),
        (
            "einsum dense",
            "EinsumDense",
            {"equation": "ab,bc->ac", "output_shape": 3, "bias_axes": "c", "activation": "relu"},
            (2, 4),
            {},
        ),
        (
            "einsum dense sequence",
            "EinsumDense",
            {"equation": "abc,cde->abde", "output_shape": (None, 2, 3), "bias_axes": "de"},
            (2, 3, 4),
            {},
        ),
        (
            "einsum dense front",
            "EinsumDense",
            {"equation": "...x,xy->...y", "output_shape": 3, "bias_axes": "y"},
            (2, 2, 3, 4),
            {},
        ),
        (
            "einsum dense back",
            "EinsumDense",
            {"equation": "ab...,bc->ac...", "output_shape": 3, "bias_axes": "c"},
            (2, 4, 3),
            {},
        ),
    ]


MORE_CASES = [
    *_windows(),
    *_others(),
    ("adaptive max 3d", "AdaptiveMaxPooling3D", {"output_size": 2}, (1, 3, 4, 5, 2), {}),
    # Outside of training these change nothing.
    ("alpha dropout off", "AlphaDropout", {"rate": 0.5}, (2, 3), {}),
    ("gaussian dropout off", "GaussianDropout", {"rate": 0.5}, (2, 3), {}),
    ("gaussian noise off", "GaussianNoise", {"stddev": 0.5}, (2, 3), {}),
    ("spatial dropout 1d off", "SpatialDropout1D", {"rate": 0.5}, (2, 3, 2), {}),
    ("spatial dropout 2d off", "SpatialDropout2D", {"rate": 0.5}, (2, 3, 2, 2), {}),
    ("spatial dropout 3d off", "SpatialDropout3D", {"rate": 0.5}, (1, 2, 2, 2, 2), {}),
]
