"""ConvNeXt (Liu et al., 2022): convolutions arranged as in a transformer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from p_vision import layers, ops, random
from p_vision.applications.building import finished, started
from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.input_ranges import unchanged as preprocess_input
from p_vision.applications.variants import ARGUMENTS
from p_vision.initializers import Constant
from p_vision.models import Model, Sequential

__all__ = [
    "ConvNeXtBase",
    "ConvNeXtLarge",
    "ConvNeXtSmall",
    "ConvNeXtTiny",
    "ConvNeXtXLarge",
    "decode_predictions",
    "preprocess_input",
]

_MEAN = [0.485 * 255, 0.456 * 255, 0.406 * 255]
_VARIANCE = [(0.229 * 255) ** 2, (0.224 * 255) ** 2, (0.225 * 255) ** 2]
_EPSILON = 1e-6


class StochasticDepth(layers.Layer):
    """Drops what a block adds, for whole samples at random, while training.

    Args:
        drop_path_rate: The share of samples.
        **kwargs: name, trainable, dtype.
    """

    def __init__(self, drop_path_rate: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.drop_path_rate = drop_path_rate

    def call(self, x: Any, training: bool | None = None) -> Any:
        """Return the input, or 0 for samples that are left out."""
        if not training:
            return x
        kept = 1 - self.drop_path_rate
        shape = (ops.shape(x)[0],) + (1,) * (len(ops.shape(x)) - 1)
        return x / kept * ops.floor(kept + random.uniform(shape))


class LayerScale(layers.Layer):
    """One learned factor for each channel.

    Args:
        init_values: The first value of each.
        projection_dim: How many channels.
        **kwargs: name, trainable, dtype.
    """

    def __init__(self, init_values: float, projection_dim: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.init_values = init_values
        self.projection_dim = projection_dim

    def build(self, input_shape: Any) -> None:
        """Make the factors."""
        self.gamma = self.add_weight(
            shape=(self.projection_dim,), initializer=Constant(self.init_values)
        )

    def call(self, x: Any) -> Any:
        """Return the scaled input."""
        return x * self.gamma


def _norm(name: str | None = None) -> Any:
    return layers.LayerNormalization(epsilon=_EPSILON, name=name)


def _block(x: Any, channels: int, name: str) -> Any:
    given = x
    x = layers.Conv2D(channels, 7, padding="same", groups=channels, name=f"{name}_depthwise_conv")(
        x
    )
    x = _norm(f"{name}_layernorm")(x)
    x = layers.Dense(4 * channels, name=f"{name}_pointwise_conv_1")(x)
    x = layers.Activation("gelu", name=f"{name}_gelu")(x)
    x = layers.Dense(channels, name=f"{name}_pointwise_conv_2")(x)
    x = LayerScale(1e-6, channels, name=f"{name}_layer_scale")(x)
    return given + layers.Activation("linear", name=f"{name}_identity")(x)


def _features(x: Any, depths: tuple[int, ...], widths: tuple[int, ...], name: str) -> Any:
    steps: list[Any] = [
        Sequential(
            [
                layers.Conv2D(widths[0], 4, strides=4, name=f"{name}_stem_conv"),
                _norm(f"{name}_stem_layernorm"),
            ],
            name=f"{name}_stem",
        )
    ]
    for place, width in enumerate(widths[1:]):
        step = [
            _norm(f"{name}_downsampling_layernorm_{place}"),
            layers.Conv2D(width, 2, strides=2, name=f"{name}_downsampling_conv_{place}"),
        ]
        steps.append(Sequential(step, name=f"{name}_downsampling_block_{place}"))
    for stage, (step, depth, width) in enumerate(zip(steps, depths, widths, strict=True)):
        x = step(x)
        for block in range(depth):
            x = _block(x, width, f"{name}_stage_{stage}_block_{block}")
    return x


def _variant(
    size: str, millions: str, depths: tuple[int, ...], widths: tuple[int, ...]
) -> Callable[..., Model]:
    application = f"ConvNeXt{size}"

    def make(
        include_top: bool = True,
        include_preprocessing: bool = True,
        weights: str | None = "imagenet",
        input_tensor: Any = None,
        input_shape: tuple[int | None, ...] | None = None,
        pooling: str | None = None,
        classes: int = 1000,
        classifier_activation: Any = "softmax",
        name: str = f"convnext_{size.lower()}",
    ) -> Model:
        start = started(application, weights, include_top, input_tensor, input_shape, 224)
        x = start
        if include_preprocessing and x.shape[-1] == 3:
            x = layers.Normalization(
                mean=_MEAN, variance=_VARIANCE, name=f"{name}_prestem_normalization"
            )(x)
        x = _features(x, depths, widths, name)
        if include_top:
            x = layers.GlobalAveragePooling2D(name=f"{name}_head_gap")(x)
            x = _norm(f"{name}_head_layernorm")(x)
            x = layers.Dense(classes, activation=classifier_activation, name=f"{name}_head_dense")(
                x
            )
            return finished(start, x, name, weights)
        if pooling == "avg":
            x = layers.GlobalAveragePooling2D()(x)
        elif pooling == "max":
            x = layers.GlobalMaxPooling2D()(x)
        return finished(start, _norm()(x), name, weights)

    make.__name__ = make.__qualname__ = application
    arguments = ARGUMENTS.format(side=224, source="https://arxiv.org/abs/2201.03545")
    scaled = "        include_preprocessing: Scale pictures of 0..255 in the network.\n"
    arguments = arguments.replace("        weights:", scaled + "        weights:")
    make.__doc__ = f"Make a {application}: {millions} million parameters.\n" + arguments
    return make


ConvNeXtTiny = _variant("Tiny", "28.6", (3, 3, 9, 3), (96, 192, 384, 768))
ConvNeXtSmall = _variant("Small", "50.2", (3, 3, 27, 3), (96, 192, 384, 768))
ConvNeXtBase = _variant("Base", "88.6", (3, 3, 27, 3), (128, 256, 512, 1024))
ConvNeXtLarge = _variant("Large", "198", (3, 3, 27, 3), (192, 384, 768, 1536))
ConvNeXtXLarge = _variant("XLarge", "350", (3, 3, 27, 3), (256, 512, 1024, 2048))
