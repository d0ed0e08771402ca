"""Passes the events of `p_vision.events` on to the page."""

import json
import sys
from collections.abc import Callable
from typing import Any

from playground.host import AnyHost


class TrainingEvents:
    """A subscription that starts as soon as p_vision is there.

    Args:
        model_of: describes the model whose training begins, by its name; sent before the event.
    """

    def __init__(self, model_of: Callable[[str], dict[str, Any] | None] | None = None) -> None:
        self._model_of = model_of
        self._unsubscribe: Callable[[], None] | None = None
        self._host: AnyHost = None

    def follow(self, host: AnyHost) -> None:
        """Sends events to `host` from now on; does nothing before p_vision is imported."""
        self._host = host
        events = sys.modules.get("p_vision.events")
        if self._unsubscribe is None and events is not None:
            self._unsubscribe = events.subscribe(self._send)

    def _send(self, event: dict[str, Any]) -> None:
        if event.get("event") == "fit_begin" and self._model_of is not None:
            graph = self._model_of(str(event.get("model")))
            if graph is not None:
                self._host.training(json.dumps({"event": "model", "graph": graph}))
        self._host.training(json.dumps(_finite(event), default=_plain))


def _plain(value: Any) -> Any:
    """Numbers of other libraries as Python's own."""
    return value.item() if hasattr(value, "item") else str(value)


def _finite(value: Any) -> Any:
    """JSON has no NaN: a loss that left the numbers is sent as null."""
    if isinstance(value, dict):
        return {str(key): _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    return value
