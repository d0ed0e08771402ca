"""Calls a row of callbacks as if it were one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from p_vision.callbacks.callback import Callback, Logs
from p_vision.callbacks.history import History
from p_vision.callbacks.progbar_logger import ProgbarLogger
from p_vision.errors import ArgumentError

__all__ = ["CallbackList"]

BatchHook = Callable[[int, Logs], object]


def _batch_names(stage: str, when: str) -> tuple[str, ...]:
    """The hook's name, and in training its older one, which it calls."""
    name = f"on_{stage}_batch_{when}"
    return (name, f"on_batch_{when}") if stage == "train" else (name,)


def _overrides(callback: Callback, hook: str) -> bool:
    method = getattr(callback, hook)
    return getattr(method, "__func__", method) is not getattr(Callback, hook)


class CallbackList(Callback):
    """Several callbacks behind the interface of one; each hook goes to all of them in order.

    Args:
        callbacks: A callback, several, or None.
        add_history: Append a `History` when there is none yet.
        add_progbar: Append a `ProgbarLogger` when there is none yet.
        model: The model handed to every callback.
        **params: `epochs`, `steps`, `verbose`: what callbacks find in `self.params`.

    Reference: https://keras.io/api/callbacks/

    Example:
        >>> from p_vision.callbacks import CallbackList
        >>> callbacks = CallbackList(add_history=True)
        >>> callbacks.on_train_begin()
        >>> callbacks.on_epoch_end(0, {"loss": 0.5})
        >>> callbacks.history.history
        {'loss': [0.5]}
    """

    def __init__(
        self,
        callbacks: Callback | Iterable[Callback] | None = None,
        add_history: bool = False,
        add_progbar: bool = False,
        model: Any = None,
        **params: Any,
    ) -> None:
        super().__init__()
        self.callbacks: list[Callback] = _as_list(callbacks)
        found = [item for item in self.callbacks if isinstance(item, History)]
        self.history: History | None = found[-1] if found else None
        if add_history and self.history is None:
            self.history = History()
            self.callbacks.append(self.history)
        if add_progbar and not any(isinstance(item, ProgbarLogger) for item in self.callbacks):
            self.callbacks.append(ProgbarLogger())
        if model is not None:
            self.set_model(model)
        self.set_params(params)

    def append(self, callback: Callback) -> None:
        """Add one more callback at the end."""
        self.callbacks.append(callback)

    def set_params(self, params: dict[str, Any]) -> None:
        super().set_params(params)
        for callback in self.callbacks:
            callback.set_params(params)

    def set_model(self, model: Any) -> None:
        super().set_model(model)
        for callback in self.callbacks:
            callback.set_model(model)

    def wants_batches(self, stage: str) -> bool:
        """Whether any callback listens to single batches of 'train', 'test' or 'predict'."""
        return any(self.batch_hooks(stage))

    def batch_hooks(self, stage: str) -> tuple[list[BatchHook], list[BatchHook]]:
        """What to call before and after each batch of 'train', 'test' or 'predict': methods of
        those callbacks only that listen to batches."""
        begin, end = (
            [
                getattr(callback, f"on_{stage}_batch_{when}")
                for callback in self.callbacks
                if any(_overrides(callback, hook) for hook in _batch_names(stage, when))
            ]
            for when in ("begin", "end")
        )
        return begin, end

    def on_epoch_begin(self, epoch: int, logs: Logs | None = None) -> None:
        self._call("on_epoch_begin", epoch, logs)

    def on_epoch_end(self, epoch: int, logs: Logs | None = None) -> None:
        self._call("on_epoch_end", epoch, logs)

    def on_train_batch_begin(self, batch: int, logs: Logs | None = None) -> None:
        self._call("on_train_batch_begin", batch, logs)

    def on_train_batch_end(self, batch: int, logs: Logs | None = None) -> None:
        self._call("on_train_batch_end", batch, logs)

    def on_test_batch_begin(self, batch: int, logs: Logs | None = None) -> None:
        self._call("on_test_batch_begin", batch, logs)

    def on_test_batch_end(self, batch: int, logs: Logs | None = None) -> None:
        self._call("on_test_batch_end", batch, logs)

    def on_predict_batch_begin(self, batch: int, logs: Logs | None = None) -> None:
        self._call("on_predict_batch_begin", batch, logs)

    def on_predict_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
        self._call("on_predict_batch_end", batch, logs)

    def on_train_begin(self, logs: Logs | None = None) -> None:
        self._call("on_train_begin", logs)

    def on_train_end(self, logs: Logs | None = None) -> None:
        self._call("on_train_end", logs)

    def on_test_begin(self, logs: Logs | None = None) -> None:
        self._call("on_test_begin", logs)

    def on_test_end(self, logs: Logs | None = None) -> None:
        self._call("on_test_end", logs)

    def on_predict_begin(self, logs: Logs | None = None) -> None:
        self._call("on_predict_begin", logs)

    def on_predict_end(self, logs: Logs | None = None) -> None:
        self._call("on_predict_end", logs)

    def on_progress(self, step: int, logs: Logs) -> None:
        self._call("on_progress", step, logs)

    def _call(self, hook: str, *args: Any) -> None:
        for callback in self.callbacks:
            getattr(callback, hook)(*args)


def _as_list(callbacks: Callback | Iterable[Callback] | None) -> list[Callback]:
    if callbacks is None:
        return []
    items: list[Any] = [callbacks] if not isinstance(callbacks, (list, tuple)) else list(callbacks)
    for item in items:
        if isinstance(item, type):
            raise ArgumentError(
                f"callbacks holds the class {item.__name__}: write {item.__name__}() to make one."
            )
        if not hasattr(item, "on_epoch_end"):
            raise ArgumentError(
                f"callbacks holds {item!r}, which is not a callback. "
                "Subclass p_vision.callbacks.Callback, or wrap a function in LambdaCallback."
            )
    return items
