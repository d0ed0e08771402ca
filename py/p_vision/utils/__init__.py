"""Small functions around training that Keras keeps in `keras.utils`."""

from p_vision.dtypes import standardize_dtype
from p_vision.missing_names import missing_name
from p_vision.registry import (
    custom_object_scope,
    get_custom_objects,
    get_registered_name,
    get_registered_object,
    register_keras_serializable,
)
from p_vision.saving.keras_objects import (
    CustomObjectScope,
    deserialize_keras_object,
    serialize_keras_object,
)
from p_vision.training.py_dataset import PyDataset
from p_vision.utils.batched_dataset import BatchedDataset
from p_vision.utils.batches import pack_x_y_sample_weight, unpack_x_y_sample_weight
from p_vision.utils.fetched_files import get_file
from p_vision.utils.graph_tensors import get_source_inputs, is_keras_tensor
from p_vision.utils.image_folders import image_dataset_from_directory
from p_vision.utils.labels import to_categorical
from p_vision.utils.logging_mode import (
    disable_interactive_logging,
    enable_interactive_logging,
    is_interactive_logging_enabled,
)
from p_vision.utils.model_plot import plot_model
from p_vision.utils.pictures import array_to_img, img_to_array, load_img, save_img
from p_vision.utils.profile import Profile
from p_vision.utils.progbar import Progbar
from p_vision.utils.scaling import normalize
from p_vision.utils.seeds import set_random_seed
from p_vision.utils.sequences import pad_sequences
from p_vision.utils.session import clear_session
from p_vision.utils.splitting import split_dataset
from p_vision.utils.time_series import timeseries_dataset_from_array

Sequence = PyDataset

__all__ = [
    "BatchedDataset",
    "CustomObjectScope",
    "Profile",
    "Progbar",
    "PyDataset",
    "Sequence",
    "array_to_img",
    "clear_session",
    "custom_object_scope",
    "deserialize_keras_object",
    "disable_interactive_logging",
    "enable_interactive_logging",
    "get_custom_objects",
    "get_file",
    "get_registered_name",
    "get_registered_object",
    "get_source_inputs",
    "image_dataset_from_directory",
    "img_to_array",
    "is_interactive_logging_enabled",
    "is_keras_tensor",
    "load_img",
    "normalize",
    "pack_x_y_sample_weight",
    "pad_sequences",
    "plot_model",
    "register_keras_serializable",
    "save_img",
    "serialize_keras_object",
    "set_random_seed",
    "split_dataset",
    "standardize_dtype",
    "timeseries_dataset_from_array",
    "to_categorical",
    "unpack_x_y_sample_weight",
]

__getattr__ = missing_name(
    "p_vision.utils",
    __all__,
    {
        "FeatureSpace": "Normalization, Discretization and CategoryEncoding prepare features",
        "audio_dataset_from_directory": "read sound into arrays with the module wave",
        "text_dataset_from_directory": "read the files with Python's open(); "
        "layers.TextVectorization makes numbers of texts",
        "bounding_boxes": "compute with the corners of boxes as numpy arrays",
        "Config": "use a dict",
        "model_to_dot": "plot_model draws the model",
        "legacy": "use p_vision.utils",
    },
)
