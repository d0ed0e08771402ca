"""ResNet50 under the module name of older scripts."""

from p_vision.applications.resnet import ResNet50, decode_predictions, preprocess_input

__all__ = ["ResNet50", "decode_predictions", "preprocess_input"]
