"""Models: layers put together so that they can be trained."""

from typing import Any

from p_vision.models.cloning import clone_model, model_from_json
from p_vision.models.functional import Functional
from p_vision.models.model import Model
from p_vision.models.sequential import Sequential

__all__ = [
    "Functional",
    "Model",
    "Sequential",
    "clone_model",
    "load_model",
    "model_from_json",
    "save_model",
]


def __getattr__(name: str) -> Any:
    # Files are read and written by a package above this one.
    if name in ("load_model", "save_model"):
        from p_vision import saving

        return getattr(saving, name)
    raise AttributeError(f"module 'p_vision.models' has no attribute {name!r}")
