"""Rounds of numbers: kept apart by who they belong to, and summed up by their calm medians."""

import statistics
from dataclasses import dataclass, field

from processor import CALM

OURS = "p_vision"


@dataclass
class Results:
    """All samples: owner, then metric, then (value, cores that others used meanwhile)."""

    samples: dict[str, dict[str, list[tuple[float, float]]]] = field(default_factory=dict)

    def add(self, owner: str, numbers: dict[str, float], foreign: float) -> None:
        """Takes the numbers of one round."""
        mine = self.samples.setdefault(owner, {})
        for key, value in numbers.items():
            mine.setdefault(key, []).append((value, foreign))

    def value(self, owner: str, key: str) -> float | None:
        """The median of the calm rounds, or of all where none was calm."""
        found = self.samples.get(owner, {}).get(key)
        if not found:
            return None
        calm = [value for value, foreign in found if foreign <= CALM]
        return statistics.median(calm or [value for value, _ in found])

    def calm(self, owner: str, key: str) -> bool:
        """Whether the value rests on a calm round."""
        return any(foreign <= CALM for _, foreign in self.samples.get(owner, {}).get(key, []))

    def peers(self) -> list[str]:
        """Everybody but us."""
        return [owner for owner in self.samples if owner != OURS]

    def summary(self) -> dict[str, dict[str, float]]:
        """Owner, then metric, then value, short enough to be kept."""
        return {
            owner: {key: float(f"{self.value(owner, key):.4g}") for key in sorted(mine)}
            for owner, mine in self.samples.items()
        }
