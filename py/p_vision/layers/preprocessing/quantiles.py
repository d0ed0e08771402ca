"""Quantiles of data that come in batches, by summaries of a few hundred values.

A summary holds values in order and how many data each stands for; two are
merged by sorting, and shortened by interpolating the running counts.
"""

from __future__ import annotations

from typing import Any


def summary_of(values: Any, epsilon: float) -> Any:
    """Return values and weights, an array (2, n).

    Args:
        values: a numpy array.
        epsilon: one over the number of values to keep.
    """
    import numpy as np

    ordered = np.sort(values.reshape(-1))
    step = max(ordered.size * epsilon, 1)
    kept = ordered[int(step - 1) :: int(step)]
    return np.stack([kept, np.full_like(kept, step)])


def merged(one: Any, other: Any, epsilon: float) -> Any:
    """Return one summary of two."""
    import numpy as np

    both = np.concatenate((one, other), axis=1)
    return _shortened(both[:, np.argsort(both[0])], epsilon)


def boundaries(summary: Any, num_bins: int) -> list[float]:
    """Return the values between bins of equally many data."""
    found: list[float] = _shortened(summary, 1.0 / num_bins)[0, :-1].tolist()
    return found


def _shortened(summary: Any, epsilon: float) -> Any:
    import numpy as np

    if summary.shape[1] * epsilon < 1:
        return summary
    shares = epsilon + np.arange(0.0, 1.0, epsilon)
    running = summary[1].cumsum()
    values = np.interp(shares, running / running[-1], summary[0])
    counts = np.interp(shares, running / running[-1], running)
    weights = counts - np.concatenate((np.array([0]), counts[:-1]))
    return np.stack((values, weights)).astype("float32")
