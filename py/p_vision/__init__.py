"""p_vision: Keras's models and training loop, computed by Burn.

In the page on WebGPU or on the processor's SIMD instructions, natively on both.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from p_vision import (
    activations,
    callbacks,
    constraints,
    events,
    initializers,
    layers,
    losses,
    metrics,
    models,
    ops,
    optimizers,
    random,
    regularizers,
    tracing,
)
from p_vision.backend import (
    backend_info,
    get_backend,
    memory,
    self_test,
    set_backend,
    use_backend,
)
from p_vision.gradient import GradientTape
from p_vision.initializers import Initializer
from p_vision.layers import (
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv1D,
    Conv2D,
    Conv2DTranspose,
    Dense,
    DepthwiseConv2D,
    Dropout,
    Embedding,
    Flatten,
    GlobalAveragePooling2D,
    GlobalMaxPooling2D,
    Input,
    InputSpec,
    Layer,
    LayerNormalization,
    LeakyReLU,
    MaxPooling2D,
    ReLU,
    Rescaling,
    Reshape,
    Softmax,
)
from p_vision.losses import Loss
from p_vision.metrics import Metric
from p_vision.missing_modules import suggest_modules
from p_vision.missing_names import missing_name
from p_vision.models import Model, Sequential
from p_vision.optimizers import Optimizer
from p_vision.regularizers import Regularizer
from p_vision.tensor import Tensor
from p_vision.tracing import KerasTensor, function
from p_vision.variable import Variable

if TYPE_CHECKING:
    from p_vision import datasets, saving, utils

__version__ = "0.1.0"


def version() -> str:
    """The version of p_vision.

    >>> version() == __version__
    True
    """
    return __version__


__all__ = [
    "Activation",
    "AveragePooling2D",
    "BatchNormalization",
    "Conv1D",
    "Conv2D",
    "Conv2DTranspose",
    "Dense",
    "DepthwiseConv2D",
    "Dropout",
    "Embedding",
    "Flatten",
    "GlobalAveragePooling2D",
    "GlobalMaxPooling2D",
    "GradientTape",
    "Initializer",
    "Input",
    "InputSpec",
    "KerasTensor",
    "Layer",
    "LayerNormalization",
    "LeakyReLU",
    "Loss",
    "MaxPooling2D",
    "Metric",
    "Model",
    "Optimizer",
    "ReLU",
    "Regularizer",
    "Rescaling",
    "Reshape",
    "Sequential",
    "Softmax",
    "Tensor",
    "Variable",
    "__version__",
    "activations",
    "backend_info",
    "callbacks",
    "constraints",
    "datasets",
    "events",
    "function",
    "get_backend",
    "initializers",
    "layers",
    "losses",
    "memory",
    "metrics",
    "models",
    "ops",
    "optimizers",
    "random",
    "regularizers",
    "saving",
    "self_test",
    "set_backend",
    "tracing",
    "use_backend",
    "utils",
    "version",
]

#: Modules that are loaded when they are used for the first time.
_LATER = (
    "applications",
    "config",
    "datasets",
    "preprocessing",
    "saving",
    "show",
    "tree",
    "ui",
    "utils",
)

suggest_modules()

_missing = missing_name(
    "p_vision",
    [*__all__, *_LATER, *layers.__all__],
    {
        **dict.fromkeys(
            ("DTypePolicy", "FloatDTypePolicy", "dtype_policies", "mixed_precision"),
            "numbers are float32",
        ),
        **dict.fromkeys(("Function", "Operation"), "write a Layer, or a function of p_vision.ops"),
        **dict.fromkeys(("RematScope", "remat"), "memory is freed by itself; leave it out"),
        **dict.fromkeys(
            ("StatelessScope", "SymbolicScope"),
            "variables are assigned directly; p_vision.function records code",
        ),
        "Quantizer": "weights stay float32",
        "device": "with p_vision.use_backend('Cpu'): chooses where to compute",
        "distillation": "override compute_loss of a Model to learn from another one",
        "name_scope": "give layers names: Dense(8, name='encoder_dense')",
        "distribution": "one machine computes",
        "quantizers": "weights stay float32",
        "export": "model.save('model.keras') writes a file that Keras opens",
        "legacy": "the names of today are in p_vision",
        "wrappers": "models are used as they are",
        "visualization": "p_vision.show draws pictures, and matplotlib works too",
    },
)


def __getattr__(name: str) -> object:
    if name in _LATER:
        return import_module(f"p_vision.{name}")
    if name in layers.__all__ and name[0].isupper():
        return getattr(layers, name)
    return _missing(name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_LATER})
