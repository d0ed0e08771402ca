"""Models and weights as files, and objects as plain dicts."""

from p_vision.missing_names import missing_name
from p_vision.registry import (
    custom_object_scope,
    get_custom_objects,
    get_registered_name,
    get_registered_object,
    register_keras_serializable,
)
from p_vision.saving.keras_file import load_model, save_model
from p_vision.saving.keras_objects import (
    CustomObjectScope,
    deserialize_keras_object,
    serialize_keras_object,
)
from p_vision.saving.weight_files import load_weights, save_weights

__all__ = [
    "CustomObjectScope",
    "custom_object_scope",
    "deserialize_keras_object",
    "get_custom_objects",
    "get_registered_name",
    "get_registered_object",
    "load_model",
    "load_weights",
    "register_keras_serializable",
    "save_model",
    "save_weights",
    "serialize_keras_object",
]

__getattr__ = missing_name(
    "p_vision.saving",
    __all__,
    {
        "KerasFileEditor": "model.load_weights(path, skip_mismatch=True) takes what fits, and "
        "model.set_weights changes the rest",
    },
)
