"""Activations as layers."""

from p_vision.layers.activations.activation import Activation
from p_vision.layers.activations.rectifiers import ELU, LeakyReLU, PReLU, ReLU
from p_vision.layers.activations.softmax import Softmax

__all__ = ["ELU", "Activation", "LeakyReLU", "PReLU", "ReLU", "Softmax"]
