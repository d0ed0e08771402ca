"""Why a loss may have become nan or infinite."""

from __future__ import annotations

import math

from p_vision.training.samples import Samples
from p_vision.training.sources import ArraySource, StreamSource

__all__ = ["explain_bad_loss"]

_LARGE = 20.0


def explain_bad_loss(loss: float, epoch: int, step: int, source: ArraySource | StreamSource) -> str:
    """A sentence on what happened and the most likely cause.

    Args:
        loss: The value, nan or infinite.
        epoch: The epoch, counted from 0.
        step: Batches done in it.
        source: The data; looked through when it lies in memory.
    """
    what = "nan" if math.isnan(loss) else "infinite"
    text = f"The loss became {what} in epoch {epoch + 1}, by batch {step}."
    causes = []
    if isinstance(source, ArraySource):
        for name, samples in (("x", source.data.x), ("y", source.data.y)):
            if isinstance(samples, Samples):
                causes += _causes(name, samples)
    if not causes:
        causes.append("The learning rate may be too high: try a tenth of it.")
    return " ".join([text, *causes])


def _causes(name: str, samples: Samples) -> list[str]:
    values = samples.values()
    per_row = max(1, len(values) // samples.rows)
    if samples.source.startswith("float"):
        for index, value in enumerate(values.tolist()):
            if not math.isfinite(value):
                return [f"{name} holds {value} in row {index // per_row}: remove or replace it."]
    low, high = float(min(values)), float(max(values))
    if name == "x" and max(abs(low), abs(high)) > _LARGE:
        return [
            f"x runs from {low:g} to {high:g}: scale it, for example x / {max(abs(low), high):g}, "
            "or lower the learning rate."
        ]
    return []
