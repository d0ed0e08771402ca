"""Models: layers put together so that they can be trained."""

from p_vision.models.functional import Functional
from p_vision.models.model import Model
from p_vision.models.sequential import Sequential

__all__ = ["Functional", "Model", "Sequential"]
