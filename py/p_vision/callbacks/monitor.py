"""Watching one metric: which direction is better, and whether it got better."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from p_vision.errors import ArgumentError
from p_vision.notices import warn

__all__ = ["Monitor"]

_HIGHER_IS_BETTER = (
    "acc",
    "auc",
    "precision",
    "recall",
    "f1",
    "fbeta",
    "io_u",
    "iou",
    "r2",
    "similarity",
    "sensitivity",
    "specificity",
    "correlation",
)


class Monitor:
    """Compares the values of one metric.

    Args:
        name: The metric, as it is called in the logs, e.g. `"val_loss"`.
        mode: `"min"`, `"max"` or `"auto"`: auto takes "max" for accuracy and its like.
        min_delta: Changes up to this size do not count as better.
    """

    def __init__(self, name: str, mode: str = "auto", min_delta: float = 0.0) -> None:
        if mode not in ("auto", "min", "max"):
            raise ArgumentError(f"mode must be 'auto', 'min' or 'max', but is {mode!r}.")
        if mode == "auto":
            bare = name.removeprefix("val_").lower()
            higher = any(part in bare for part in _HIGHER_IS_BETTER) and "loss" not in bare
            mode = "max" if higher else "min"
        self.name = name
        self.mode = mode
        self.min_delta = abs(min_delta)
        self._warned = False

    @property
    def worst(self) -> float:
        """The value that anything is better than."""
        return float("inf") if self.mode == "min" else float("-inf")

    def is_better(self, value: float, reference: float) -> bool:
        """Whether `value` beats `reference` by more than `min_delta`."""
        if self.mode == "min":
            return value < reference - self.min_delta
        return value > reference + self.min_delta

    def value(self, logs: Mapping[str, float] | None, owner: str) -> float | None:
        """The metric's value in `logs`; None, with one warning, when it is not there."""
        logs = logs or {}
        if self.name in logs:
            return logs[self.name]
        if not self._warned:
            self._warned = True
            close = get_close_matches(self.name, logs, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            if self.name.startswith("val_") and not any(key.startswith("val_") for key in logs):
                hint = " Give fit() validation_data or validation_split to get it."
            warn(f"{owner} watches {self.name!r}, but there are only: {', '.join(logs)}.{hint}")
        return None
