"""The table: ours, each peer, the ratio, the last recorded ratio, the bar."""

from history import last_ratio, ratio
from metrics import METRICS, Metric
from results import OURS, Results


def number(value: float | None) -> str:
    """Three figures."""
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def verdict(metric: Metric, ours: float, against: float | None) -> str:
    """Whether the bar is held; nothing where it cannot be told."""
    if metric.bar is None:
        return ""
    found = against if metric.bar.ratio else ours
    if found is None:
        return metric.bar.words()
    return f"{metric.bar.words()} {'ok' if found <= metric.bar.most else 'MISSED'}"


def render(results: Results) -> str:
    """All rows with a number, as text in columns."""
    peers = results.peers()
    numbers = results.summary()
    rows = [["", "unit", OURS, *peers, "ratio", "last", "bar"]]
    for metric in METRICS:
        ours = results.value(OURS, metric.key)
        if ours is None:
            continue
        against = ratio(metric, numbers)
        mark = "" if results.calm(OURS, metric.key) or metric.key.startswith("size") else " ~"
        theirs = [number(results.value(peer, metric.theirs or metric.key)) for peer in peers]
        shown = f"{against:.2f}" if against else ""
        bar = verdict(metric, ours, against)
        rows.append(
            [metric.title, metric.unit, number(ours) + mark, *theirs]
            + [shown, last_ratio(metric), bar]
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([*lines, "", "ratio: below 1 where p_vision is faster.  ~: no calm round."])
