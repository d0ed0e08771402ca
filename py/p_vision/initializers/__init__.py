"""First values of weights."""

from p_vision.initializers.fixed_values import Constant, Identity, Ones, Zeros
from p_vision.initializers.initializer import Initializer
from p_vision.initializers.lookup import deserialize, get, serialize
from p_vision.initializers.random_values import (
    Orthogonal,
    RandomNormal,
    RandomUniform,
    TruncatedNormal,
)
from p_vision.initializers.scaled_values import (
    GlorotNormal,
    GlorotUniform,
    HeNormal,
    HeUniform,
    LecunNormal,
    LecunUniform,
    VarianceScaling,
)
from p_vision.missing_names import missing_name

zeros = Zeros
ones = Ones
constant = Constant
identity = Identity
random_normal = RandomNormal
random_uniform = RandomUniform
truncated_normal = TruncatedNormal
orthogonal = Orthogonal
OrthogonalInitializer = Orthogonal
IdentityInitializer = Identity
variance_scaling = VarianceScaling
glorot_uniform = GlorotUniform
glorot_normal = GlorotNormal
he_uniform = HeUniform
he_normal = HeNormal
lecun_uniform = LecunUniform
lecun_normal = LecunNormal

__all__ = [
    "Constant",
    "GlorotNormal",
    "GlorotUniform",
    "HeNormal",
    "HeUniform",
    "Identity",
    "Initializer",
    "LecunNormal",
    "LecunUniform",
    "Ones",
    "Orthogonal",
    "IdentityInitializer",
    "OrthogonalInitializer",
    "RandomNormal",
    "RandomUniform",
    "TruncatedNormal",
    "VarianceScaling",
    "Zeros",
    "constant",
    "deserialize",
    "get",
    "glorot_normal",
    "glorot_uniform",
    "he_normal",
    "he_uniform",
    "identity",
    "lecun_normal",
    "lecun_uniform",
    "ones",
    "orthogonal",
    "random_normal",
    "random_uniform",
    "serialize",
    "truncated_normal",
    "variance_scaling",
    "zeros",
]

__getattr__ = missing_name(
    "p_vision.initializers",
    __all__,
    {
        "STFT": "ops.stft transforms signals, in a Layer of your own too",
        "STFTInitializer": "ops.stft transforms signals, in a Layer of your own too",
        "stft": "ops.stft transforms signals, in a Layer of your own too",
    },
)
