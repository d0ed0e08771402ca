"""Inputs that make a demo out of a model: `ui.draw(model)` shows a drawing pad with live answers.

They appear in the output of the playground and stay alive after the program has ended. One that a
model answers can be shared with it: such a demo answers without Python.
"""

from p_vision.ui.demo import demos, save_demo
from p_vision.ui.images import draw, upload, webcam
from p_vision.ui.values import slider
from p_vision.ui.widget import Widget, answer
from p_vision.ui.words import text

__all__ = ["Widget", "answer", "demos", "draw", "save_demo", "slider", "text", "upload", "webcam"]
