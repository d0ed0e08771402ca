"""Pictures of data and of what a model does, one line each: `show.images(x_train[:20])`.

In the page and in notebooks the picture appears in the output; elsewhere its description is
printed, and `save` keeps the drawing as an SVG file.
"""

from p_vision.show.activations import activations
from p_vision.show.boundary import decision_boundary
from p_vision.show.confusion import confusion_matrix
from p_vision.show.curves import curve
from p_vision.show.drawing import Drawing
from p_vision.show.histograms import histogram
from p_vision.show.layer_weights import weights
from p_vision.show.pictures import images, samples
from p_vision.show.tables import table
from p_vision.show.words import html, markdown

__all__ = [
    "Drawing",
    "activations",
    "confusion_matrix",
    "curve",
    "decision_boundary",
    "histogram",
    "html",
    "images",
    "markdown",
    "samples",
    "table",
    "weights",
]
