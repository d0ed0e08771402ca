"""Reads loss and metrics after a step, at little cost: a callback may ask for them each time."""

from __future__ import annotations

from p_vision.callbacks.callback import Logs
from p_vision.callbacks.named_numbers import NamedNumbers
from p_vision.tracing import Program

__all__ = ["NumberReader"]


class NumberReader:
    """Runs a program that gives single numbers by name.

    Args:
        program: The program.
        names: What it gives, in its order.
    """

    def __init__(self, program: Program, names: list[str]) -> None:
        self._read = program.numbers
        self._places = [(name, names.index(name)) for name in sorted(names)]

    @classmethod
    def of(cls, program: Program) -> NumberReader | None:
        """The reader of a program; None where it gives other things."""
        names = program.single_numbers()
        return cls(program, names) if names else None

    def read(self) -> Logs:
        """The numbers, sorted by name."""
        values = self._read()
        return NamedNumbers([(name, values[place]) for name, place in self._places])
