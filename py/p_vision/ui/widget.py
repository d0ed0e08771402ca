"""An input in the page, and the function that answers it."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable
from typing import Any

from p_vision.ui.model_question import ModelQuestion
from p_vision.ui.results import result_of

#: What the page looks for to show an input instead of text.
MIME = "application/vnd.p_vision.widget+json"
_MOST = 50

_widgets: dict[str, Widget] = {}
_numbers = itertools.count(1)


class Widget:
    """An input in the page.

    Args:
        kind: "draw", "upload", "webcam", "slider" or "text".
        options: what the page needs to build it; plain values.
        function: takes what `read` made of the input.
        read: turns the page's message into the function's arguments.
        names: the classes' names, for answers that are probabilities.
        description: what it is, in one sentence.
        question: how a model is asked, where it is a model that answers.
    """

    def __init__(
        self,
        kind: str,
        options: dict[str, Any],
        function: Callable[..., Any],
        read: Callable[[dict[str, Any]], tuple[tuple[Any, ...], dict[str, Any]]],
        names: list[str] | None,
        description: str,
        question: ModelQuestion | None = None,
    ) -> None:
        self.id = f"{kind}-{next(_numbers)}"
        self.kind = kind
        self.options = options
        self.description = description
        self.names = names
        self.question = question
        self._function = function
        self._read = read
        _widgets[self.id] = self
        # The page shows the newest ones; models of old ones should not stay in memory.
        for old in list(_widgets)[:-_MOST]:
            del _widgets[old]

    def respond(self, message: dict[str, Any]) -> dict[str, Any]:
        """The answer to one input, in the form that the page shows."""
        arguments, named = self._read(message)
        return result_of(self._function(*arguments, **named), self.names)

    def show(self) -> Widget:
        """Put it into the page; elsewhere say what is missing."""
        display = getattr(sys.modules.get("__main__"), "display", None)
        if callable(display):
            display(self)
        else:
            print(f"{self.description} (shown in the playground)")
        return self

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        described = {
            "id": self.id,
            "kind": self.kind,
            "description": self.description,
            "options": self.options,
        }
        return {MIME: json.dumps(described), "text/plain": self.description}

    def __repr__(self) -> str:
        return self.description


def newest_model_widget() -> Widget | None:
    """The input shown last that a model answers; None where there is none."""
    return next((each for each in reversed(_widgets.values()) if each.question), None)


def widget_called(name: str) -> Widget | None:
    """The input with this id, if it is still known."""
    return _widgets.get(name)


def answer(name: str, message: str) -> str:
    """Answer an input of the page; both messages are JSON.

    Args:
        name: the widget's id.
        message: what was drawn, chosen or typed.

    Returns:
        `{"kind": "values" | "bars" | "text" | "picture" | "problem" | "gone", ...}`.

    >>> answer("draw-0", "{}")
    '{"kind": "gone"}'
    """
    widget = _widgets.get(name)
    if widget is None:
        return json.dumps({"kind": "gone"})
    try:
        return json.dumps(widget.respond(json.loads(message)))
    except Exception as error:
        return json.dumps({"kind": "problem", "text": f"{type(error).__name__}: {error}"})
