"""Layers: the steps of a model."""

import importlib
from typing import TYPE_CHECKING, Any

from p_vision.layers.activations import (
    ELU,
    Activation,
    LeakyReLU,
    PReLU,
    ReLU,
    Softmax,
)
from p_vision.layers.convolutional import (
    Conv1D,
    Conv1DTranspose,
    Conv2D,
    Conv2DTranspose,
    Conv3D,
    Conv3DTranspose,
    DepthwiseConv1D,
    DepthwiseConv2D,
    SeparableConv1D,
    SeparableConv2D,
)
from p_vision.layers.core import (
    Dense,
    EinsumDense,
    Embedding,
    Identity,
    Input,
    InputLayer,
    Lambda,
    Masking,
    Rescaling,
    ReversibleEmbedding,
)
from p_vision.layers.input_spec import (
    InputSpec,
)
from p_vision.layers.layer import (
    Layer,
)
from p_vision.layers.lookup import (
    deserialize,
    serialize,
)
from p_vision.layers.merging import (
    Add,
    Average,
    Concatenate,
    Dot,
    Maximum,
    Minimum,
    Multiply,
    Subtract,
    add,
    average,
    concatenate,
    dot,
    maximum,
    minimum,
    multiply,
    subtract,
)
from p_vision.layers.normalization import (
    BatchNormalization,
    GroupNormalization,
    LayerNormalization,
    RMSNormalization,
    SpectralNormalization,
    UnitNormalization,
)
from p_vision.layers.pooling import (
    AdaptiveAveragePooling1D,
    AdaptiveAveragePooling2D,
    AdaptiveAveragePooling3D,
    AdaptiveMaxPooling1D,
    AdaptiveMaxPooling2D,
    AdaptiveMaxPooling3D,
    AveragePooling1D,
    AveragePooling2D,
    AveragePooling3D,
    GlobalAveragePooling1D,
    GlobalAveragePooling2D,
    GlobalAveragePooling3D,
    GlobalMaxPooling1D,
    GlobalMaxPooling2D,
    GlobalMaxPooling3D,
    MaxPooling1D,
    MaxPooling2D,
    MaxPooling3D,
)
from p_vision.layers.regularization import (
    ActivityRegularization,
    AlphaDropout,
    Dropout,
    GaussianDropout,
    GaussianNoise,
    SpatialDropout1D,
    SpatialDropout2D,
    SpatialDropout3D,
)
from p_vision.layers.reshaping import (
    Cropping1D,
    Cropping2D,
    Cropping3D,
    Flatten,
    Permute,
    RepeatVector,
    Reshape,
    UpSampling1D,
    UpSampling2D,
    UpSampling3D,
    ZeroPadding1D,
    ZeroPadding2D,
    ZeroPadding3D,
)
from p_vision.layers.wrapper import (
    Wrapper,
)
from p_vision.missing_names import missing_name

if TYPE_CHECKING:
    from p_vision.layers.attention import (
        AdditiveAttention,
        Attention,
        GroupedQueryAttention,
        MultiHeadAttention,
    )
    from p_vision.layers.augmentation import (
        RandomBrightness,
        RandomContrast,
        RandomCrop,
        RandomErasing,
        RandomFlip,
        RandomRotation,
        RandomTranslation,
        RandomZoom,
    )
    from p_vision.layers.preprocessing import (
        CategoryEncoding,
        CenterCrop,
        Discretization,
        Hashing,
        IntegerLookup,
        Normalization,
        Resizing,
        StringLookup,
        TextVectorization,
    )
    from p_vision.layers.recurrent import (
        GRU,
        LSTM,
        RNN,
        Bidirectional,
        ConvLSTM1D,
        ConvLSTM2D,
        ConvLSTM3D,
        GRUCell,
        LSTMCell,
        SimpleRNN,
        SimpleRNNCell,
        StackedRNNCells,
        TimeDistributed,
    )

    GroupQueryAttention = GroupedQueryAttention

AvgPool1D = AveragePooling1D
MaxPool1D = MaxPooling1D
GlobalAvgPool1D = GlobalAveragePooling1D
GlobalMaxPool1D = GlobalMaxPooling1D
Convolution1D = Conv1D
Convolution1DTranspose = Conv1DTranspose
SeparableConvolution1D = SeparableConv1D
AvgPool2D = AveragePooling2D
MaxPool2D = MaxPooling2D
GlobalAvgPool2D = GlobalAveragePooling2D
GlobalMaxPool2D = GlobalMaxPooling2D
Convolution2D = Conv2D
Convolution2DTranspose = Conv2DTranspose
SeparableConvolution2D = SeparableConv2D
AvgPool3D = AveragePooling3D
MaxPool3D = MaxPooling3D
GlobalAvgPool3D = GlobalAveragePooling3D
GlobalMaxPool3D = GlobalMaxPooling3D
Convolution3D = Conv3D
Convolution3DTranspose = Conv3DTranspose

#: Loaded when they are used: models of images do not need them.
_LATER = {
    "attention": (
        "AdditiveAttention",
        "Attention",
        "GroupQueryAttention",
        "GroupedQueryAttention",
        "MultiHeadAttention",
    ),
    "augmentation": (
        "RandomBrightness",
        "RandomContrast",
        "RandomCrop",
        "RandomErasing",
        "RandomFlip",
        "RandomRotation",
        "RandomTranslation",
        "RandomZoom",
    ),
    "preprocessing": (
        "CategoryEncoding",
        "CenterCrop",
        "Discretization",
        "Hashing",
        "IntegerLookup",
        "Normalization",
        "Resizing",
        "StringLookup",
        "TextVectorization",
    ),
    "recurrent": (
        "Bidirectional",
        "ConvLSTM1D",
        "ConvLSTM2D",
        "ConvLSTM3D",
        "GRU",
        "GRUCell",
        "LSTM",
        "LSTMCell",
        "RNN",
        "SimpleRNN",
        "SimpleRNNCell",
        "StackedRNNCells",
        "TimeDistributed",
    ),
}

#: Layers of Keras that are not here, and what to use.
_INSTEAD = {
    **dict.fromkeys(
        ("AugMix", "RandAugment"), "put RandomFlip, RandomRotation and RandomContrast in a row"
    ),
    **dict.fromkeys(
        ("AutoContrast", "ContrastLimitedAdaptiveHistogramEqualization", "Equalization"),
        "RandomContrast comes nearest",
    ),
    **dict.fromkeys(("CutMix", "MixUp"), "mix the images of a batch yourself before fit"),
    **dict.fromkeys(
        ("FlaxLayer", "JaxLayer", "TorchModuleWrapper"), "write a Layer on p_vision.ops"
    ),
    **dict.fromkeys(
        ("MelSpectrogram", "STFTSpectrogram"), "ops.stft in a Layer of your own makes spectrograms"
    ),
    **{
        f"Random{name}": f"call ops.image.{function} in a Layer of your own"
        for name, function in (
            ("ColorDegeneration", "rgb_to_grayscale"),
            ("ElasticTransform", "elastic_transform"),
            ("GaussianBlur", "gaussian_blur"),
            ("Grayscale", "rgb_to_grayscale"),
            ("Hue", "rgb_to_hsv and hsv_to_rgb"),
            ("Perspective", "perspective_transform"),
            ("Saturation", "rgb_to_hsv and hsv_to_rgb"),
            ("Sharpness", "gaussian_blur"),
            ("Shear", "affine_transform"),
        )
    },
    "HashedCrossing": "join the values to texts and use Hashing",
    "MaxNumBoundingBoxes": "cut or fill the arrays of bounding boxes with numpy before fit",
    "Pipeline": "use Sequential",
    "RandomColorJitter": "use RandomBrightness and RandomContrast",
    "RandomInvert": "Rescaling(-1.0, offset=255.0) inverts pictures",
    "RandomPosterization": "ops.floor in a Layer of your own makes fewer shades",
    "Solarization": "ops.where in a Layer of your own turns bright pixels around",
    "TFSMLayer": "TensorFlow's models cannot be loaded",
}
_GROUP_OF = {name: group for group, names in _LATER.items() for name in names}

__all__ = [
    "Activation",
    "ActivityRegularization",
    "AdaptiveAveragePooling1D",
    "AdaptiveAveragePooling2D",
    "AdaptiveAveragePooling3D",
    "AdaptiveMaxPooling1D",
    "AdaptiveMaxPooling2D",
    "AdaptiveMaxPooling3D",
    "Add",
    "AdditiveAttention",
    "AlphaDropout",
    "Attention",
    "Average",
    "AveragePooling1D",
    "AveragePooling2D",
    "AveragePooling3D",
    "AvgPool1D",
    "AvgPool2D",
    "AvgPool3D",
    "BatchNormalization",
    "Bidirectional",
    "CategoryEncoding",
    "CenterCrop",
    "Concatenate",
    "Conv1D",
    "Conv1DTranspose",
    "Conv2D",
    "Conv2DTranspose",
    "Conv3D",
    "Conv3DTranspose",
    "ConvLSTM1D",
    "ConvLSTM2D",
    "ConvLSTM3D",
    "Convolution1D",
    "Convolution1DTranspose",
    "Convolution2D",
    "Convolution2DTranspose",
    "Convolution3D",
    "Convolution3DTranspose",
    "Cropping1D",
    "Cropping2D",
    "Cropping3D",
    "Dense",
    "DepthwiseConv1D",
    "DepthwiseConv2D",
    "Discretization",
    "Dot",
    "Dropout",
    "ELU",
    "EinsumDense",
    "Embedding",
    "Flatten",
    "GRU",
    "GRUCell",
    "GaussianDropout",
    "GaussianNoise",
    "GlobalAveragePooling1D",
    "GlobalAveragePooling2D",
    "GlobalAveragePooling3D",
    "GlobalAvgPool1D",
    "GlobalAvgPool2D",
    "GlobalAvgPool3D",
    "GlobalMaxPool1D",
    "GlobalMaxPool2D",
    "GlobalMaxPool3D",
    "GlobalMaxPooling1D",
    "GlobalMaxPooling2D",
    "GlobalMaxPooling3D",
    "GroupNormalization",
    "GroupedQueryAttention",
    "Hashing",
    "Identity",
    "Input",
    "InputLayer",
    "InputSpec",
    "IntegerLookup",
    "LSTM",
    "LSTMCell",
    "Lambda",
    "Layer",
    "LayerNormalization",
    "LeakyReLU",
    "Masking",
    "MaxPool1D",
    "MaxPool2D",
    "MaxPool3D",
    "MaxPooling1D",
    "MaxPooling2D",
    "MaxPooling3D",
    "Maximum",
    "Minimum",
    "MultiHeadAttention",
    "Multiply",
    "Normalization",
    "PReLU",
    "Permute",
    "RMSNormalization",
    "RNN",
    "RandomBrightness",
    "RandomContrast",
    "RandomCrop",
    "RandomErasing",
    "RandomFlip",
    "RandomRotation",
    "RandomTranslation",
    "RandomZoom",
    "ReLU",
    "RepeatVector",
    "Rescaling",
    "Reshape",
    "Resizing",
    "ReversibleEmbedding",
    "SeparableConv1D",
    "SeparableConv2D",
    "SeparableConvolution1D",
    "SeparableConvolution2D",
    "SimpleRNN",
    "SimpleRNNCell",
    "Softmax",
    "SpatialDropout1D",
    "SpatialDropout2D",
    "SpatialDropout3D",
    "SpectralNormalization",
    "StackedRNNCells",
    "StringLookup",
    "Subtract",
    "TextVectorization",
    "TimeDistributed",
    "UnitNormalization",
    "UpSampling1D",
    "UpSampling2D",
    "UpSampling3D",
    "Wrapper",
    "ZeroPadding1D",
    "ZeroPadding2D",
    "ZeroPadding3D",
    "add",
    "average",
    "concatenate",
    "deserialize",
    "dot",
    "maximum",
    "minimum",
    "multiply",
    "serialize",
    "subtract",
    "GroupQueryAttention",
]


def _later(name: str) -> Any:
    """Load the layers of a group when the first of them is asked for."""
    group = _GROUP_OF.get(name)
    if group is None:
        return None
    module = importlib.import_module(f"p_vision.layers.{group}")
    for known in _LATER[group]:
        globals()[known] = getattr(module, known)
    return globals()[name]


if not TYPE_CHECKING:
    __getattr__ = missing_name("p_vision.layers", __all__, _INSTEAD, _later)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
