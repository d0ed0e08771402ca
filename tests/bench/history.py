"""bench/history.json: one entry for each recorded run, the latest last."""

import json
import os
import platform
from datetime import UTC, datetime
from typing import Any

from locations import HISTORY, commit
from metrics import Metric
from results import OURS, Results


def entries() -> list[dict[str, Any]]:
    """All recorded runs."""
    return list(json.loads(HISTORY.read_text())) if HISTORY.is_file() else []


def record(results: Results, browser: str) -> None:
    """Adds this run."""
    keys = results.samples.get(OURS, {})
    entry = {
        "commit": commit(),
        "date": datetime.now(UTC).date().isoformat(),
        "machine": {"cores": os.cpu_count(), "system": platform.machine(), "browser": browser},
        "calm": sorted(key for key in keys if results.calm(OURS, key)),
        "numbers": results.summary(),
    }
    HISTORY.parent.mkdir(exist_ok=True)
    HISTORY.write_text(json.dumps([*entries(), entry], indent=1) + "\n")


def best_peer(
    metric: Metric, numbers: dict[str, dict[str, float]], only: str = ""
) -> tuple[str, float] | None:
    """The peer to be measured against: the one named, or the fastest of all."""
    key = metric.theirs or metric.key
    found = {
        owner: values[key]
        for owner, values in numbers.items()
        if owner != OURS and values.get(key) and (not only or owner == only)
    }
    if not found:
        return None
    choose = max if metric.more else min
    name = choose(found, key=lambda owner: found[owner])
    return name, found[name]


def ratio(metric: Metric, numbers: dict[str, dict[str, float]]) -> float | None:
    """Ours against the peer of the bar, else the best one."""
    ours = numbers.get(OURS, {}).get(metric.key)
    peer = best_peer(metric, numbers, metric.bar.peer if metric.bar else "")
    return metric.ratio(ours, peer[1]) if ours and peer else None


def last_ratio(metric: Metric) -> str:
    """The ratio of the latest recorded run, or its own number where no peer has one."""
    for entry in reversed(entries()):
        numbers = entry["numbers"]
        if metric.key in numbers.get(OURS, {}):
            found = ratio(metric, numbers)
            return f"{found:.2f}" if found else f"({numbers[OURS][metric.key]:.3g})"
    return ""
