"""A progress bar for loops of one's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from p_vision.progress import ProgressBar

__all__ = ["Progbar"]


class Progbar:
    """Shows how far a loop has come, and the means of some values.

    Args:
        target: How many steps there are; None when it is not known.
        width: Accepted for Keras.
        verbose: 1 draws a bar, 2 only its last line, 0 nothing.
        interval: Accepted for Keras; it is drawn at most ten times a second.
        stateful_metrics: Names of values that are shown as they are, not as means.
        unit_name: Accepted for Keras.

    Reference: https://keras.io/api/utils/python_utils/

    Example:
        >>> bar = Progbar(2, verbose=0)
        >>> bar.update(1, [("loss", 0.5)])
        >>> bar.add(1, [("loss", 0.25)])
    """

    def __init__(
        self,
        target: int | None,
        width: int = 20,
        verbose: int = 1,
        interval: float = 0.05,
        stateful_metrics: Iterable[str] | None = None,
        unit_name: str = "step",
    ) -> None:
        self.target = target
        self._bar = ProgressBar(target, verbose)
        self._as_they_are = set(stateful_metrics or ())
        self._sums: dict[str, tuple[float, float]] = {}
        self._seen_so_far = 0

    def update(
        self,
        current: int,
        values: Iterable[tuple[str, Any]] | None = None,
        finalize: bool | None = None,
    ) -> None:
        """Show a step.

        Args:
            current: Steps done so far.
            values: Pairs of a name and a number.
            finalize: Keep the line and start a new one; by default at the last step.
        """
        steps = max(current - self._seen_so_far, 1)
        for name, value in values or ():
            total, count = self._sums.get(name, (0.0, 0.0))
            if name in self._as_they_are:
                total, count = 0.0, 0.0
            self._sums[name] = (total + float(value) * steps, count + steps)
        self._seen_so_far = current
        if finalize is None:
            finalize = self.target is not None and current >= self.target
        shown = {name: total / count for name, (total, count) in self._sums.items()}
        self._bar.update(current, shown, final=finalize)

    def add(self, n: int, values: Iterable[tuple[str, Any]] | None = None) -> None:
        """Show `n` more steps."""
        self.update(self._seen_so_far + n, values)
