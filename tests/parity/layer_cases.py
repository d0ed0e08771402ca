"""The layers to compare: name, class, arguments, input shape(s), extras.

Odd sizes, strides that leave something over, windows with holes and groups
are where implementations differ. Extras: ``training``; ``whole_below`` for
whole numbers as input; ``tolerance`` where 1e-5 cannot be reached.
"""

from __future__ import annotations

from typing import Any

IMAGE = (1, 7, 6, 4)
STEPS = (1, 9, 4)
VOLUME = (1, 4, 5, 4, 2)

Case = tuple[str, str, dict[str, Any], Any, dict[str, Any]]


def _windows() -> list[Case]:
    cases: list[Case] = []
    for padding in ("valid", "same"):
        for label, more in (
            ("", {}),
            (" stride 2", {"strides": 2}),
            (" stride 3", {"strides": 3}),
            (" dilation 2", {"dilation_rate": 2}),
            (" groups", {"groups": 2}),
            (" window 2x3", {"kernel_size": (2, 3)}),
            (" strides 2x1", {"strides": (2, 1)}),
        ):
            config = {"filters": 4, "kernel_size": 3, "padding": padding, **more}
            cases.append((f"conv2d {padding}{label}", "Conv2D", config, IMAGE, {}))
        for label, more in (
            ("", {}),
            (" stride 2", {"strides": 2}),
            (" size 3", {"pool_size": 3}),
            (" overlap", {"pool_size": 3, "strides": 2}),
        ):
            config = {"pool_size": 2, "padding": padding, **more}
            cases.append((f"max pooling 2d {padding}{label}", "MaxPooling2D", config, IMAGE, {}))
            cases.append(
                (f"average pooling 2d {padding}{label}", "AveragePooling2D", config, IMAGE, {})
            )
        cases += [
            (
                f"depthwise {padding}",
                "DepthwiseConv2D",
                {"kernel_size": 3, "padding": padding, "depth_multiplier": 2},
                IMAGE,
                {},
            ),
            (
                f"depthwise {padding} stride 2",
                "DepthwiseConv2D",
                {"kernel_size": 3, "padding": padding, "strides": 2},
                IMAGE,
                {},
            ),
            (
                f"separable {padding}",
                "SeparableConv2D",
                {"filters": 3, "kernel_size": 3, "padding": padding},
                IMAGE,
                {},
            ),
            (
                f"conv1d {padding} stride 2",
                "Conv1D",
                {"filters": 3, "kernel_size": 4, "strides": 2, "padding": padding},
                STEPS,
                {},
            ),
            (
                f"conv3d {padding}",
                "Conv3D",
                {"filters": 2, "kernel_size": 2, "padding": padding},
                VOLUME,
                {},
            ),
            (
                f"max pooling 1d {padding}",
                "MaxPooling1D",
                {"pool_size": 2, "padding": padding},
                STEPS,
                {},
            ),
            (
                f"average pooling 1d {padding}",
                "AveragePooling1D",
                {"pool_size": 2, "padding": padding},
                STEPS,
                {},
            ),
            (
                f"max pooling 3d {padding}",
                "MaxPooling3D",
                {"pool_size": 2, "padding": padding},
                VOLUME,
                {},
            ),
            (
                f"average pooling 3d {padding}",
                "AveragePooling3D",
                {"pool_size": 2, "padding": padding},
                VOLUME,
                {},
            ),
        ]
        for strides in (1, 2, 3):
            config = {"filters": 3, "kernel_size": 3, "strides": strides, "padding": padding}
            cases.append(
                (
                    f"conv2d transpose {padding} stride {strides}",
                    "Conv2DTranspose",
                    config,
                    (1, 3, 4, 2),
                    {},
                )
            )
        cases.append(
            (
                f"conv2d transpose {padding} window 2 stride 3",
                "Conv2DTranspose",
                {"filters": 2, "kernel_size": 2, "strides": 3, "padding": padding},
                (1, 3, 4, 2),
                {},
            )
        )
        cases.append(
            (
                f"conv1d transpose {padding}",
                "Conv1DTranspose",
                {"filters": 2, "kernel_size": 3, "strides": 2, "padding": padding},
                (1, 4, 3),
                {},
            )
        )
    cases += [
        (
            "conv1d causal",
            "Conv1D",
            {"filters": 3, "kernel_size": 3, "padding": "causal"},
            STEPS,
            {},
        ),
        (
            "conv1d causal dilation 2",
            "Conv1D",
            {"filters": 3, "kernel_size": 3, "padding": "causal", "dilation_rate": 2},
            STEPS,
            {},
        ),
        (
            "conv1d groups stride leaves one over",
            "Conv1D",
            {"filters": 4, "kernel_size": 2, "strides": 2, "groups": 2},
            STEPS,
            {},
        ),
        (
            "conv3d window below stride",
            "Conv3D",
            {"filters": 2, "kernel_size": (1, 2, 1), "strides": (2, 1, 3)},
            VOLUME,
            {},
        ),
        (
            "conv2d no bias relu",
            "Conv2D",
            {"filters": 3, "kernel_size": 1, "use_bias": False, "activation": "relu"},
            IMAGE,
            {},
        ),
        ("conv2d one channel", "Conv2D", {"filters": 5, "kernel_size": (5, 5)}, (3, 8, 8, 1), {}),
        (
            "conv2d transpose output padding",
            "Conv2DTranspose",
            {"filters": 2, "kernel_size": 3, "strides": 2, "output_padding": 1},
            (1, 3, 4, 2),
            {},
        ),
        (
            "average pooling image of one pixel",
            "AveragePooling2D",
            {"pool_size": 2, "padding": "same"},
            (1, 1, 1, 2),
            {},
        ),
    ]
    return cases


def _others() -> list[Case]:
    return [
        ("dense", "Dense", {"units": 5}, (4, 3), {}),
        ("dense relu", "Dense", {"units": 5, "activation": "relu"}, (4, 3), {}),
        ("dense softmax", "Dense", {"units": 5, "activation": "softmax"}, (4, 3), {}),
        ("dense no bias", "Dense", {"units": 2, "use_bias": False}, (4, 3), {}),
        ("dense three axes", "Dense", {"units": 5, "activation": "tanh"}, (2, 3, 4), {}),
        ("dense large", "Dense", {"units": 17, "activation": "sigmoid"}, (33, 19), {}),
        ("embedding", "Embedding", {"input_dim": 6, "output_dim": 3}, (3, 4), {"whole_below": 6}),
        ("flatten", "Flatten", {}, (2, 3, 2, 2), {}),
        ("flatten channels first", "Flatten", {"data_format": "channels_first"}, (2, 3, 2, 2), {}),
        ("reshape", "Reshape", {"target_shape": (4, -1)}, (2, 3, 4), {}),
        ("permute", "Permute", {"dims": (3, 1, 2)}, (2, 3, 4, 5), {}),
        ("repeat vector", "RepeatVector", {"n": 3}, (2, 4), {}),
        ("zero padding 1d", "ZeroPadding1D", {"padding": (1, 2)}, (2, 3, 2), {}),
        ("zero padding 2d", "ZeroPadding2D", {"padding": ((1, 0), (2, 1))}, (1, 3, 2, 2), {}),
        ("cropping 1d", "Cropping1D", {"cropping": (1, 2)}, (2, 5, 2), {}),
        ("cropping 2d", "Cropping2D", {"cropping": ((1, 0), (1, 1))}, (1, 4, 5, 2), {}),
        ("up sampling 1d", "UpSampling1D", {"size": 2}, (1, 3, 2), {}),
        ("up sampling nearest", "UpSampling2D", {"size": (2, 3)}, (1, 2, 3, 2), {}),
        (
            "up sampling bilinear",
            "UpSampling2D",
            {"size": (2, 3), "interpolation": "bilinear"},
            (1, 3, 4, 2),
            {},
        ),
        ("rescaling", "Rescaling", {"scale": 0.5, "offset": -0.25}, (2, 3), {}),
        ("activation gelu", "Activation", {"activation": "gelu"}, (2, 5), {}),
        (
            "relu layer",
            "ReLU",
            {"max_value": 0.5, "negative_slope": 0.1, "threshold": 0.2},
            (3, 5),
            {},
        ),
        ("leaky relu layer", "LeakyReLU", {}, (3, 5), {}),
        ("elu layer", "ELU", {"alpha": 0.7}, (3, 5), {}),
        ("prelu", "PReLU", {}, (3, 5), {}),
        ("prelu shared", "PReLU", {"shared_axes": [1, 2]}, (2, 3, 2, 2), {}),
        ("softmax layer", "Softmax", {}, (3, 5), {}),
        ("softmax layer axis 1", "Softmax", {"axis": 1}, (2, 3, 4), {}),
        ("identity", "Identity", {}, (2, 3), {}),
        ("dropout off", "Dropout", {"rate": 0.5}, (2, 3), {}),
        ("batch norm inference", "BatchNormalization", {}, (5, 3), {}),
        (
            "batch norm training",
            "BatchNormalization",
            {},
            (5, 3),
            {"training": True, "tolerance": 5e-5},
        ),
        (
            "batch norm image training",
            "BatchNormalization",
            {"momentum": 0.8},
            (2, 4, 3, 2),
            {"training": True, "tolerance": 5e-5},
        ),
        (
            "batch norm axis 1",
            "BatchNormalization",
            {"axis": 1},
            (2, 3, 4),
            {"training": True, "tolerance": 5e-5},
        ),
        (
            "batch norm plain",
            "BatchNormalization",
            {"center": False, "scale": False},
            (6, 3),
            {"training": True, "tolerance": 5e-5},
        ),
        (
            "batch norm frozen",
            "BatchNormalization",
            {"trainable": False},
            (5, 3),
            {"training": True},
        ),
        ("layer norm", "LayerNormalization", {}, (4, 6), {"tolerance": 5e-5}),
        (
            "layer norm two axes",
            "LayerNormalization",
            {"axis": [1, 2]},
            (2, 3, 4),
            {"tolerance": 5e-5},
        ),
        (
            "layer norm axis 1",
            "LayerNormalization",
            {"axis": 1, "epsilon": 1e-5},
            (2, 3, 4),
            {"tolerance": 5e-5},
        ),
        ("global average 1d", "GlobalAveragePooling1D", {}, (2, 3, 4), {}),
        ("global average 2d", "GlobalAveragePooling2D", {}, IMAGE, {}),
        ("global average keepdims", "GlobalAveragePooling2D", {"keepdims": True}, IMAGE, {}),
        ("global max 2d", "GlobalMaxPooling2D", {}, IMAGE, {}),
        ("add", "Add", {}, [(2, 3), (2, 3), (2, 3)], {}),
        ("subtract", "Subtract", {}, [(2, 3), (2, 3)], {}),
        ("multiply", "Multiply", {}, [(2, 3), (2, 3)], {}),
        ("average", "Average", {}, [(2, 3), (2, 3), (2, 3)], {}),
        ("maximum", "Maximum", {}, [(2, 3), (2, 3)], {}),
        ("minimum", "Minimum", {}, [(2, 3), (2, 3)], {}),
        ("concatenate", "Concatenate", {}, [(2, 3), (2, 4)], {}),
        ("concatenate axis 1", "Concatenate", {"axis": 1}, [(2, 3, 2), (2, 1, 2)], {}),
        ("dot", "Dot", {"axes": 1}, [(2, 3), (2, 3)], {}),
        ("dot matrices", "Dot", {"axes": (2, 1)}, [(2, 3, 4), (2, 4, 2)], {}),
        ("dot cosine", "Dot", {"axes": 1, "normalize": True}, [(2, 3), (2, 3)], {}),
    ]


LAYER_CASES = [*_windows(), *_others()]
