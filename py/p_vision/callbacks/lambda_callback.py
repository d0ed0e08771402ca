"""A callback made of functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from p_vision.callbacks.callback import Callback
from p_vision.errors import UnknownNameError

__all__ = ["LambdaCallback"]


class LambdaCallback(Callback):
    """Use plain functions as hooks, without writing a class.

    Args:
        on_epoch_begin: Function of `(epoch, logs)`.
        on_epoch_end: Function of `(epoch, logs)`.
        on_train_begin: Function of `(logs)`.
        on_train_end: Function of `(logs)`.
        on_train_batch_begin: Function of `(batch, logs)`.
        on_train_batch_end: Function of `(batch, logs)`.
        **hooks: Any other hook of `Callback` by its name.

    Raises:
        UnknownNameError: A name that is no hook.

    Reference: https://keras.io/api/callbacks/lambda_callback/

    Example:
        >>> from p_vision.callbacks import LambdaCallback
        >>> callback = LambdaCallback(on_epoch_end=lambda epoch, logs: print(epoch, logs["loss"]))
        >>> callback.on_epoch_end(0, {"loss": 0.5})
        0 0.5
    """

    def __init__(
        self,
        on_epoch_begin: Callable[..., Any] | None = None,
        on_epoch_end: Callable[..., Any] | None = None,
        on_train_begin: Callable[..., Any] | None = None,
        on_train_end: Callable[..., Any] | None = None,
        on_train_batch_begin: Callable[..., Any] | None = None,
        on_train_batch_end: Callable[..., Any] | None = None,
        **hooks: Callable[..., Any],
    ) -> None:
        super().__init__()
        hooks.update(
            {
                name: function
                for name, function in (
                    ("on_epoch_begin", on_epoch_begin),
                    ("on_epoch_end", on_epoch_end),
                    ("on_train_begin", on_train_begin),
                    ("on_train_end", on_train_end),
                    ("on_train_batch_begin", on_train_batch_begin),
                    ("on_train_batch_end", on_train_batch_end),
                )
                if function is not None
            }
        )
        for name, function in hooks.items():
            if not (name.startswith("on_") and hasattr(Callback, name)):
                known = sorted(item for item in dir(Callback) if item.startswith("on_"))
                raise UnknownNameError(name, known, "hook")
            setattr(self, name, function)
