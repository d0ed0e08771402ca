"""The one-line progress bar of `fit`, `evaluate` and `predict`."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping

__all__ = ["ProgressBar", "format_duration", "format_step_time", "format_value"]

_WIDTH = 20
_SECONDS_BETWEEN_LINES = 0.1


def format_value(value: float) -> str:
    """A metric's value: four decimals, or scientific when very small.

    Example:
        >>> format_value(0.12345), format_value(0.00001)
        ('0.1235', '1.0000e-05')
    """
    return f"{value:.4f}" if value == 0 or abs(value) > 1e-3 else f"{value:.4e}"


def format_duration(seconds: float) -> str:
    """Seconds as `9s`, `1:05` or `1:02:03`.

    Example:
        >>> format_duration(9.4), format_duration(65), format_duration(3723)
        ('9s', '1:05', '1:02:03')
    """
    whole = int(seconds)
    if whole < 60:
        return f"{whole}s"
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def format_step_time(seconds: float) -> str:
    """The time of one step, in the unit that reads best.

    Example:
        >>> format_step_time(2.0), format_step_time(0.0051), format_step_time(0.0003)
        ('2s/step', '5ms/step', '300us/step')
    """
    if seconds >= 1:
        return f"{seconds:.0f}s/step"
    if seconds >= 1e-3:
        return f"{seconds * 1e3:.0f}ms/step"
    return f"{seconds * 1e6:.0f}us/step"


def _bar(done: int, total: int) -> str:
    filled = int(_WIDTH * done / total) if total else 0
    if filled >= _WIDTH:
        return "━" * _WIDTH
    return "━" * filled + "╸" + "─" * (_WIDTH - filled - 1)


class ProgressBar:
    """Draws `12/469 ━━╸──────  2s 5ms/step - loss: 0.3`, again and again on the same line.

    Args:
        target: Number of steps; None when it is not known.
        verbose: 1 draws the bar, 2 only writes the final line, 0 nothing.

    Example:
        >>> from p_vision.progress import ProgressBar
        >>> bar = ProgressBar(target=2, verbose=0)
        >>> bar.update(2, {"loss": 0.5}, final=True)
    """

    def __init__(self, target: int | None, verbose: int = 1) -> None:
        self.target = target
        self.verbose = verbose
        self._start = time.perf_counter()
        self._last_drawn = float("-inf")
        self._drawn_length = 0

    def update(self, step: int, values: Mapping[str, float], final: bool = False) -> None:
        """Show that `step` steps are done. At most ten lines a second, except the final one.

        Args:
            step: Steps done so far.
            values: Loss and metrics to show behind the bar.
            final: Keep this line and start a new one.
        """
        if self.verbose == 0 or (self.verbose == 2 and not final):
            return
        now = time.perf_counter()
        if not final and now - self._last_drawn < _SECONDS_BETWEEN_LINES:
            return
        self._last_drawn = now
        if final and self.target is None:
            self.target = step
        elapsed = now - self._start
        line = self._line(step, elapsed, values, final)
        # Spaces wipe what an earlier, longer line left behind.
        padding = " " * max(0, self._drawn_length - len(line))
        self._drawn_length = len(line)
        start = "\r" if self.verbose == 1 else ""
        sys.stdout.write(start + line + padding + ("\n" if final else ""))
        sys.stdout.flush()

    def _line(self, step: int, elapsed: float, values: Mapping[str, float], final: bool) -> str:
        per_step = elapsed / step if step else 0.0
        metrics = "".join(f" - {name}: {format_value(value)}" for name, value in values.items())
        total = str(self.target) if self.target else "Unknown"
        count = f"{step:>{len(total)}}/{total}" if self.target else f"{step}/{total}"
        speed = format_step_time(per_step)
        if self.verbose == 2:
            return f"{count} - {format_duration(elapsed)} - {speed}{metrics}"
        running = self.target is not None and not final
        shown = per_step * ((self.target or 0) - step) if running else elapsed
        bar = _bar(step, self.target) + " " if self.target else ""
        return f"{count} {bar}{format_duration(shown)} {speed}{metrics}"
