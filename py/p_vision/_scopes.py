"""What is being recorded at this moment: a trace, a gradient tape, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from p_vision.gradient import GradientTape
    from p_vision.tracing._trace import Trace

__all__ = ["Scopes", "scopes"]


class Scopes:
    """The innermost trace and tape; None where there is none."""

    __slots__ = ("functional", "tape", "trace")

    def __init__(self) -> None:
        self.trace: Trace | None = None
        self.tape: GradientTape | None = None
        #: True once a symbolic input outside of a trace (`Input`) was made.
        self.functional = False


scopes = Scopes()
