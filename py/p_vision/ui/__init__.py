"""Inputs that make a demo out of a model: `ui.draw(model)` shows a drawing pad with live answers.

They appear in the output of the playground and stay alive after the program has ended.
"""

from p_vision.ui.images import draw, upload, webcam
from p_vision.ui.values import slider, text
from p_vision.ui.widget import Widget, answer

__all__ = ["Widget", "answer", "draw", "slider", "text", "upload", "webcam"]
